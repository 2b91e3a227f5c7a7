"""The page of a recommendation, and the index of recommendations."""

from dataclasses import dataclass

from kb.knowledge.appraised import Appraised, appraised_behind
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.trust import trust_in_implication
from kb.pages.divided import Index, index_pages
from kb.pages.dividing import study_behind
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
from kb.records.addresses import index_path, page_path
from kb.records.kinds import called

INDEX = index_crumb(Implication)


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
    implications = kb.all(Implication)
    indexes = index_pages(kb, _index(kb), len(implications), _homeless(kb))
    return [*indexes, *in_a_row([kb.remembered(_page, item) for item in implications])]


def of_kind(implications: list[Implication], kind: str) -> list[Implication]:
    """Return the practice or the research recommendations."""
    return [item for item in implications if item.kind == kind]


def _page(kb: KnowledgeBase, implication: Implication) -> Page:
    stated = implication.basis if isinstance(implication.basis, StatedBasis) else None
    noun = called(implication).one
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


def _index(kb: KnowledgeBase) -> Index:
    def of(studies: list[Study]) -> list[Implication]:
        """Return what rests on findings of some studies, and of all of them everything."""
        if len(studies) == len(kb.all(Study)):
            return kb.all(Implication)
        return kb.resting_on(finding for study in studies for finding in kb.findings_in(study))

    return Index(
        path=index_path(Implication),
        part="recommendations",
        template="implications",
        title="Recommendations",
        description="What to consider doing, and what to find out, with what it rests on.",
        noun="recommendation",
        view=lambda studies: ImplicationsIndexView(
            practice=of_kind(of(studies), "practice"),
            research=of_kind(of(studies), "research"),
        ),
        count=lambda study: len(kb.resting_on(kb.findings_in(study))),
    )


def _homeless(kb: KnowledgeBase) -> list[Implication]:
    """Return the recommendations that rest on no finding in force, and so belong to no study."""
    return [item for item in kb.all(Implication) if study_behind(kb, item) is None]
