"""What a bibliographic file adds to a knowledge base: new references, and works it has already."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kb.authoring.reference_ids import propose_id
from kb.authoring.reference_text import write_reference
from kb.authoring.work_kinds import propose_kind
from kb.check.works import describe_field, list_lacking
from kb.citations.same_work import explain_sameness, list_keys
from kb.exchange.reading import Entry
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


def plan_import(
    existing: Iterable[Reference],
    studies: Collection[Study],
    taken: Collection[str],
    entries: Iterable[Entry],
    today: dt.date,
) -> list[Added | Known]:
    """Say for each entry of a bibliographic file what becomes of it.

    Args:
        existing: The references of the knowledge base.
        studies: Its studies, which a reference may be of too: one study may cite another.
        taken: Identifiers that cannot be given: all that are there, of invalid records too.
        entries: What the file holds.
        today: The day of first publication.

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
        alike = (known for key in list_keys(entry.item) for known in like.get(key, ()))
        same = ((known.id, explain_sameness(known.csl, entry.item)) for known in alike)
        found = next(((identifier, why) for identifier, why in same if why), None)
        if found:
            outcomes.append(Known(entry, *found))
        else:
            added = _make_reference_addition(entry, studies, propose_id(entry.item, used), today)
            outcomes.append(added)
            remember(added.reference)
    return outcomes


def _make_reference_addition(
    entry: Entry, studies: Iterable[Study], identifier: str, today: dt.date
) -> Added:
    reference = Reference(
        id=identifier,
        kind=propose_kind(entry.item),
        csl=entry.item,
        history=(Change(date=today, change="First published."),),
    )
    lacking = list_lacking(entry.item, undated=identifier.endswith("-nd"))
    notes = [*entry.notes, *(f"add {describe_field(entry.item, field)}" for field in lacking)]
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
