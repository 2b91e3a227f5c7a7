"""Handouts: the page on which readers choose what is on a sheet, and sheets ready made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import list_suggested, rank_by_base
from kb.knowledge.card import Card, make_card
from kb.pages.implications import filter_by_kind
from kb.pages.page import HOME, Page, make_crumb, make_index_crumb
from kb.records import Audience, Finding, Implication, Quote, Record, Situation, Study
from kb.records.addresses import HANDOUT, get_handout_path

FINDINGS = 3
"""So many findings fit on a sheet beside a quote and what to discuss."""


@dataclass(frozen=True, slots=True)
class HandoutView:
    """What the page for handouts offers besides choosing: sheets that are ready made."""

    situations: list[Situation]
    audiences: list[Audience]


@dataclass(frozen=True, slots=True)
class ReadyView:
    """A sheet that is ready made.

    Attributes:
        about: The situation or the role that it is for.
        cards: What is on it: findings, then a quote.
        implication: What the second question is about, if anything is suggested.
        studies: The studies that the cards are from.
    """

    about: Situation | Audience
    cards: list[Card]
    implication: Implication | None
    studies: list[Study]

    @property
    def quoted(self) -> list[Study]:
        """The studies whose words are on the sheet."""
        return self.studies if any(isinstance(one.record, Quote) for one in self.cards) else []


def make_handout_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the page on which a handout is made, and a sheet for each situation and each role."""
    view = HandoutView(kb.all(Situation), kb.all(Audience))
    return [
        Page(
            path=HANDOUT,
            template="handout",
            title="Make a handout",
            description="Findings, quotes and recommendations of your choice on one sheet.",
            view=view,
            trail=(HOME,),
        ),
        *(kb.remembered(_make_ready, one) for one in (*view.situations, *view.audiences)),
    ]


def write_choice(records: Iterable[Record]) -> str:
    """Return what stands after # in the address of a handout: `f004.1,q003.1`."""
    return ",".join(f"{record.id.lower()}.{record.version}" for record in records)


def _make_ready(kb: KnowledgeBase, about: Situation | Audience) -> Page:
    implications = _list_suggested(kb, about)
    findings = [*_list_findings(kb, about, implications)][:FINDINGS]
    quotes = [quote for finding in findings for quote in kb.quotes_of(finding)][:1]
    records: list[Record] = [*findings, *quotes]
    studies = {study.id: study for study in map(kb.study_of, findings)}
    name = about.heading if isinstance(about, Situation) else f"For {about.name}"
    return Page(
        path=get_handout_path(about),
        template="ready_handout",
        title=f"Handout: {name}",
        description=f"A page to print: {name}.",
        view=ReadyView(
            about=about,
            cards=[make_card(kb, record) for record in records],
            implication=next(iter(implications), None),
            studies=[*studies.values()],
        ),
        trail=(HOME, make_index_crumb(type(about)), make_crumb(about, name)),
        unlisted=True,
    )


def _list_suggested(kb: KnowledgeBase, about: Situation | Audience) -> list[Implication]:
    """Return what to consider for practice, in the order of the page that the sheet is from."""
    if isinstance(about, Audience):
        return rank_by_base(kb, filter_by_kind(kb.implications_for(about), "practice"))
    return filter_by_kind(list_suggested(kb, about), "practice")


def _list_findings(
    kb: KnowledgeBase, about: Situation | Audience, implications: list[Implication]
) -> Iterator[Finding]:
    """Yield the findings of a situation, or those that a role's recommendations rest on, each once.

    Of a role, each recommendation gives one before any gives a second.
    """
    if isinstance(about, Situation):
        rows = [[finding for finding, _ in kb.recognised_in(about)]]
    else:
        rows = [[finding for finding, _ in kb.foundations(item)] for item in implications]
    seen: set[str] = set()
    for place in range(max(map(len, rows), default=0)):
        for row in rows:
            for finding in row[place : place + 1]:
                if finding.id not in seen and not kb.is_withdrawn(finding):
                    seen.add(finding.id)
                    yield finding
