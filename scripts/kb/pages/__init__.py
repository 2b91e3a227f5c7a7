"""Every page of the site: one module a record type, each with a view per page."""

from kb.citations.bibliography import Bibliography
from kb.knowledge.base import KnowledgeBase
from kb.pages.audiences import audience_pages
from kb.pages.everything import everything_page
from kb.pages.evidence_map import evidence_map_pages
from kb.pages.findings import finding_pages
from kb.pages.former_parts import former_parts
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


def pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return every page that is made from records."""
    made = [
        *study_pages(kb),
        *theme_pages(kb, bibliography),
        *whole_theme_pages(kb),
        *finding_pages(kb),
        *quote_pages(kb),
        *implication_pages(kb),
        *reference_pages(kb, bibliography),
        *audience_pages(kb),
        *situation_pages(kb),
        *evidence_map_pages(kb),
        *voices_pages(kb),
        glossary_page(kb),
        gaps_page(kb, bibliography),
        everything_page(kb, bibliography),
        record_types_page(),
        *withdrawn_pages(kb, bibliography),
        *moved_pages(kb, bibliography),
    ]
    return [*made, *former_parts(kb, {page.path for page in made})]


__all__ = ["Page", "pages"]
