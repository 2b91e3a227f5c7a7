"""The page of voices: which participant is quoted for which theme, study by study."""

from dataclasses import dataclass

from kb.knowledge_base import KnowledgeBase
from kb.pages.page import HOME, Page
from kb.records import Study
from kb.voices import Matrix, voices_of_study

PATH = "voices.md"


@dataclass(frozen=True, slots=True)
class VoicesView:
    """A table for each study."""

    matrices: list[Matrix]


def voices_page(kb: KnowledgeBase) -> Page:
    """Return the page of voices."""
    return Page(
        path=PATH,
        template="voices",
        title="Whose voices carry what",
        description="Which participants the studies quote for which theme, with every quote.",
        view=VoicesView([voices_of_study(kb, study) for study in kb.all(Study)]),
        trail=(HOME,),
    )
