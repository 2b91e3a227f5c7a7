"""JATS XML, in which PubMed Central, Europe PMC and many publishers offer open-access papers.

Elements are those of the Journal Article Tag Set (NISO Z39.96).
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from kb.exchange.draft import Draft
from kb.exchange.identifiers import put_doi
from kb.exchange.names import NamedAs, make_person
from kb.exchange.values import clean_pages
from kb.papers.markup import list_blocks, say_all
from kb.papers.paper import Block, Paper
from kb.problems.problem import Position

_TYPES = {
    "journal": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "dissertation": "thesis",
    "report": "report",
    "gov": "report",
    "web": "webpage",
    "website": "webpage",
    "webpage": "webpage",
    "newspaper": "article-newspaper",
    "preprint": "article",
}
_LICENCE = "{http://www.niso.org/schemas/ali/1.0/}license_ref"
_HREF = "{http://www.w3.org/1999/xlink}href"


def read_jats(file: str, root: ET.Element) -> Paper:
    """Read a paper in JATS.

    Args:
        file: The file's name, for what is wrong with entries of the list of works.
        root: The root element, `article` or what holds one.
    """
    inner = root if root.tag == "article" else root.find(".//article")
    article = root if inner is None else inner
    front = article.find("front/article-meta")
    abstract = [] if front is None else front.findall("abstract")
    body = article.find("body")
    blocks: list[Block] = []
    for one in abstract[:1]:
        if one.find("title") is None:
            blocks.append(Block("heading", "Abstract", 1))
        blocks += list_blocks(one, 2)
    blocks += [] if body is None else list_blocks(body)
    back = article.find("back")
    blocks += [] if back is None else list_blocks(back)
    references = [*article.iter("ref")]
    works = {
        reference.get("id") or str(number): draft
        for number, reference in enumerate(references, start=1)
        if (draft := _read_reference(file, reference, number))
    }
    paper = Paper(tuple(blocks), _read_about(file, article), works=works, listed=len(references))
    paper.facts = dict(_list_facts(article))
    return paper


def _read_about(file: str, article: ET.Element) -> Draft:
    draft = Draft("", 1, Position(file))
    meta = article.find("front/article-meta")
    draft.fields["type"] = "article-journal"
    if meta is None:
        return draft
    draft.put("title", _say(meta, "title-group/article-title"))
    draft.put_names(
        "author",
        [
            _read_name(one)
            for one in meta.findall("contrib-group/contrib")
            if one.get("contrib-type", "author") == "author"
        ],
    )
    journal = article.find("front/journal-meta")
    if journal is not None:
        title = _say(journal, "journal-title-group/journal-title")
        draft.put("container-title", title or _say(journal, "journal-title"))
    _put_places(draft, meta)
    dates = sorted(meta.findall("pub-date"), key=_rank_date)
    if dates:
        _put_date(draft, dates[0])
    return draft


def _rank_date(element: ET.Element) -> int:
    """Put the date of the issue, by which a paper is cited, before that of the web."""
    kind = element.get("pub-type") or element.get("date-type") or ""
    order = ("collection", "ppub", "pub", "epub-ppub", "epub")
    return order.index(kind) if kind in order else len(order)


def _put_date(draft: Draft, element: ET.Element) -> None:
    year = _say(element, "year")
    if re.fullmatch(r"\d{4}[a-z]?", year):
        draft.fields["issued"] = {"date-parts": [[int(year[:4])]]}


def _put_places(draft: Draft, element: ET.Element) -> None:
    """Take over volume, issue, pages and DOI, which articles and entries tell in one way."""
    draft.put("volume", _say(element, "volume"))
    draft.put("issue", _say(element, "issue"))
    first, last = _say(element, "fpage"), _say(element, "lpage")
    pages = f"{first}–{last}" if first and last and first != last else first
    draft.put("page", clean_pages(pages or _say(element, "page-range")) or None)
    draft.put("number", _say(element, "elocation-id"))
    for name in ("article-id", "pub-id"):
        for one in element.iter(name):
            if one.get("pub-id-type") == "doi" and "DOI" not in draft.fields:
                put_doi(draft, "doi", say_all(one))


def _read_name(element: ET.Element) -> NamedAs:
    name = element if element.tag in ("name", "string-name") else element.find(".//name")
    if name is None:
        name = element.find(".//string-name")
    if name is not None and (family := _say(name, "surname")):
        rest = [_say(name, "given-names")]
        suffix = _say(name, "suffix")
        return make_person(family, [*rest, suffix] if suffix else rest), ""
    collab = element if element.tag == "collab" else element.find(".//collab")
    return ({"literal": say_all(collab)} if collab is not None else {}), ""


def _read_reference(file: str, reference: ET.Element, number: int) -> Draft | None:
    """Read an entry of the list of works; None if it is not told field by field."""
    cited = next(
        (
            one
            for name in ("element-citation", "mixed-citation", "nlm-citation", "citation")
            for one in reference.iter(name)
        ),
        None,
    )
    if cited is None:
        return None
    kind = cited.get("publication-type") or cited.get("citation-type") or ""
    article, source = _say(cited, "article-title"), _say(cited, "source")
    chapter = _say(cited, "chapter-title") or _say(cited, "part-title")
    title = article or chapter or _say(cited, "data-title") or source
    if not title or kind not in _TYPES:
        return None
    draft = Draft(reference.get("id") or "", number, Position(file))
    held = _TYPES[kind]
    draft.fields["type"] = "chapter" if held == "book" and (chapter or article) else held
    draft.put("title", title.rstrip("."))
    if source and source != title:
        draft.put("container-title", source)
    for role, names in _group_names(cited):
        draft.put_names(role, names)
    _put_date(draft, cited)
    _put_places(draft, cited)
    draft.put("publisher", _say(cited, "publisher-name"))
    draft.put("edition", re.sub(r"\D+$", "", _say(cited, "edition")))
    for link in cited.iter("ext-link"):
        address = link.get(_HREF) or say_all(link)
        if address.startswith("http") and "doi.org/" not in address:
            draft.put("URL", address)
    return draft


def _group_names(cited: ET.Element) -> Iterator[tuple[str, list[NamedAs]]]:
    """Yield who wrote a work and who edited it; names without a group are its authors."""
    groups = [*cited.iter("person-group")]
    for group in groups:
        kind = group.get("person-group-type", "author")
        role = {"editor": "editor", "author": "author", "translator": "translator"}.get(kind)
        if role and (names := [*map(_read_name, _list_named(group))]):
            yield role, names
    if not groups and (names := [*map(_read_name, _list_named(cited))]):
        yield "author", names


def _list_named(element: ET.Element) -> list[ET.Element]:
    return [one for one in element if one.tag in ("name", "string-name", "collab")]


def _list_facts(article: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield what a file says of rights, money and interests, by the names of `Paper.facts`."""
    for licence in article.iter("license"):
        yield "licence", say_all(licence)
        address = next((one.text or "" for one in licence.iter(_LICENCE)), "")
        links = [one.get(_HREF) or "" for one in licence.iter("ext-link")]
        yield "address", address.strip() or licence.get(_HREF) or next(iter(links), "")
        break
    for name, path in (
        ("holder", "front/article-meta/permissions/copyright-holder"),
        ("funding", "front/article-meta/funding-group/funding-statement"),
        ("affiliation", "front/article-meta//aff"),
    ):
        if said := _say(article, path):
            yield name, said
    for note in article.iter("fn"):
        if note.get("fn-type") in ("conflict", "coi-statement", "COI-statement"):
            yield "conflict", say_all(note)
    keywords = [say_all(one) for one in article.findall("front/article-meta/kwd-group/kwd")]
    yield "keywords", "; ".join(keywords)


def _say(element: ET.Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else say_all(found)
