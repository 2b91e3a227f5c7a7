"""PubMed's files: tagged (.nbib, MEDLINE) and XML.

Fields are those of NLM's "MEDLINE/PubMed data element (field) descriptions" and of its document
types; ERIC writes the tagged form too.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from kb.exchange.draft import Draft
from kb.exchange.endnote_reader import find_lines, get_text, parse_xml
from kb.exchange.tagged import make_draft, make_drafts
from kb.exchange.tagged_entry import Tag, TaggedEntry
from kb.exchange.values import clean_doi, is_doi
from kb.files.limits import BIBLIOGRAPHY_ENTRIES
from kb.problems.problem import Position, Problem

_TAG = re.compile(r"([A-Z]{2,6})\s{0,3}-\s?(.*)")
_TAGS = {
    "BTI": "T2",
    "CN": "AU",
    "CTI": "T3",
    "DEP": "",
    "DP": "PY",
    "ED": "A2",
    "EN": "ET",
    "FAU": "AU",
    "FED": "A2",
    "IP": "IS",
    "IS": "SN",
    "ISBN": "SN",
    "ISSN": "SN",
    "JT": "JF",
    "LA": "LA",
    "PB": "PB",
    "PG": "SP",
    "PL": "CY",
    "TA": "J2",
    "TI": "TI",
    "VI": "VL",
    "VTI": "",
}
"""The tag of RIS for each of which something is kept, besides PT, AU, LID and AID."""

_TYPES = {
    "book": "BOOK",
    "books": "BOOK",
    "book chapter": "CHAP",
    "dissertations/theses": "THES",
    "newspaper article": "NEWS",
    "preprint": "PREPRINT",
    "technical report": "RPRT",
}
KNOWN = "Journal Article, Book, Book Chapter, Preprint, Technical Report"
_IDENTIFIED = frozenset({"LID", "AID"})


def read_nbib(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a tagged file of PubMed's.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each entry; what is wrong with one, it tells itself.
    """
    entries: list[TaggedEntry] = []
    between = True
    for line, content in enumerate(text.split("\n"), start=1):
        if not content.strip():
            between = True
            continue
        match = _TAG.fullmatch(content.rstrip())
        if match and (match[1] == "PMID" or not entries or (between and match[1] == "OWN")):
            entries.append(TaggedEntry("", "", KNOWN, Position(file, line)))
        between = False
        if match:
            entries[-1].tags.append(Tag(match[1], match[2].strip(), match[1]))
        elif entries and entries[-1].tags:
            entries[-1].tags[-1].text += f" {content.strip()}"
    return make_drafts(entries, _translate), []


def _translate(entry: TaggedEntry) -> None:
    """Name an entry's fields by the tags of RIS."""
    for full, short in (("FAU", "AU"), ("FED", "ED")):
        # Each name stands twice, the second time cut down to initials.
        if any(entry.find(full)):
            entry.tags = [one for one in entry.tags if one.tag != short]
    kinds = [_TYPES.get(one.text.lower(), "") for one in entry.find("PT")]
    entry.word = next(filter(None, kinds), "CHAP" if any(entry.find("BTI")) else "JOUR")
    # A book of NCBI's has its title in BTI alone.
    alone = any(entry.find("BTI")) and not any(entry.find("TI"))
    if alone:
        entry.word = "BOOK"
    for one in entry.tags:
        one.tag = "TI" if one.tag == "BTI" and alone else _find_tag(one)
        if one.tag == "TI":
            one.text = _strip_full_stop(one.text)
        elif one.name == "CN":
            one.text = f"{one.text.rstrip('.,')},"


def _find_tag(one: Tag) -> str:
    """Return the tag of RIS for one of PubMed's."""
    if one.tag not in _IDENTIFIED:
        return "AU" if one.tag == "AU" else _TAGS.get(one.tag, "")
    if "[doi]" in one.text or is_doi(clean_doi(one.text)):
        return "DO"
    # ERIC has the address of its page here.
    return "UR" if one.text.startswith("http") else ""


def _strip_full_stop(title: str) -> str:
    """PubMed ends every title with a full stop, and puts translated ones in brackets."""
    title = re.sub(r"^\[(.*)\](\.?)$", r"\1\2", title)
    return title[:-1] if title.endswith(".") and not title.endswith("...") else title


# ---------------------------------------------------------------------------------------- XML


