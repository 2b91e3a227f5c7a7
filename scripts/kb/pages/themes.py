"""The page of a theme, and the index of themes."""

from dataclasses import dataclass

from kb.citations.bibliography import Bibliography
from kb.citations.files import CitationFile, make_theme_files
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import has_all
from kb.pages.divided import Index, make_index_pages
from kb.pages.page import HOME, Page, identify, link_by_study, make_crumb, make_index_crumb
from kb.records import Finding, Implication, Study, Theme
from kb.records.addresses import get_index_path, get_page_path, get_voices_path, get_whole_path

INDEX = make_index_crumb(Theme)


@dataclass(frozen=True, slots=True)
class ThemeNode:
    """A theme, its findings and its parts."""

    theme: Theme
    findings: list[Finding]
    parts: list["ThemeNode"]


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What a theme's page shows."""

    theme: Theme
    study: Study
    whole: Theme | None
    node: ThemeNode
    implications: list[Implication]
    voices_path: str
    cited: int
    has_all_citations: bool
    files: list[CitationFile]
    on_one_page: str


@dataclass(frozen=True, slots=True)
class ThemesIndexView:
    """The themes of each study, and how many are superordinate and subordinate."""

    studies: list[tuple[Study, list[ThemeNode], int, int]]


def make_theme_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each theme, and their index."""
    ordered = [theme for study in kb.all(Study) for theme in kb.all_themes_in(study)]
    return [
        *make_index_pages(kb, _index(kb)),
        *link_by_study(kb, [kb.remembered(_make_page, theme, bibliography) for theme in ordered]),
    ]


def make_node(kb: KnowledgeBase, theme: Theme) -> ThemeNode:
    """Return a theme with everything below it."""
    return ThemeNode(
        theme, kb.findings_of(theme), [make_node(kb, part) for part in kb.parts_of(theme)]
    )


def _make_page(kb: KnowledgeBase, theme: Theme, bibliography: Bibliography) -> Page:
    own = make_node(kb, theme)
    whole = kb.get(theme.part_of, Theme) if theme.part_of else None
    return Page(
        path=get_page_path(theme),
        template="theme",
        title=theme.title,
        description=f"What {kb.study_of(theme).short_name} found under “{theme.title}”.",
        view=ThemeView(
            theme=theme,
            study=kb.study_of(theme),
            whole=whole,
            node=own,
            implications=kb.resting_on(kb.findings_within(theme)),
            voices_path=get_voices_path(kb.study_of(theme)),
            cited=len(kb.cited_within(theme)),
            has_all_citations=has_all(kb, kb.study_of(theme), "citations"),
            files=kb.remembered(make_theme_files, bibliography, theme),
            on_one_page=get_whole_path(theme),
        ),
        trail=(HOME, INDEX, *([make_crumb(whole, whole.title)] if whole else [])),
        identity=identify(kb, theme, "Theme"),
    )


def _index(kb: KnowledgeBase) -> Index:
    return Index(
        path=get_index_path(Theme),
        part="themes",
        template="themes",
        title="Themes",
        description="The themes that the studies’ authors developed, and their findings.",
        noun="theme",
        view=lambda studies: _view_index(kb, studies),
        count=lambda study: len(kb.all_themes_in(study)),
    )


def _view_index(kb: KnowledgeBase, studies: list[Study]) -> ThemesIndexView:
    return ThemesIndexView([_view_themes(kb, study) for study in studies])


def _view_themes(kb: KnowledgeBase, study: Study) -> tuple[Study, list[ThemeNode], int, int]:
    """Count what one study divides; what several do is not added up."""
    top = kb.themes_in(study)
    below = len(kb.all_themes_in(study)) - len(top)
    return study, [make_node(kb, theme) for theme in top], len(top), below
