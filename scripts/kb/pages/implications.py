"""The page of a recommendation, and the index of recommendations."""

from dataclasses import dataclass

from kb.addresses import index_path, page_path
from kb.appraising import Appraised, appraised_behind
from kb.knowledge_base import KnowledgeBase
from kb.pages.page import HOME, Page, identity, in_a_row, index_crumb
from kb.records import (
    Audience,
    Finding,
    Implication,
    InformedBy,
    Reference,
    RestsOn,
    StatedBasis,
    Study,
)
from kb.trust import trust_in_implication

INDEX = index_crumb(Implication, "Recommendations")
NOUNS = {"practice": "Practice recommendation", "research": "Research recommendation"}
"""What readers see an implication of each kind called."""


@dataclass(frozen=True, slots=True)
class ImplicationView:
    """What a recommendation's page shows."""

    implication: Implication
    noun: str
    trust: str
    appraised: list[Appraised]
    stated: StatedBasis | None
    stated_in: Study | None
    audiences: list[Audience]
    foundations: list[tuple[Finding, RestsOn, Study]]
    works: list[tuple[Reference, InformedBy]]


@dataclass(frozen=True, slots=True)
class ImplicationsIndexView:
    """The recommendations by kind."""

    practice: list[Implication]
    research: list[Implication]


def implication_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each recommendation, and their index."""
    return [_index(kb), *in_a_row([_page(kb, item) for item in kb.all(Implication)])]


def of_kind(implications: list[Implication], kind: str) -> list[Implication]:
    """Return the practice or the research recommendations."""
    return [item for item in implications if item.kind == kind]


def _page(kb: KnowledgeBase, implication: Implication) -> Page:
    stated = implication.basis if isinstance(implication.basis, StatedBasis) else None
    noun = NOUNS[implication.kind]
    return Page(
        path=page_path(implication),
        template="implication",
        title=implication.action,
        label=implication.label,
        description=implication.action,
        view=ImplicationView(
            implication=implication,
            noun=noun,
            trust=trust_in_implication(kb, implication),
            appraised=appraised_behind(kb, [f for f, _ in kb.foundations(implication)]),
            stated=stated,
            stated_in=kb.get(stated.study, Study) if stated else None,
            audiences=[kb.get(name, Audience) for name in implication.addressed_to],
            foundations=[(f, basis, kb.study_of(f)) for f, basis in kb.foundations(implication)],
            works=kb.informing(implication),
        ),
        trail=(HOME, INDEX),
        identity=identity(kb, implication, noun),
    )


def _index(kb: KnowledgeBase) -> Page:
    implications = kb.all(Implication)
    return Page(
        path=index_path(Implication),
        template="implications",
        title="Recommendations",
        description="What to consider doing, and what to find out, with what it rests on.",
        view=ImplicationsIndexView(
            practice=of_kind(implications, "practice"),
            research=of_kind(implications, "research"),
        ),
        trail=(HOME,),
    )
