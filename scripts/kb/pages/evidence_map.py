"""The page of the evidence map: one figure a study, and the same as a table."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import Page
from kb.records import Study
from kb.records.addresses import EVIDENCE_MAP


@dataclass(frozen=True, slots=True)
class EvidenceMapView:
    """What the page shows: a map of each study."""

    studies: list[Study]


def make_evidence_map_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the page of the evidence map, divided by study where it is too long."""
    return make_index_pages(
        kb,
        Index(
            path=EVIDENCE_MAP,
            part="map",
            template="map",
            title="Evidence map",
            description="From themes to findings to recommendations, in one figure and one table.",
            noun="finding",
            view=EvidenceMapView,
            count=lambda study: len(kb.findings_in(study)),
            wide=True,
        ),
    )