def read_pubmed_xml(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read PubMed's XML: articles, and books of NCBI's.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each entry, or a problem if the file is no sound XML.
    """
    root = parse_xml(file, text)
    if isinstance(root, Problem):
        return [], [root]
    names: tuple[str, ...] = ("PubmedArticle", "PubmedBookArticle")
    found = [one for one in root.iter() if one.tag in names]
    if not found:
        found = list(root.iter("MedlineCitation"))
        names = ("MedlineCitation",)
    found = found[: BIBLIOGRAPHY_ENTRIES + 1]
    lines = find_lines(text, "|".join(names))
    drafts = []
    for number, (element, line) in enumerate(zip(found, lines, strict=False), start=1):
        book = element.tag == "PubmedBookArticle"
        entry = TaggedEntry("JOUR", "", KNOWN, Position(file, line))
        entry.tags = list(_read_book(element) if book else _read_article(element))
        if book:
            entry.word = "CHAP" if any(entry.find("T2")) else "BOOK"
        elif any(get_text(one) == "Preprint" for one in element.iter("PublicationType")):
            entry.word = "PREPRINT"
        drafts.append(make_draft(entry, number))
    return drafts, []


_ARTICLE = {
    "Article/Journal/Title": "JF",
    "Article/Journal/JournalIssue/Volume": "VL",
    "Article/Journal/JournalIssue/Issue": "IS",
    "Article/Journal/ISSN": "SN",
    "Article/Language": "LA",
    "Article/Pagination/MedlinePgn": "SP",
}
_BOOK = {
    "Book/Publisher/PublisherName": "PB",
    "Book/Publisher/PublisherLocation": "CY",
    "Book/Edition": "ET",
    "Book/Isbn": "SN",
    "Book/CollectionTitle": "T3",
    "Language": "LA",
    "Pagination/MedlinePgn": "SP",
}


def _read_article(element: ET.Element) -> Iterator[Tag]:
    citation = element if element.tag == "MedlineCitation" else element.find("MedlineCitation")
    if citation is None:
        return
    title = citation.find("Article/ArticleTitle")
    vernacular = citation.find("Article/VernacularTitle")
    chosen = title if title is not None and get_text(title) else vernacular
    if chosen is not None:
        yield Tag("TI", _strip_full_stop(get_text(chosen)), chosen.tag)
    yield from _read_paths(citation, _ARTICLE)
    if citation.find("Article/Journal/Title") is None:
        yield from _read_paths(citation, {"MedlineJournalInfo/MedlineTA": "JF"})
    if citation.find("Article/Pagination/MedlinePgn") is None:
        yield from _read_pages(citation.find("Article/Pagination"))
    yield from _read_people(citation.find("Article/AuthorList"))
    yield from _read_date(citation.find("Article/Journal/JournalIssue/PubDate"))
    dois = [
        *citation.iterfind("Article/ELocationID"),
        *element.iterfind("PubmedData/ArticleIdList/ArticleId"),
    ]
    for one in dois:
        if "doi" in (one.get("EIdType"), one.get("IdType")):
            yield Tag("DO", get_text(one), one.tag)


def _read_book(element: ET.Element) -> Iterator[Tag]:
    document = element.find("BookDocument")
    if document is None:
        return
    title, book = document.find("ArticleTitle"), document.find("Book/BookTitle")
    part = title is not None and get_text(title) != ""
    for one, tag in ((title, "TI"), (book, "T2" if part else "TI")):
        if one is not None and get_text(one):
            yield Tag(tag, _strip_full_stop(get_text(one)), one.tag)
    yield from _read_paths(document, _BOOK)
    for names in document.iterfind("AuthorList"):
        yield from _read_people(names, "A2" if names.get("Type") == "editors" and part else "AU")
    for names in document.iterfind("Book/AuthorList"):
        yield from _read_people(names, "A2" if names.get("Type") == "editors" else "AU")
    yield from _read_date(document.find("Book/PubDate"))
    for one in document.iterfind("ArticleIdList/ArticleId"):
        if one.get("IdType") == "doi":
            yield Tag("DO", get_text(one), one.tag)


def _read_paths(element: ET.Element, paths: dict[str, str]) -> Iterator[Tag]:
    for path, tag in paths.items():
        for one in element.iterfind(path):
            if text := get_text(one):
                yield Tag(tag, text, one.tag)


def _read_pages(pages: ET.Element | None) -> Iterator[Tag]:
    for name, tag in (("StartPage", "SP"), ("EndPage", "EP")):
        for one in pages.iterfind(name) if pages is not None else ():
            yield Tag(tag, get_text(one), name)


def _read_people(names: ET.Element | None, tag: str = "AU") -> Iterator[Tag]:
    if names is None:
        return
    for one in names.iterfind("Author"):
        said = {child.tag: get_text(child) for child in one}
        parts = (
            said.get("LastName"),
            said.get("ForeName") or said.get("Initials"),
            said.get("Suffix"),
        )
        if body := said.get("CollectiveName"):
            yield Tag(tag, f"{body.rstrip('.,').replace(', ', ',, ')},", "CollectiveName")
        elif text := ", ".join(part for part in parts if part):
            yield Tag(tag, text, "Author")
    if names.get("CompleteYN") == "N":
        yield Tag(tag, "et al.", "AuthorList")


def _read_date(date: ET.Element | None) -> Iterator[Tag]:
    if date is not None and (text := " ".join(filter(None, map(get_text, date)))):
        yield Tag("PY", text, "PubDate")
