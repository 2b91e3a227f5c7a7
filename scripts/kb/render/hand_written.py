"""What hand-written pages may show of the knowledge base: its records and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kb.check.exceptions import ADVICE, CHECKED
from kb.history.news import Changed, recent_changes
from kb.knowledge.base import KnowledgeBase
from kb.pages.dividing import divides_by_study
from kb.pages.implications import of_kind
from kb.pages.themes import ThemeNode, node
from kb.records import (
    Audience,
    Finding,
    Implication,
    Quote,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.jbi import QUESTIONS, Question, QuestionKey

LINES_OF_NEWS = 5
"""How much of what changed lately fits on a page beside other things."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The whole knowledge base as hand-written pages see it, what studies are asked, and rules."""

    studies: list[Study]
    findings_by_study: list[tuple[Study, int]]
    is_divided: bool
    themes: list[ThemeNode]
    findings: list[Finding]
    quotes: list[Quote]
    practice: list[Implication]
    research: list[Implication]
    references: list[Reference]
    audiences: list[Audience]
    situations: list[Situation]
    terms: list[Term]
    participants: int
    changed: date | None
    news: list[Changed]
    questions: Mapping[QuestionKey, Question]
    excusable: Mapping[str, str]
    advice: Mapping[str, str]
    superordinate: int
    subordinate: int


def site_view(kb: KnowledgeBase) -> SiteView:
    """Gather what hand-written pages may show."""
    studies = kb.all(Study)
    implications = kb.all(Implication)
    top = [theme for study in studies for theme in kb.themes_in(study)]
    return SiteView(
        studies=studies,
        findings_by_study=[(study, len(kb.findings_in(study))) for study in studies],
        is_divided=divides_by_study(kb, len(kb.all(Finding))),
        themes=[node(kb, theme) for theme in top],
        findings=kb.all(Finding),
        quotes=kb.all(Quote),
        practice=of_kind(implications, "practice"),
        research=of_kind(implications, "research"),
        references=kb.all(Reference),
        audiences=kb.all(Audience),
        situations=kb.all(Situation),
        terms=kb.all(Term),
        participants=sum(study.sample.size for study in studies),
        changed=kb.changed,
        news=recent_changes(kb, LINES_OF_NEWS),
        questions=QUESTIONS,
        excusable=CHECKED,
        advice=ADVICE,
        superordinate=len(top),
        subordinate=len(kb.all(Theme)) - len(top),
    )
