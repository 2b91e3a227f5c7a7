"""What tagged files say, by the type of the entry: RIS, EndNote and PubMed mean the same.

A tag means different things for different types: T2 is the journal of an article, the book of a
chapter and the series of a book. Meanings are those of the RIS specification (2001) and of its
successor's table of tags by type (2011), and what Zotero, EndNote and the databases write where
they differ.
Readers of other tagged formats name their fields by these tags.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from kb.exchange import values
from kb.exchange.draft import Draft
from kb.exchange.identifiers import put_addresses, put_doi, put_serials
from kb.exchange.languages import find_language
from kb.exchange.names import read_names
from kb.exchange.tagged_dates import put_dates
from kb.exchange.tagged_entry import Tag, TaggedEntry
from kb.exchange.tagged_types import TYPES
from kb.files.limits import BIBLIOGRAPHY_ENTRIES, ENTRIES

_PARTS = ("chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia")
_WHOLE = ("book", "report", "thesis", "dataset", "webpage", "article", "document")
_COUNT_OF_PAGES = re.compile(
    r"[ivxlc]*\s*[+,]?\s*\d+\s*(pp?|pgs?|pages|S|Seiten|p\.)\.?|[ivxlc]+\s*[+,]\s*\d+.*",
    re.IGNORECASE,
)


def make_drafts(
    entries: Sequence[TaggedEntry], translate: Callable[[TaggedEntry], None]
) -> list[Draft]:
    """Return what the entries of a file say, once their tags are those of RIS.

    Of a file with more entries than are read, one too many is returned, so that this is told.
    """
    read = entries[: BIBLIOGRAPHY_ENTRIES + 1]
    for entry in read:
        translate(entry)
    return [make_draft(entry, number) for number, entry in enumerate(read, start=1)]


def make_draft(entry: TaggedEntry, number: int) -> Draft:
    """Return what an entry says, by its type's meaning of the tags."""
    entry.settle()
    key = next((one.text for one in entry.find("ID")), "")
    draft = Draft(key, number, entry.position, notes=list(entry.notes))
    _put_first(draft, entry, "title", "TI", "T1", "CT")
    draft.put_type(_find_type(entry), entry.written, entry.known)
    kind = str(draft.fields.get("type", ""))
    if kind in ("book", "document"):
        # Older programs write a book's title as BT.
        _put_first(draft, entry, "title", "BT")
    _put_titles(draft, entry, kind)
    _put_people(draft, entry, kind)
    put_dates(draft, entry)
    _put_numbers(draft, entry, kind)
    _put_places(draft, entry, kind)
    put_addresses(draft, ((one.name, one.text) for one in _take(draft, entry, "UR")))
    for one in entry.find("LA"):
        if code := find_language(one.text):
            draft.put("language", code)
            draft.told.add((one.name, one.text))
        else:
            draft.leave_out(one.name, one.text, one.text, "the language is not known")
    taken = {one[0] for one in draft.given} | {one[0] for one in draft.told} | {"TY", "ID", "ER"}
    draft.unheld |= {one.name for one in entry.tags if one.text.strip()} - taken
    return draft


def _take(draft: Draft, entry: TaggedEntry, *tags: str) -> Iterator[Tag]:
    """Yield fields that a record holds: the guard looks for what they say."""
    for one in entry.find(*tags):
        draft.given.append((one.name, one.text))
        yield one


def _put_first(draft: Draft, entry: TaggedEntry, name: str, *tags: str) -> None:
    """Give a field what the first of some tags says; the others are only looked for."""
    for one in _take(draft, entry, *tags):
        draft.put(name, one.text)


def _find_type(entry: TaggedEntry) -> str:
    kind = TYPES.get(entry.word.upper(), "")
    pages = _join_pages(entry)
    # Web of Science gives chapters the type of their book; their range of pages tells them apart.
    ranged = re.fullmatch(r"\d+–\d+", pages) and not pages.startswith("1–")
    within = any(entry.find("T2", "BT")) and any(entry.find("AU", "A1"))
    return "chapter" if kind == "book" and ranged and within else kind


# ------------------------------------------------------------------------------------- titles


