"""The page of an audience, and the index of audiences."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import Based, sort_by_base
from kb.pages.divided import DividedView, list_study_parts
from kb.pages.dividing import find_place, find_study_behind
from kb.pages.implications import filter_by_kind
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_crumb, make_index_crumb
from kb.records import Audience, Implication, Session, Situation, Study
from kb.records.addresses import (
    get_handout_path,
    get_index_path,
    get_page_path,
    get_study_part_path,
)
from kb.records.links import TAKES

INDEX = make_index_crumb(Audience)


@dataclass(frozen=True, slots=True)
class TakesGroup:
    """Recommendations that take the same to begin with, the best supported first.

    Attributes:
        key: What they take, for anchors.
        heading: The same as a heading.
        members: The recommendations.
    """

    key: str
    heading: str
    members: list[Based]


@dataclass(frozen=True, slots=True)
class AudienceView:
    """What an audience's page shows: its recommendations by what they take to begin with.

    Attributes:
        audience: The audience.
        practice: Recommendations for practice.
        research: Recommendations for research.
        divided: The studies whose pages have the others, if one page would be too long.
        situations: What those in this role find happening.
        sessions: Sessions for this role.
    """

    audience: Audience
    practice: list[TakesGroup]
    research: list[Based]
    divided: DividedView | None = None
    situations: tuple[Situation, ...] = ()
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class AudiencesIndexView:
    """Every audience with the number of recommendations addressed to it."""

    audiences: list[tuple[Audience, int]]


def make_audience_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each audience, with its parts if it is divided, and their index."""
    audiences = kb.all(Audience)
    return [
        _index(kb),
        *link_in_a_row([kb.remembered(_make_page, audience) for audience in audiences]),
        *(part for audience in audiences for part in kb.remembered(_make_parts, audience)),
    ]


def _make_page(kb: KnowledgeBase, audience: Audience) -> Page:
    everything = kb.implications_for(audience)
    here = [item for item in everything if find_place(kb, audience, item) is None]
    groups = _group_by_study(kb, audience)
    counts = {study.id: len(items) for study, items in groups}
    studies = [study for study, _ in groups]
    parts = list_study_parts(studies, f"for-{audience.id}", lambda study: counts[study.id])
    return Page(
        path=get_page_path(audience),
        template="audience",
        title=audience.name,
        description=f"What {audience.name.lower()} can consider, with what it rests on.",
        view=AudienceView(
            audience=audience,
            practice=_group_by_what_it_takes(kb, filter_by_kind(here, "practice")),
            research=sort_by_base(kb, filter_by_kind(here, "research")),
            divided=DividedView(len(everything), "recommendation", "study", parts)
            if parts
            else None,
            situations=tuple(one for one in kb.all(Situation) if one.role == audience.id),
            sessions=tuple(kb.sessions_for(audience)),
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, audience, "Audience"),
        handout=get_handout_path(audience),
    )


def _make_parts(kb: KnowledgeBase, audience: Audience) -> list[Page]:
    """Return a page for each study whose recommendations are too many for the audience's own."""
    return [
        Page(
            path=get_study_part_path(study, f"for-{audience.id}"),
            template="audience",
            title=f"{audience.name}: {study.short_name}",
            description=f"What {audience.name.lower()} can consider after {study.short_name}.",
            view=AudienceView(
                audience=audience,
                practice=_group_by_what_it_takes(kb, filter_by_kind(items, "practice")),
                research=sort_by_base(kb, filter_by_kind(items, "research")),
            ),
            trail=(HOME, INDEX, make_crumb(audience, audience.name)),
        )
        for study, items in _group_by_study(kb, audience)
    ]


def _group_by_what_it_takes(kb: KnowledgeBase, implications: list[Implication]) -> list[TakesGroup]:
    """Group recommendations by what they take; those of which it is not said come last."""
    based = sort_by_base(kb, implications)
    groups = [
        TakesGroup(key or "other", heading, [one for one in based if one.implication.takes == key])
        for key, heading in (*TAKES.items(), (None, "Others"))
    ]
    return [group for group in groups if group.members]


def _group_by_study(kb: KnowledgeBase, audience: Audience) -> list[tuple[Study, list[Implication]]]:
    """Return the recommendations that stand on pages of their studies, by study."""
    groups: dict[str, list[Implication]] = {}
    for item in kb.implications_for(audience):
        study = find_study_behind(kb, item)
        if study and find_place(kb, audience, item):
            groups.setdefault(study.id, []).append(item)
    return [(study, groups[study.id]) for study in kb.all(Study) if study.id in groups]


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=get_index_path(Audience),
        template="audiences",
        title="For your role",
        description="Recommendations by the role of those who can act on them.",
        view=AudiencesIndexView(
            audiences=[(a, len(kb.implications_for(a))) for a in kb.all(Audience)]
        ),
        trail=(HOME,),
    )
