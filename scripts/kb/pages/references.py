"""The page of a reference, and the index of references."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from kb.citations.bibliography import Bibliography, get_sort_name
from kb.citations.files import CitationFile, make_bibliography_files
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import list_earlier, list_evidence_of, list_later
from kb.knowledge.chain import Step, find_quotes_behind
from kb.pages.choices import Choice, list_choices, list_theme_choices, list_theme_values
from kb.pages.divided import DividedView, Part
from kb.pages.dividing import is_long
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_index_crumb
from kb.records import (
    Citation,
    Evidence,
    Finding,
    InformedBy,
    Quote,
    Record,
    Reference,
    RemarkOnWork,
    Study,
    UpdatedBy,
)
from kb.records.addresses import get_letter_path, get_page_path
from kb.records.links import CITING_REASONS, WORK_KINDS

INDEX = make_index_crumb(Reference)
OTHER_LETTERS = "others"
"""Where a work is listed whose name begins with no letter of the alphabet."""


@dataclass(frozen=True, slots=True)
class CitingRecords:
    """The records that cite a work for one reason."""

    reason: str
    records: list[tuple[Record, Citation]]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """What a reference's page shows."""

    reference: Reference
    kind: str
    first_author: str
    year: int | None
    remarked: list[tuple[Study, RemarkOnWork]]
    cited_by: list[CitingRecords]
    informs: list[tuple[Record, InformedBy]]
    quotes: list[Step[Quote]]
    evidence: list[Evidence]
    later: list[tuple[Reference, UpdatedBy]]
    earlier: list[tuple[Reference, UpdatedBy]]


@dataclass(frozen=True, slots=True)
class ListedReference:
    """A reference in the index, with what it can be sorted and filtered by.

    Attributes:
        reference: The reference.
        kind: What kind of work it is, in words.
        year: The year it was issued in, if it has one.
        citing: How many studies, findings, recommendations and terms refer to it.
        reasons: For what reasons they do, as values of choices.
        themes: The identifiers of the themes in which it is cited, wholes included.
    """

    reference: Reference
    kind: str
    year: int | None
    citing: int
    reasons: list[str]
    themes: list[str]


@dataclass(frozen=True, slots=True)
class ReferencesIndexView:
    """All references, in the order of their entries, and what they can be filtered by."""

    references: list[ListedReference]
    kinds: list[Choice]
    reasons: list[Choice]
    themes: list[tuple[Study, list[Choice]]]
    files: list[CitationFile]


@dataclass(frozen=True, slots=True)
class DividedReferencesView(DividedView):
    """What the index shows where it is divided by letter: all references as files, too."""

    files: Sequence[CitationFile] = ()


def make_reference_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each reference, and their index."""
    listed = {identifier: place for place, identifier in enumerate(bibliography)}
    ordered = sorted(kb.all(Reference), key=lambda reference: listed[reference.id])
    pages = [kb.remembered(_make_page, reference, bibliography) for reference in ordered]
    files = kb.remembered(make_bibliography_files, bibliography)
    return [*_make_indexes(kb, ordered, files), *link_in_a_row(pages)]


def _make_page(kb: KnowledgeBase, reference: Reference, bibliography: Bibliography) -> Page:
    cited_by = kb.cited_by(reference)
    groups = [
        CitingRecords(reason.inverse, [pair for pair in cited_by if pair[1].relation == relation])
        for relation, reason in CITING_REASONS.items()
    ]
    return Page(
        path=get_page_path(reference),
        template="reference",
        title=bibliography[reference.id].narrative,
        description=f"{bibliography[reference.id].narrative}: {reference.csl.title}",
        view=ReferenceView(
            reference=reference,
            kind=WORK_KINDS[reference.kind],
            first_author=_get_first_author(reference),
            year=reference.csl.issued.year if reference.csl.issued else None,
            remarked=kb.remarks_on(reference),
            cited_by=[group for group in groups if group.records],
            informs=kb.informs(reference),
            quotes=find_quotes_behind(kb, reference),
            evidence=list_evidence_of(kb, reference),
            later=list_later(kb, reference),
            earlier=list_earlier(kb, reference),
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, reference, "Reference"),
    )


def _get_first_author(reference: Reference) -> str:
    """Return the name a work is listed under, or nothing where that is its title."""
    people = reference.csl.author or reference.csl.editor
    return people[0].surname if people else ""


def _make_indexes(
    kb: KnowledgeBase, ordered: list[Reference], files: list[CitationFile]
) -> list[Page]:
    """Return the index or, where it is too long, a list of letters and the index of each."""
    title, path = INDEX.label, INDEX.path
    description = "Every work that a study or a recommendation here refers to."
    if not is_long(len(ordered)):
        view = _view_index(kb, ordered, files)
        return [Page(path, "references", title, description, view, trail=(HOME,))]
    letters: dict[str, list[Reference]] = {}
    for reference in ordered:
        letters.setdefault(_get_letter(reference), []).append(reference)
    parts = [
        Part(letter, "", letter.capitalize(), "", len(works), get_letter_path(letter))
        for letter, works in letters.items()
    ]
    overview = DividedReferencesView(len(ordered), "work", "first author", parts, files=files)
    return [
        Page(path, "divided_references", title, description, overview, trail=(HOME,)),
        *(
            Page(
                path=part.path,
                template="references",
                title=f"{title}: {part.label}",
                description=f"Works whose first author’s name begins with {part.label}.",
                view=_view_index(kb, letters[part.anchor], []),
                trail=(HOME, INDEX),
            )
            for part in parts
        ),
    ]


def _get_letter(reference: Reference) -> str:
    """Return the letter that a work is listed under, or "others" for what begins with none."""
    letter = get_sort_name(reference.csl)[:1]
    return letter if letter in ascii_lowercase else OTHER_LETTERS


def _view_index(
    kb: KnowledgeBase, ordered: list[Reference], files: list[CitationFile]
) -> ReferencesIndexView:
    listed = [kb.remembered(_list_reference, reference) for reference in ordered]
    kinds = Counter(one.reference.kind for one in listed)
    reasons = Counter(reason for one in listed for reason in one.reasons)
    themes = Counter(theme for one in listed for theme in one.themes)
    return ReferencesIndexView(
        references=listed,
        kinds=list_choices(WORK_KINDS, kinds),
        reasons=list_choices(_REASONS, reasons),
        themes=list_theme_choices(kb, kb.all(Study), themes),
        files=files,
    )


_REASONS = {relation: reason.inverse for relation, reason in CITING_REASONS.items()} | {
    "informs": "Informs a recommendation or a term"
}
"""Every reason for referring to a work, seen from the work."""


def _list_reference(kb: KnowledgeBase, reference: Reference) -> ListedReference:
    cited_by, informs = kb.cited_by(reference), kb.informs(reference)
    reasons = {citation.relation for _, citation in cited_by} | ({"informs"} if informs else set())
    return ListedReference(
        reference=reference,
        kind=WORK_KINDS[reference.kind],
        year=reference.csl.issued.year if reference.csl.issued else None,
        citing=len({record.id for record, _ in (*cited_by, *informs)}),
        reasons=[reason for reason in _REASONS if reason in reasons],
        themes=list_theme_values(kb, [r for r, _ in cited_by if isinstance(r, Finding)]),
    )
