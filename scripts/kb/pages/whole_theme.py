"""A theme with all that belongs to it, on one page to read through or to print."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.trust import explain_trust_in_implication
from kb.pages.findings import FindingView, view_finding
from kb.pages.page import HOME, Page, identify, make_crumb
from kb.pages.themes import INDEX
from kb.records import Finding, Implication, InformedBy, Reference, RestsOn, Study, Theme
from kb.records.addresses import get_whole_path


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme and, in full, the findings that are shown with it."""

    theme: Theme
    findings: list[FindingView]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation, and why it rests on findings of the theme."""

    implication: Implication
    trust: str
    foundations: list[tuple[Finding, RestsOn]]
    works: list[tuple[Reference, InformedBy]]


@dataclass(frozen=True, slots=True)
class WholeThemeView:
    """What the page shows, from top to bottom.

    Attributes:
        theme: The theme.
        study: The study whose authors developed it.
        whole: The superordinate theme that it is part of, if it is part of one.
        own: The findings that belong to the theme itself.
        parts: Its subordinate themes, each with its findings.
        count: How many findings the page shows.
        recommendations: What rests on these findings.
    """

    theme: Theme
    study: Study
    whole: Theme | None
    own: ThemePart
    parts: list[ThemePart]
    count: int
    recommendations: list[Recommendation]


def make_whole_theme_pages(kb: KnowledgeBase) -> list[Page]:
    """Return a page for each theme that holds all that belongs to it."""
    return [kb.remembered(_make_page, theme) for theme in kb.all(Theme)]


def _make_page(kb: KnowledgeBase, theme: Theme) -> Page:
    study = kb.study_of(theme)
    own, *parts = _list_parts(kb, theme)
    findings = [view.finding for part in (own, *parts) for view in part.findings]
    recommendations = _list_recommendations(kb, findings)
    shown = [theme, *(p.theme for p in parts), *findings, *(r.implication for r in recommendations)]
    return Page(
        path=get_whole_path(theme),
        template="whole_theme",
        title=f"{theme.title}: all of it on one page",
        description=f"What {study.short_name} found under “{theme.title}”, to read or print.",
        view=WholeThemeView(
            theme=theme,
            study=study,
            whole=kb.get(theme.part_of, Theme) if theme.part_of else None,
            own=own,
            parts=parts,
            count=len(findings),
            recommendations=recommendations,
        ),
        trail=(HOME, INDEX, make_crumb(theme, theme.title)),
        repeats=identify(kb, theme, "Theme"),
        lists=tuple(shown),
    )


def _list_parts(kb: KnowledgeBase, theme: Theme) -> list[ThemePart]:
    """Return a theme and its parts; a finding of several of them is shown with its main one."""
    themes = kb.themes_within(theme)
    names = {each.id for each in themes}

    def shown_with(finding: Finding) -> str:
        return next(each.id for each in kb.themes_of(finding) if each.id in names)

    return [
        ThemePart(
            each,
            [view_finding(kb, f) for f in kb.findings_of(each) if shown_with(f) == each.id],
        )
        for each in themes
    ]


def _list_recommendations(kb: KnowledgeBase, findings: list[Finding]) -> list[Recommendation]:
    names = {finding.id for finding in findings}
    return [
        Recommendation(
            implication=implication,
            trust=explain_trust_in_implication(kb, implication),
            foundations=[(f, basis) for f, basis in kb.foundations(implication) if f.id in names],
            works=kb.informing(implication),
        )
        for implication in kb.resting_on(findings)
    ]
