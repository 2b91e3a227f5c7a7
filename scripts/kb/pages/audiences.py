"""The page of an audience, and the index of audiences."""

from dataclasses import dataclass

from kb.addresses import index_path, page_path
from kb.by_base import BaseGroup, by_base
from kb.knowledge_base import KnowledgeBase
from kb.pages.implications import of_kind
from kb.pages.page import HOME, Page, identity, in_a_row, index_crumb
from kb.records import Audience

INDEX = index_crumb(Audience, "For your role")


@dataclass(frozen=True, slots=True)
class AudienceView:
    """What an audience's page shows: its recommendations by what they rest on."""

    audience: Audience
    practice: list[BaseGroup]
    research: list[BaseGroup]


@dataclass(frozen=True, slots=True)
class AudiencesIndexView:
    """Every audience with the number of recommendations addressed to it."""

    audiences: list[tuple[Audience, int]]


def audience_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each audience, and their index."""
    return [_index(kb), *in_a_row([_page(kb, audience) for audience in kb.all(Audience)])]


def _page(kb: KnowledgeBase, audience: Audience) -> Page:
    implications = kb.implications_for(audience)
    return Page(
        path=page_path(audience),
        template="audience",
        title=audience.name,
        description=f"What {audience.name.lower()} should consider, with what it rests on.",
        view=AudienceView(
            audience=audience,
            practice=by_base(kb, of_kind(implications, "practice")),
            research=by_base(kb, of_kind(implications, "research")),
        ),
        trail=(HOME, INDEX),
        identity=identity(kb, audience, "Audience"),
    )


def _index(kb: KnowledgeBase) -> Page:
    return Page(
        path=index_path(Audience),
        template="audiences",
        title="For your role",
        description="Recommendations by the role of those who can act on them.",
        view=AudiencesIndexView(
            audiences=[(a, len(kb.implications_for(a))) for a in kb.all(Audience)]
        ),
        trail=(HOME,),
    )
