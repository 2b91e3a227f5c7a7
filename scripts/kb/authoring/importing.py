"""What a bibliographic file adds to a knowledge base: new references, and works it has already."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from kb.authoring.reference_ids import propose_id
from kb.authoring.reference_text import write_reference
from kb.authoring.work_kinds import propose_kind
from kb.check.works import describe_field, is_still_to_come, list_lacking
from kb.citations.same_work import Likeness, compare_works, explain_sameness, list_keys
from kb.exchange.reading import Entry
from kb.problems.problem import Problem
from kb.records import Reference, Study
from kb.records.base import Change


@dataclass(frozen=True, slots=True)
class Added:
    """A work that is new.

    Attributes:
        entry: The entry of the file.
        reference: The record to be.
        text: What its file is to hold.
        notes: What the maintainer should look at before it is published.
    """

    entry: Entry
    reference: Reference
    text: str
    notes: tuple[str, ...]

    @property
    def path(self) -> str:
        """Its file below themes_data/."""
        return f"references/{self.reference.id}.yaml"


@dataclass(frozen=True, slots=True)
class Known:
    """A work that is there already.

    Attributes:
        entry: The entry of the file.
        identifier: The reference that it is, in the knowledge base or new in the same file.
        why: What is the same.
    """

    entry: Entry
    identifier: str
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry that may be a work that is there already; only a person can tell.

    Attributes:
        entry: The entry of the file.
        reference: The reference that it may be, in the knowledge base or new in the same file.
        likeness: What is the same, and what is not.
    """

    entry: Entry
    reference: Reference
    likeness: Likeness

    @property
    def question(self) -> str:
        """What to ask about it."""
        differs = self.likeness.differs
        but = f", but another {differs}" if differs else ""
        return f"it may be {self.reference.id} (same {self.likeness.same}{but})"


def report_years_to_come(entries: Iterable[Entry], today: dt.date) -> list[Problem]:
    """Return a problem for each entry whose year is still to come, as the check has it."""
    return [
        Problem(
            entry.position,
            f"{entry.name}: the year {entry.item.issued.year} is still to come",
            "Correct it in the file, or take it out.",
        )
        for entry in entries
        if entry.item.issued and is_still_to_come(entry.item.issued.year, today)
    ]


Judge = Callable[[Doubt], bool]
"""Says whether a doubtful entry is the work that is there."""


def plan_import(  # noqa: PLR0913, PLR0917 - what is there, what comes, and who decides
    existing: Iterable[Reference],
    studies: Collection[Study],
    taken: Collection[str],
    entries: Iterable[Entry],
    today: dt.date,
    judge: Judge = lambda _: False,
) -> list[Added | Known]:
    """Say for each entry of a bibliographic file what becomes of it.

    Args:
        existing: The references of the knowledge base.
        studies: Its studies, which a reference may be of too: one study may cite another.
        taken: Identifiers that cannot be given: all that are there, of invalid records too.
        entries: What the file holds.
        today: The day of first publication.
        judge: Decides where it is doubtful whether an entry is a work that is there; unless it is
            asked, the entry is new, and a note says what it may be.

    Returns:
        One outcome an entry, in the order of the file.
    """
    used = set(taken)
    like: dict[object, list[Reference]] = {}

    def remember(reference: Reference) -> None:
        used.add(reference.id)
        for key in list_keys(reference.csl):
            like.setdefault(key, []).append(reference)

    for reference in existing:
        remember(reference)
    outcomes: list[Added | Known] = []
    for entry in entries:
        alike = {ref.id: ref for key in list_keys(entry.item) for ref in like.get(key, ())}
        found = _find_same(entry, alike.values(), judge)
        if isinstance(found, Known):
            outcomes.append(found)
        else:
            kept = _drop_foreign_doi(entry, found)
            identifier = propose_id(kept.item, used)
            notes = [doubt.question for doubt in found]
            added = _make_reference_addition(kept, studies, identifier, today, notes)
            outcomes.append(added)
            remember(added.reference)
    return outcomes


def _find_same(entry: Entry, alike: Iterable[Reference], judge: Judge) -> Known | list[Doubt]:
    """Return the work that an entry is, or the doubts that were answered with no."""
    compared = [(ref, compare_works(ref.csl, entry.item)) for ref in alike]
    for reference, likeness in compared:
        if likeness and likeness.sure:
            return Known(entry, reference.id, likeness.same)
    doubts = [Doubt(entry, reference, likeness) for reference, likeness in compared if likeness]
    for doubt in doubts:
        if judge(doubt):
            return Known(entry, doubt.reference.id, doubt.likeness.same)
    return doubts


def _drop_foreign_doi(entry: Entry, doubts: Iterable[Doubt]) -> Entry:
    """Return an entry without the DOI of another work: a DOI is of one work only."""
    others = [doubt.reference.id for doubt in doubts if doubt.likeness.same == "DOI"]
    if not others:
        return entry
    note = f"the DOI {entry.item.DOI} is left out: it is that of {others[0]}"
    item = entry.item.model_copy(update={"DOI": None})
    return replace(entry, item=item, notes=(*entry.notes, note))


def _make_reference_addition(
    entry: Entry, studies: Iterable[Study], identifier: str, today: dt.date, doubts: Iterable[str]
) -> Added:
    reference = Reference(
        id=identifier,
        kind=propose_kind(entry.item),
        csl=entry.item,
        history=(Change(date=today, change="First published."),),
    )
    lacking = list_lacking(entry.item, undated=identifier.endswith("-nd"))
    notes = [
        *doubts,
        *entry.notes,
        *(f"add {describe_field(entry.item, field)}" for field in lacking),
    ]
    notes += [
        f"it is the study {study.id}: keep the reference only if another study cites it"
        for study in studies
        if explain_sameness(study.publication, entry.item)
    ]
    if reference.kind == "unclassified":
        notes.append("say what it is as evidence, in `kind`")
    else:
        notes.append(f"check `kind`, which is proposed: {reference.kind}")
    return Added(entry, reference, write_reference(reference), tuple(notes))
