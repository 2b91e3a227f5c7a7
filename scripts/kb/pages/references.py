"""The page of a reference, and the index of references."""

from collections import Counter
from dataclasses import dataclass

from kb.addresses import index_path, page_path
from kb.bibliography import Bibliography
from kb.knowledge_base import KnowledgeBase
from kb.pages.page import HOME, Page, identity, in_a_row, index_crumb
from kb.records import Citation, InformedBy, Record, Reference
from kb.relations import CITING_REASONS, WORK_KINDS

INDEX = index_crumb(Reference, "References")


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
    cited_by: list[CitingRecords]
    informs: list[tuple[Record, InformedBy]]


@dataclass(frozen=True, slots=True)
class ReferencesIndexView:
    """All references, in the order of their entries, and how many there are of each kind."""

    references: list[tuple[Reference, str]]
    kinds: list[tuple[str, int]]


def reference_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each reference, and their index."""
    listed = {identifier: place for place, identifier in enumerate(bibliography)}
    ordered = sorted(kb.all(Reference), key=lambda reference: listed[reference.id])
    pages = [_page(kb, reference, bibliography) for reference in ordered]
    return [_index(ordered), *in_a_row(pages)]


def _page(kb: KnowledgeBase, reference: Reference, bibliography: Bibliography) -> Page:
    cited_by = kb.cited_by(reference)
    groups = [
        CitingRecords(reason.inverse, [pair for pair in cited_by if pair[1].relation == relation])
        for relation, reason in CITING_REASONS.items()
    ]
    return Page(
        path=page_path(reference),
        template="reference",
        title=bibliography[reference.id].narrative,
        description=f"{bibliography[reference.id].narrative}: {reference.csl.title}",
        view=ReferenceView(
            reference=reference,
            kind=WORK_KINDS[reference.kind],
            cited_by=[group for group in groups if group.records],
            informs=kb.informs(reference),
        ),
        trail=(HOME, INDEX),
        identity=identity(kb, reference, "Reference"),
    )


def _index(ordered: list[Reference]) -> Page:
    counts = Counter(WORK_KINDS[reference.kind] for reference in ordered)
    return Page(
        path=index_path(Reference),
        template="references",
        title="References",
        description="Every work that a study or a recommendation here refers to.",
        view=ReferencesIndexView(
            references=[(reference, WORK_KINDS[reference.kind]) for reference in ordered],
            kinds=sorted(counts.items()),
        ),
        trail=(HOME,),
    )