def _put_titles(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    match kind:
        case "book" | "report":
            _put_first(draft, entry, "collection-title", "T2", "T3")
        case "thesis":
            _put_first(draft, entry, "collection-title", "T3")
        case "paper-conference":
            _put_proceedings(draft, entry)
        case _ if kind.startswith("article-"):
            _put_journal(draft, entry)
            _put_first(draft, entry, "collection-title", "T3")
        case _:
            _put_first(draft, entry, "container-title", "T2", "BT", "JF", "JO")
            _put_first(draft, entry, "collection-title", "T3")


def _put_journal(draft: Draft, entry: TaggedEntry) -> None:
    """Take a journal's full title; its abbreviations count only where there is none.

    EBSCO writes a second title of the article as T2, beside the journal.
    """
    _put_first(draft, entry, "container-title", "JF", "T2", "BT")
    if "container-title" not in draft.fields:
        for one in entry.find("JO", "JA", "J1", "J2"):
            draft.put("container-title", one.text)
            draft.given.append((one.name, one.text))
            break


def _put_proceedings(draft: Draft, entry: TaggedEntry) -> None:
    """Take the proceedings: C3 where there is one, beside which T2 is the conference; else T2."""
    _put_first(draft, entry, "container-title", "C3")
    if "container-title" in draft.fields:
        _put_first(draft, entry, "event-title", "T2", "BT", "JF", "JO")
    else:
        _put_first(draft, entry, "container-title", "T2", "BT", "JF", "JO", "J2")
    # Without either, some programs write the proceedings where their series belongs.
    whole = "container-title" in draft.fields
    _put_first(draft, entry, "collection-title" if whole else "container-title", "T3")


# -------------------------------------------------------------------------------------- names


def _put_people(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    """Give each name its role; A2 and A3 are editors of the work or of its series, by type."""
    authors = entry.in_order("AU", "A1")
    by_tag = [[one.text for one in authors if one.tag == tag] for tag in ("AU", "A1")]
    if by_tag[0] == by_tag[1]:
        authors = authors[: len(authors) // 2] if len(by_tag[0]) else []
    editors = entry.in_order("ED")
    second, third = entry.in_order("A2"), entry.in_order("A3")
    if entry.word.upper() == "EDBOOK":
        authors, editors = [], authors + editors
    if kind in _PARTS or kind.startswith("article-"):
        editors = second + editors
        third = []
    elif kind == "book":
        # Zotero writes a book's own editors as A3, and those of its series as A2.
        editors = third + editors if third else editors if authors else second + editors
    elif not authors:
        editors = second + editors
    roles = {"author": authors, "editor": editors, "translator": entry.in_order("A4")}
    for role, tags in roles.items():
        if len(tags) > ENTRIES:
            draft.notes.append(f"complete the names: of {len(tags):,} the first are kept")
        for one in tags[:ENTRIES]:
            names = read_names(one.text, alone=len(tags) == 1)
            # Of several names in one field, each word must be in one of them.
            several = re.split(r"[;,]|\band\b|&|\bet al\b\.?", one.text)
            parts = several if len(names) > 1 or not names[0][0] else [one.text]
            draft.given += [(one.name, part) for part in parts]
            draft.put_names(role, names)


# ------------------------------------------------------------------------------------ numbers


def _put_numbers(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    article = kind.startswith("article-")
    _put_first(draft, entry, "volume", "VL")
    for one in entry.find("DO", "DI"):
        put_doi(draft, one.name, one.text)
    _put_edition(draft, entry, kind)
    _put_first(draft, entry, {"dataset": "version", "report": "number"}.get(kind, "issue"), "IS")
    _put_first(draft, entry, "number", "C7")
    for one in entry.find("M3"):
        # Some publishers write the DOI here.
        if values.is_doi(values.clean_doi(one.text)):
            put_doi(draft, one.name, one.text)
        elif not article:
            draft.put("genre", one.text)
            draft.given.append((one.name, one.text))
    for one in entry.find("M1"):
        if kind == "webpage":
            continue  # EndNote's year of access
        if not article:
            draft.put("number", one.text)
        elif "issue" not in draft.fields:
            draft.put("issue", one.text)
        else:
            continue
        draft.given.append((one.name, one.text))
    _put_serials(draft, entry, kind)
    _put_pages(draft, entry, kind)


def _put_serials(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    """Take ISSN and ISBN; Zotero writes the number of a report here."""
    for one in entry.find("SN"):
        if put_serials(draft, one.name, one.text):
            continue
        if kind == "report":
            draft.put("number", one.text)
            draft.given.append((one.name, one.text))
        else:
            draft.leave_out(one.name, one.text, one.text, "it is no ISSN or ISBN")


def _put_edition(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    """Take ET for what the type says: EndNote and PubMed write an article's online date there."""
    for one in _take(draft, entry, "ET"):
        if kind == "dataset" or "software" in str(draft.fields.get("genre", "")):
            draft.put("version", one.text)
        elif kind.startswith("article-") and re.search(r"\d{4}", one.text):
            draft.given.remove((one.name, one.text))
            draft.unheld.add(one.name)
        else:
            draft.put("edition", one.text)


def _put_pages(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    """Take the pages; those of a work that is no part of another are how many it has."""
    if kind in _WHOLE and "container-title" not in draft.fields:
        return
    if _COUNT_OF_PAGES.fullmatch(_join_pages(entry)):
        return
    if "page" not in draft.fields:
        draft.put("page", _join_pages(entry))
    for one in entry.find("SP", "EP"):
        draft.given.append((one.name, one.text))


def _join_pages(entry: TaggedEntry) -> str:
    first, last = (next((one.text for one in entry.find(tag)), "") for tag in ("SP", "EP"))
    if "-" in first or "–" in first:
        return values.clean_pages(first)
    return values.clean_pages(f"{first}--{last}" if first and last else first or last)


# ------------------------------------------------------------------------------------- places


def _put_places(draft: Draft, entry: TaggedEntry, kind: str) -> None:
    _put_first(draft, entry, "publisher", "PB")
    _put_first(draft, entry, "publisher-place", "CY", "PP")
    if kind == "paper-conference":
        _put_first(draft, entry, "event-place", "C1")
    if kind == "thesis":
        _put_first(draft, entry, "archive", "DB")
