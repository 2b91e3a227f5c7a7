"""Every page of the site: one module a record type, each with a view per page."""

from collections.abc import Callable, Iterable

from kb.citations.bibliography import Bibliography
from kb.knowledge.base import KnowledgeBase
from kb.pages.audiences import audience_pages
from kb.pages.everything import everything_page
from kb.pages.evidence_map import evidence_map_pages
from kb.pages.findings import finding_pages
from kb.pages.gaps import gaps_page
from kb.pages.glossary import glossary_page
from kb.pages.implications import implication_pages
from kb.pages.moved import moved_pages
from kb.pages.page import Page
from kb.pages.quotes import quote_pages
from kb.pages.record_types import record_types_page
from kb.pages.references import reference_pages
from kb.pages.situations import situation_pages
from kb.pages.studies import study_pages
from kb.pages.themes import theme_pages
from kb.pages.voices import voices_pages
from kb.pages.whole_theme import whole_theme_pages
from kb.pages.withdrawn import withdrawn_pages

Maker = Callable[[KnowledgeBase, Bibliography], Iterable[Page]]

MAKERS: list[Maker] = [
    lambda kb, _: study_pages(kb),
    theme_pages,
    lambda kb, _: whole_theme_pages(kb),
    lambda kb, _: finding_pages(kb),
    lambda kb, _: quote_pages(kb),
    lambda kb, _: implication_pages(kb),
    reference_pages,
    lambda kb, _: audience_pages(kb),
    lambda kb, _: situation_pages(kb),
    lambda kb, _: evidence_map_pages(kb),
    lambda kb, _: voices_pages(kb),
    lambda kb, _: [glossary_page(kb)],
    lambda kb, bibliography: [gaps_page(kb, bibliography)],
    lambda kb, bibliography: [everything_page(kb, bibliography)],
    lambda _, __: [record_types_page()],
    withdrawn_pages,
    moved_pages,
]
"""What makes the pages, one after the other; a new page module adds a line."""


def pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return every page that is made from records."""
    return [page for make in MAKERS for page in make(kb, bibliography)]


__all__ = ["Page", "pages"]
