"""The page of a recommendation, and the index of recommendations."""

from dataclasses import dataclass

from kb.knowledge.appraised import Appraised, list_appraised_behind
from kb.knowledge.base import Illustration, KnowledgeBase
from kb.knowledge.beyond import list_evidence_on
from kb.knowledge.support import Support, get_best_support, get_support
from kb.knowledge.trust import explain_trust_in_implication
from kb.pages.divided import Index, make_index_pages
from kb.pages.dividing import find_study_behind
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_index_crumb
from kb.records import (
    Audience,
    BearsOn,
    Evidence,
    Finding,
    Implication,
    InformedBy,
    Reference,
    RestsOn,
    Session,
    Situation,
    StatedBasis,
    Study,
    Suggestion,
)
from kb.records.addresses import get_index_path, get_page_path
from kb.records.kinds import get_called

INDEX = make_index_crumb(Implication)


@dataclass(frozen=True, slots=True)
class Foundation:
    """A finding that a recommendation rests on, why, and how the finding is supported."""

    finding: Finding
    basis: RestsOn
    study: Study
    support: Support
    illustrations: list[Illustration]


@dataclass(frozen=True, slots=True)
class ImplicationView:
    """What a recommendation's page shows."""

    implication: Implication
    noun: str
    support: Support | None
    trust: str
    appraised: list[Appraised]
    stated: StatedBasis | None
    stated_in: Study | None
    audiences: list[Audience]
    foundations: list[Foundation]
    evidence: list[tuple[Evidence, BearsOn]]
    situations: list[tuple[Situation, Suggestion]]
    sessions: list[Session]
    works: list[tuple[Reference, InformedBy]]


@dataclass(frozen=True, slots=True)
class ImplicationsIndexView:
    """The recommendations by kind."""

    practice: list[Implication]
    research: list[Implication]


def make_implication_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each recommendation, and their index."""
    implications = kb.all(Implication)
    indexes = make_index_pages(kb, _make_index(kb), len(implications), _list_homeless(kb))
    return [*indexes, *link_in_a_row([kb.remembered(_make_page, item) for item in implications])]


def filter_by_kind(implications: list[Implication], kind: str) -> list[Implication]:
    """Return the practice or the research recommendations."""
    return [item for item in implications if item.kind == kind]


def _make_page(kb: KnowledgeBase, implication: Implication) -> Page:
    stated = implication.basis if isinstance(implication.basis, StatedBasis) else None
    noun = get_called(implication).one
    return Page(
        path=get_page_path(implication),
        template="implication",
        title=implication.label,
        description=implication.action,
        view=ImplicationView(
            implication=implication,
            noun=noun,
            support=get_best_support(kb, implication),
            trust=explain_trust_in_implication(kb, implication),
            appraised=list_appraised_behind(kb, [f for f, _ in kb.foundations(implication)]),
            stated=stated,
            stated_in=kb.get(stated.study, Study) if stated else None,
            audiences=[kb.get(name, Audience) for name in implication.addressed_to],
            foundations=[
                Foundation(f, basis, kb.study_of(f), get_support(kb, f), kb.illustrations(f))
                for f, basis in kb.foundations(implication)
            ],
            evidence=list_evidence_on(kb, implication),
            situations=kb.situations_suggesting(implication),
            sessions=kb.sessions_using(implication),
            works=kb.informing(implication),
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, implication, noun),
    )


def _make_index(kb: KnowledgeBase) -> Index:
    def of(studies: list[Study]) -> list[Implication]:
        """Return what rests on findings of some studies, and of all of them everything."""
        if len(studies) == len(kb.all(Study)):
            return kb.all(Implication)
        return kb.resting_on(finding for study in studies for finding in kb.findings_in(study))

    return Index(
        path=get_index_path(Implication),
        part="recommendations",
        template="implications",
        title="Recommendations",
        description="What to consider doing, and what to find out, with what it rests on.",
        noun="recommendation",
        view=lambda studies: ImplicationsIndexView(
            practice=filter_by_kind(of(studies), "practice"),
            research=filter_by_kind(of(studies), "research"),
        ),
        count=lambda study: len(kb.resting_on(kb.findings_in(study))),
    )


def _list_homeless(kb: KnowledgeBase) -> list[Implication]:
    """Return the recommendations that rest on no finding in force, and so belong to no study."""
    return [item for item in kb.all(Implication) if find_study_behind(kb, item) is None]
