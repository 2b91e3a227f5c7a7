"""Every page of the site: one module a record type, each with a view per page."""

from collections.abc import Callable, Iterable

from kb.citations.bibliography import Bibliography
from kb.knowledge.base import KnowledgeBase
from kb.pages.audiences import make_audience_pages
from kb.pages.everything import make_everything_page
from kb.pages.evidence import make_evidence_pages
from kb.pages.evidence_map import make_evidence_map_pages
from kb.pages.findings import make_finding_pages
from kb.pages.gaps import make_gaps_page
from kb.pages.glossary import make_glossary_page
from kb.pages.handouts import make_handout_pages
from kb.pages.implications import make_implication_pages
from kb.pages.moved import make_moved_pages
from kb.pages.page import Page
from kb.pages.quotes import make_quote_pages
from kb.pages.record_types import make_record_types_page
from kb.pages.references import make_reference_pages
from kb.pages.sessions import make_session_pages
from kb.pages.situations import make_situation_pages
from kb.pages.studies import make_study_pages
from kb.pages.summary import make_summary_pages
from kb.pages.themes import make_theme_pages
from kb.pages.topics import make_topics_pages
from kb.pages.voices import make_voices_pages
from kb.pages.whole_theme import make_whole_theme_pages
from kb.pages.withdrawn import make_withdrawn_pages

Maker = Callable[[KnowledgeBase, Bibliography], Iterable[Page]]

MAKERS: list[Maker] = [
    lambda kb, _: make_study_pages(kb),
    make_theme_pages,
    lambda kb, _: make_whole_theme_pages(kb),
    lambda kb, _: make_finding_pages(kb),
    lambda kb, _: make_quote_pages(kb),
    lambda kb, _: make_implication_pages(kb),
    make_reference_pages,
    make_evidence_pages,
    lambda kb, _: make_audience_pages(kb),
    lambda kb, _: make_situation_pages(kb),
    lambda kb, _: make_session_pages(kb),
    lambda kb, _: make_summary_pages(kb),
    lambda kb, _: make_handout_pages(kb),
    lambda kb, _: make_evidence_map_pages(kb),
    lambda kb, _: make_voices_pages(kb),
    lambda kb, _: make_topics_pages(kb),
    lambda kb, _: [make_glossary_page(kb)],
    lambda kb, bibliography: [make_gaps_page(kb, bibliography)],
    lambda kb, bibliography: [make_everything_page(kb, bibliography)],
    lambda _, __: [make_record_types_page()],
    make_withdrawn_pages,
    make_moved_pages,
]
"""What makes the pages, one after the other; a new page module adds a line."""


def make_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return every page that is made from records."""
    return [page for make in MAKERS for page in make(kb, bibliography)]


__all__ = [
    "Page",
    "handouts",
    "implications",
    "link_ends",
    "make_pages",
    "moved_written",
    "situations",
]
