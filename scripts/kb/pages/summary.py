"""The summary of findings: one table of how well each is supported, by whom, and by what else.

It takes its columns from the summaries of qualitative findings that GRADE-CERQual asks for, and
leaves out what one study cannot have: a level of confidence.
"""

from collections import Counter
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import list_evidence_on
from kb.knowledge.entered import has_all
from kb.knowledge.related import count_contrasts
from kb.knowledge.support import SUPPORT_NAMES, Support, get_support
from kb.pages.choices import Choice, list_choices, list_theme_choices, list_theme_values
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import Page
from kb.records import Finding, Study, Theme
from kb.records.addresses import SUMMARY
from kb.text.wording import join_names


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A finding, with what its row says and what it can be sorted and filtered by.

    Attributes:
        finding: The finding.
        study: The study that it comes from.
        themes: The themes that it belongs to, its main one first.
        within: The identifiers of these and of the themes that they are part of.
        support: How it is supported.
        quoted: Who is quoted, and how many of those who took part that are; where not all quotes
            are here, who is quoted here.
        speakers: How many people are quoted.
        contrasts: How many findings contrast with it.
        evidence: How many entries of evidence beyond its study bear on it.
        recommendations: How many recommendations rest on it.
    """

    finding: Finding
    study: Study
    themes: list[Theme]
    within: list[str]
    support: Support
    quoted: str
    speakers: int
    contrasts: int
    evidence: int
    recommendations: int


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The table, and what it can be filtered by.

    Attributes:
        rows: The findings, theme by theme in the order of their studies.
        supports: How findings are supported, the best supported first.
        themes: The themes of each study.
        studies: The studies; there is nothing to choose where there is one.
        listed: The same studies as records.
    """

    rows: list[SummaryRow]
    supports: list[Choice]
    themes: list[tuple[Study, list[Choice]]]
    studies: list[Choice]
    listed: list[Study]


def make_summary_pages(kb: KnowledgeBase) -> list[Page]:
    """Return the summary of findings, divided by study where it is too long."""
    return make_index_pages(
        kb,
        Index(
            path=SUMMARY,
            part="summary",
            template="summary",
            title="Summary of findings",
            description=(
                "How well each finding is supported: who is quoted, what contrasts, what other "
                "studies found, and how many recommendations rest on it."
            ),
            noun="finding",
            view=lambda studies: _view(kb, studies),
            count=lambda study: len(kb.findings_in(study)),
            wide=True,
        ),
    )


def _view(kb: KnowledgeBase, studies: list[Study]) -> SummaryView:
    rows = [row for study in studies for row in _list_rows(kb, study)]
    own = Counter(row.study.id for row in rows)
    return SummaryView(
        rows=rows,
        supports=list_choices(SUPPORT_NAMES, Counter(row.support for row in rows)),
        themes=list_theme_choices(kb, studies, Counter(t for row in rows for t in row.within)),
        studies=list_choices({study.id: study.short_name for study in studies}, own),
        listed=[study for study in studies if study.id in own],
    )


def _list_rows(kb: KnowledgeBase, study: Study) -> list[SummaryRow]:
    """Return a study's findings in the order of its themes, each once, by its main theme."""
    places = {theme.id: place for place, theme in enumerate(kb.all_themes_in(study))}
    ordered = sorted(kb.findings_in(study), key=lambda one: places[kb.themes_of(one)[0].id])
    return [kb.remembered(_make_row, finding) for finding in ordered]


def _make_row(kb: KnowledgeBase, finding: Finding) -> SummaryRow:
    study = kb.study_of(finding)
    speakers = list(dict.fromkeys(quote.speaker for quote in kb.quotes_of(finding)))
    share = f"{len(speakers)} of {study.sample.size}".replace(" ", "\N{NO-BREAK SPACE}")
    names = join_names(speakers)
    if has_all(kb, study, "quotes"):
        quoted = f"{names} ({share})" if names else "nobody"
    else:
        quoted = names or "no quote here"
    return SummaryRow(
        finding=finding,
        study=study,
        themes=kb.themes_of(finding),
        within=list_theme_values(kb, [finding]),
        support=get_support(kb, finding),
        quoted=quoted,
        speakers=len(speakers),
        contrasts=count_contrasts(kb, finding),
        evidence=len(list_evidence_on(kb, finding)),
        recommendations=len(kb.implications_of(finding)),
    )
