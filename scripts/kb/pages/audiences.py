"""The page of an audience, and the index of audiences."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import BaseGroup, group_by_base
from kb.pages.divided import DividedView, list_study_parts
from kb.pages.dividing import find_place, find_study_behind
from kb.pages.implications import filter_by_kind
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_crumb, make_index_crumb
from kb.records import Audience, Implication, Study
from kb.records.addresses import get_index_path, get_page_path, get_study_part_path

INDEX = make_index_crumb(Audience)


@dataclass(frozen=True, slots=True)
class AudienceView:
    """What an audience's page shows: its recommendations by what they rest on.

    Attributes:
        audience: The audience.
        practice: Recommendations for practice.
        research: Recommendations for research.
        divided: The studies whose pages have the others, if one page would be too long.
    """

    audience: Audience
    practice: list[BaseGroup]
    research: list[BaseGroup]
    divided: DividedView | None = None


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
        description=f"What {audience.name.lower()} should consider, with what it rests on.",
        view=AudienceView(
            audience=audience,
            practice=group_by_base(kb, filter_by_kind(here, "practice")),
            research=group_by_base(kb, filter_by_kind(here, "research")),
            divided=DividedView(len(everything), "recommendation", "study", parts)
            if parts
            else None,
        ),
        trail=(HOME, INDEX),
        identity=identify(kb, audience, "Audience"),
    )


def _make_parts(kb: KnowledgeBase, audience: Audience) -> list[Page]:
    """Return a page for each study whose recommendations are too many for the audience's own."""
    return [
        Page(
            path=get_study_part_path(study, f"for-{audience.id}"),
            template="audience",
            title=f"{audience.name}: {study.short_name}",
            description=f"What {audience.name.lower()} should consider after {study.short_name}.",
            view=AudienceView(
                audience=audience,
                practice=group_by_base(kb, filter_by_kind(items, "practice")),
                research=group_by_base(kb, filter_by_kind(items, "research")),
            ),
            trail=(HOME, INDEX, make_crumb(audience, audience.name)),
        )
        for study, items in _group_by_study(kb, audience)
    ]


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
