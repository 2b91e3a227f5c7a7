"""The page of a quote, and the index of quotes by speaker."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.chain import Step, find_works_behind
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import HOME, Page, identify, link_in_a_row, make_crumb, make_index_crumb
from kb.records import (
    Finding,
    Implication,
    Participant,
    Quote,
    Reference,
    Study,
)
from kb.records.addresses import get_index_path, get_page_path
from kb.records.kinds import name_quote

INDEX = make_index_crumb(Quote)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """What a quote's page shows: the words, and one step on to what they carry."""

    quote: Quote
    findings: list[tuple[Finding, str]]
    study: Study
    implications: list[Implication]
    works: list[Step[Reference]]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A participant and what the study prints of their words."""

    participant: Participant
    quotes: list[tuple[Quote, list[Finding]]]


@dataclass(frozen=True, slots=True)
class QuotesIndexView:
    """The quotes of each study by speaker."""

    studies: list[tuple[Study, list[Speaker]]]
    count: int


def make_quote_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each quote, and their index."""
    pages = [kb.remembered(_make_page, quote) for quote in kb.all(Quote)]
    return [*make_index_pages(kb, _index(kb)), *link_in_a_row(pages)]


def _make_page(kb: KnowledgeBase, quote: Quote) -> Page:
    findings = kb.illustrated(quote)
    study = kb.study_of(quote)
    return Page(
        path=get_page_path(quote),
        template="quote",
        title=name_quote(quote),
        description=f"{quote.speaker} in {study.short_name}.",
        view=QuoteView(
            quote=quote,
            findings=findings,
            study=study,
            implications=kb.resting_on(finding for finding, _ in findings),
            works=find_works_behind(kb, quote),
        ),
        trail=(HOME, INDEX, make_crumb(findings[0][0], findings[0][0].label)),
        identity=identify(kb, quote, "Quote"),
    )


def _index(kb: KnowledgeBase) -> Index:
    return Index(
        path=get_index_path(Quote),
        part="quotes",
        template="quotes",
        title="Quotes",
        description="Every quote in this knowledge base, by the participant who said it.",
        noun="quote",
        view=lambda studies: QuotesIndexView(
            studies=[(study, _list_speakers(kb, study)) for study in studies],
            count=sum(len(kb.quotes_in(study)) for study in studies),
        ),
        count=lambda study: len(kb.quotes_in(study)),
    )


def _list_speakers(kb: KnowledgeBase, study: Study) -> list[Speaker]:
    """Return everyone who took part in a study, with their quotes."""
    own = kb.quotes_in(study)
    return [
        Speaker(
            who,
            [(q, [f for f, _ in kb.illustrated(q)]) for q in own if q.speaker == who.pseudonym],
        )
        for who in study.participants
    ]
