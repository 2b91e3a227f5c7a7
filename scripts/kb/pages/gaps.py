"""The page of gaps: where the knowledge base is thin."""

from dataclasses import dataclass

from kb.coverage import Gap, gaps
from kb.knowledge_base import KnowledgeBase
from kb.pages.page import HOME, Page

PATH = "gaps.md"


@dataclass(frozen=True, slots=True)
class GapsView:
    """Every kind of thinness, found or not."""

    gaps: list[Gap]


def gaps_page(kb: KnowledgeBase) -> Page:
    """Return the page of gaps."""
    return Page(
        path=PATH,
        template="gaps",
        title="Gaps",
        description="Where this knowledge base is thin: places to look at, not a score.",
        view=GapsView(gaps(kb)),
        trail=(HOME,),
    )
