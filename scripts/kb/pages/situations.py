"""The page of a situation, and the index of situations."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import Based, group_by_base
from kb.knowledge.trust import explain_trust_in_finding
from kb.pages.implications import filter_by_kind
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_index_crumb
from kb.records import Finding, Implication, Quote, Recognition, Situation, Study
from kb.records.addresses import get_index_path, get_page_path

INDEX = make_index_crumb(Situation)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A finding in which a situation can be recognised, with words of a participant if printed."""

    finding: Finding
    study: Study
    quote: Quote | None
    note: str
    trust: str


@dataclass(frozen=True, slots=True)
class SituationView:
    """What a situation's page shows."""

    situation: Situation
    findings: list[Recognised]
    practice: list[Based]
    research: list[Based]


@dataclass(frozen=True, slots=True)
class SituationsIndexView:
    """Every situation with the findings in which it can be recognised."""

    situations: list[tuple[Situation, list[Finding]]]


def make_situation_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each situation, and their index."""
    return [
        _index(kb),
        *link_in_a_row([kb.remembered(_make_page, situation) for situation in kb.all(Situation)]),
    ]


def _make_page(kb: KnowledgeBase, situation: Situation) -> Page:
    findings = [finding for finding, _ in kb.recognised_in(situation)]
    resting = {i.id: i for finding in findings for i, _ in kb.implications_of(finding)}.values()
    return Page(
        path=get_page_path(situation),
        template="situation",
        title=situation.heading,
        description=f"{situation.heading}: what was found, what to consider, how far to trust it.",
        view=SituationView(
            situation=situation,
            findings=[_view_recognised(kb, f, basis) for f, basis in kb.recognised_in(situation)],
            practice=_list_based(kb, filter_by_kind(list(resting), "practice")),
            research=_list_based(kb, filter_by_kind(list(resting), "research")),
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, situation, "Situation"),
    )


def _view_recognised(kb: KnowledgeBase, finding: Finding, basis: Recognition) -> Recognised:
    return Recognised(
        finding=finding,
        study=kb.study_of(finding),
        quote=finding.quotes_in_force[0] if finding.quotes_in_force else None,
        note=basis.note,
        trust=explain_trust_in_finding(kb, finding),
    )


def _list_based(kb: KnowledgeBase, implications: list[Implication]) -> list[Based]:
    """Return recommendations in the order of what they rest on, each once."""
    return [one for group in group_by_base(kb, implications) for one in group.members]


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=get_index_path(Situation),
        template="situations",
        title=INDEX.label,
        description="Situations in clinical work, and the findings in which to recognise them.",
        view=SituationsIndexView(
            situations=[(s, [f for f, _ in kb.recognised_in(s)]) for s in kb.all(Situation)]
        ),
        trail=(HOME,),
    )
