"""The page of the evidence map: one figure a study, and the same as a table."""

from dataclasses import dataclass

from kb.addresses import EVIDENCE_MAP
from kb.knowledge_base import KnowledgeBase
from kb.pages.page import HOME, Page
from kb.records import Study


@dataclass(frozen=True, slots=True)
class EvidenceMapView:
    """What the page shows: a map of each study."""

    studies: list[Study]


def evidence_map_page(kb: KnowledgeBase) -> Page:
    """Return the page of the evidence map."""
    return Page(
        path=EVIDENCE_MAP,
        template="map",
        title="Evidence map",
        description="From themes to findings to recommendations, in one figure and one table.",
        view=EvidenceMapView(studies=kb.all(Study)),
        trail=(HOME,),
    )
