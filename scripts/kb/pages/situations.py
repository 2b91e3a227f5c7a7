"""The page of a situation, and the index of situations."""

from dataclasses import dataclass

from kb.addresses import index_path, page_path
from kb.knowledge_base import KnowledgeBase
from kb.pages.page import HOME, Page, identity, in_a_row, index_crumb
from kb.records import Finding, Recognition, Situation, Study

NAME = "Is this happening to you?"
INDEX = index_crumb(Situation, NAME)


@dataclass(frozen=True, slots=True)
class SituationView:
    """What a situation's page shows."""

    situation: Situation
    findings: list[tuple[Finding, Recognition, Study]]


@dataclass(frozen=True, slots=True)
class SituationsIndexView:
    """Every situation with the number of findings in which it can be recognised."""

    situations: list[tuple[Situation, int]]


def situation_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each situation, and their index."""
    return [_index(kb), *in_a_row([_page(kb, situation) for situation in kb.all(Situation)])]


def _page(kb: KnowledgeBase, situation: Situation) -> Page:
    return Page(
        path=page_path(situation),
        template="situation",
        title=situation.heading,
        description=f"{situation.heading}: findings in which it can be recognised.",
        view=SituationView(
            situation=situation,
            findings=[(f, note, kb.study_of(f)) for f, note in kb.recognised_in(situation)],
        ),
        trail=(HOME, INDEX),
        identity=identity(kb, situation, "Situation"),
    )


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=index_path(Situation),
        template="situations",
        title=NAME,
        description="Situations in clinical work, and the findings in which to recognise them.",
        view=SituationsIndexView(
            situations=[(s, len(kb.recognised_in(s))) for s in kb.all(Situation)]
        ),
        trail=(HOME,),
    )
