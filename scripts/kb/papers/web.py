"""Articles as web pages, with what publishers say of them in `citation_*` (Highwire Press tags)."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable

from kb.exchange.dates import parse_date
from kb.exchange.draft import Draft
from kb.exchange.identifiers import put_doi
from kb.exchange.names import read_name
from kb.exchange.values import clean_pages
from kb.papers.markup import list_blocks, parse_html, say_all
from kb.papers.paper import Block, Paper
from kb.problems.problem import Position

_FIELDS = {
    "citation_title": "title",
    "citation_journal_title": "container-title",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_publisher": "publisher",
}


def read_web_page(file: str, text: str) -> Paper:
    """Read an article as its page shows it.

    Args:
        file: The file's name.
        text: The page.
    """
    root = parse_html(text)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        said[name].append(meta.get("content") or "")
    blocks = _drop_title(list_blocks(_find_article(root)))
    paper = Paper(tuple(blocks), _read_about(file, said))
    for link in [*root.iter("link"), *root.iter("a")]:
        if "license" in (link.get("rel") or "").split():
            paper.facts["address"] = link.get("href") or ""
    paper.facts["licence"] = next(iter(said["dc.rights"]), "")
    paper.facts["keywords"] = "; ".join(said["citation_keywords"])
    return paper


def _drop_title(blocks: Iterable[Block]) -> list[Block]:
    """Leave out the heading of the page, which is the paper's title and no section of it."""
    kept = [*blocks]
    top = [block for block in kept if block.kind == "heading" and block.level == 1]
    return kept[kept.index(top[0]) + 1 :] if len(top) == 1 else kept


def _find_article(root: ET.Element) -> ET.Element:
    """Return what holds the article: of several, the one that says most."""
    for name in ("article", "main", "body"):
        if found := [*root.iter(name)]:
            return max(found, key=lambda one: len(say_all(one)))
    return root


def _read_about(file: str, said: dict[str, list[str]]) -> Draft:
    draft = Draft("", 1, Position(file))
    draft.fields["type"] = "article-journal"
    for name, field in _FIELDS.items():
        draft.put(field, next(iter(said.get(name, [])), None))
    draft.put_names("author", [read_name(one) for one in said.get("citation_author", [])])
    for name in ("citation_publication_date", "citation_date", "citation_online_date"):
        for written in said.get(name, [])[:1]:
            parts = parse_date(written)
            if parts and "issued" not in draft.fields:
                draft.fields["issued"] = {"date-parts": parts}
    first = next(iter(said.get("citation_firstpage", [])), "")
    last = next(iter(said.get("citation_lastpage", [])), "")
    draft.put("page", clean_pages(f"{first}–{last}" if last and last != first else first) or None)
    for doi in said.get("citation_doi", [])[:1]:
        put_doi(draft, "doi", doi)
    return draft
