"""The page of a quote, and the index of quotes by theme and finding.

It is not by speaker: pseudonyms that a study publishes are not gathered here.
"""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.chain import Step, find_works_behind
from kb.knowledge.entered import describe_extent, has_all
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import HOME, Page, identify, link_by_study, make_crumb, make_index_crumb
from kb.records import (
    Finding,
    Implication,
    Quote,
    Reference,
    Session,
    Study,
    Theme,
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
    sessions: list[Session]


@dataclass(frozen=True, slots=True)
class FindingQuotes:
    """A finding with the quotes written with it, each with the others that it illustrates."""

    finding: Finding
    quotes: list[tuple[Quote, list[Finding]]]


@dataclass(frozen=True, slots=True)
class ThemeQuotes:
    """A theme and the quotes of the findings whose main theme it is."""

    theme: Theme
    findings: list[FindingQuotes]


@dataclass(frozen=True, slots=True)
class QuotesIndexView:
    """The quotes of each study by theme.

    Attributes:
        studies: Each study with its quotes by theme.
        count: How many there are.
        extents: Of each study of which some are missing, or may be, how many are here.
    """

    studies: list[tuple[Study, list[ThemeQuotes]]]
    count: int
    extents: dict[str, str]


def make_quote_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each quote, and their index."""
    pages = [kb.remembered(_make_page, quote) for quote in kb.all(Quote)]
    return [*make_index_pages(kb, _index(kb)), *link_by_study(kb, pages)]


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
            sessions=kb.sessions_using(quote),
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
        description="Every quote in this knowledge base, by the theme and finding it illustrates.",
        noun="quote",
        view=lambda studies: QuotesIndexView(
            studies=[(study, _list_by_theme(kb, study)) for study in studies],
            count=sum(len(kb.quotes_in(study)) for study in studies),
            extents={
                study.id: describe_extent(kb, study, "quotes")
                for study in studies
                if not has_all(kb, study, "quotes")
            },
        ),
        count=lambda study: len(kb.quotes_in(study)),
    )


def _list_by_theme(kb: KnowledgeBase, study: Study) -> list[ThemeQuotes]:
    """Return the themes of a study, each with its quotes; a quote stands once."""
    by_finding: dict[str, list[tuple[Quote, list[Finding]]]] = {}
    for quote in kb.quotes_in(study):
        (own, _), *others = kb.illustrated(quote)
        by_finding.setdefault(own.id, []).append((quote, [finding for finding, _ in others]))
    groups = [
        ThemeQuotes(
            theme,
            [
                FindingQuotes(finding, by_finding[finding.id])
                for finding in kb.findings_of(theme)
                if finding.id in by_finding and kb.themes_of(finding)[0] == theme
            ],
        )
        for theme in kb.all_themes_in(study)
    ]
    return [group for group in groups if group.findings]
