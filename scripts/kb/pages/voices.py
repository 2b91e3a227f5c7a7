"""The page of voices: which participant is quoted for which theme, study by study."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.voices import Matrix, tabulate_study
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import Page

PATH = "voices.md"


@dataclass(frozen=True, slots=True)
class VoicesView:
    """A table for each study."""

    matrices: list[Matrix]


def make_voices_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the page of voices, divided by study where it is too long."""
    return make_index_pages(
        kb,
        Index(
            path=PATH,
            part="voices",
            template="voices",
            title="Whose voices carry what",
            description="Which participants the studies quote for which theme, with every quote.",
            noun="quote",
            view=lambda studies: VoicesView([tabulate_study(kb, study) for study in studies]),
            count=lambda study: len(kb.quotes_in(study)),
        ),
    )
