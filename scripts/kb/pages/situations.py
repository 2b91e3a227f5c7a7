"""The page of a situation, and the index of situations."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import Based, list_suggested, make_based
from kb.knowledge.support import Support, get_support
from kb.knowledge.trust import explain_trust_in_finding
from kb.pages.page import HOME, Page, identify, make_index_crumb
from kb.records import Audience, Finding, Quote, Recognition, Situation, SituationGroup, Study
from kb.records.addresses import get_handout_path, get_index_path, get_page_path
from kb.records.links import SITUATION_GROUPS

INDEX = make_index_crumb(Situation)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A finding in which a situation can be recognised, with words of a participant if printed."""

    finding: Finding
    study: Study
    support: Support
    quote: Quote | None
    note: str
    trust: str


@dataclass(frozen=True, slots=True)
class Card:
    """A recommendation to consider in a situation, who can act on it, and why here.

    Attributes:
        based: The recommendation.
        audiences: Who can act on it.
        note: Why here, where the editors say so.
        suggested_in: The situation, where the editors name it there.
    """

    based: Based
    audiences: list[Audience]
    note: str | None
    suggested_in: Situation | None


@dataclass(frozen=True, slots=True)
class SituationView:
    """What a situation's page shows: what to consider first, then what was found.

    Attributes:
        situation: The situation.
        practice: What to consider, in the editors' order.
        research: What to find out.
        findings: What was found, in the order to read it in.
        role: Whose situation it is, if it is not a clinician's.
    """

    situation: Situation
    practice: list[Card]
    research: list[Card]
    findings: list[Recognised]
    role: Audience | None


@dataclass(frozen=True, slots=True)
class SituationsIndexView:
    """The situations of clinicians by what they are about, then those of other roles."""

    groups: list[tuple[SituationGroup, list[Situation]]]
    others: list[tuple[Audience, list[Situation]]]


def make_situation_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each situation, and their index; nobody reads one after the other."""
    return [_index(kb), *(kb.remembered(_make_page, one) for one in kb.all(Situation))]


def group_situations(kb: KnowledgeBase) -> SituationsIndexView:
    """Group the situations as home and their index show them."""
    situations = kb.all(Situation)
    groups = [
        (key, [one for one in situations if one.group == key and not one.role])
        for key in SITUATION_GROUPS
    ]
    others = [
        (audience, [one for one in situations if one.role == audience.id])
        for audience in kb.all(Audience)
    ]
    return SituationsIndexView(
        [(key, members) for key, members in groups if members],
        [(audience, members) for audience, members in others if members],
    )


def _make_page(kb: KnowledgeBase, situation: Situation) -> Page:
    cards = _list_cards(kb, situation)
    return Page(
        path=get_page_path(situation),
        template="situation",
        title=situation.heading,
        description=f"{situation.heading}: what you could try, and what was found.",
        view=SituationView(
            situation=situation,
            practice=[card for card in cards if card.based.implication.kind == "practice"],
            research=[card for card in cards if card.based.implication.kind == "research"],
            findings=[_view_recognised(kb, f, basis) for f, basis in kb.recognised_in(situation)],
            role=kb.get(situation.role, Audience) if situation.role else None,
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, situation, "Situation"),
        handout=get_handout_path(situation),
    )


def _list_cards(kb: KnowledgeBase, situation: Situation) -> list[Card]:
    """Return what to consider, with whom it is addressed to and what the editors note on it."""
    notes = {implication.id: one.note for implication, one in kb.suggestions(situation)}
    return [
        Card(
            one,
            [kb.get(name, Audience) for name in one.implication.addressed_to],
            notes.get(one.implication.id),
            situation if notes else None,
        )
        for one in (make_based(kb, implication) for implication in list_suggested(kb, situation))
    ]


def _view_recognised(kb: KnowledgeBase, finding: Finding, basis: Recognition) -> Recognised:
    return Recognised(
        finding=finding,
        study=kb.study_of(finding),
        support=get_support(kb, finding),
        quote=next(iter(kb.quotes_of(finding)), None),
        note=basis.note,
        trust=explain_trust_in_finding(kb, finding),
    )


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=get_index_path(Situation),
        template="situations",
        title=INDEX.label,
        description="Situations in clinical work, and what to consider in each.",
        view=group_situations(kb),
        trail=(HOME,),
    )
