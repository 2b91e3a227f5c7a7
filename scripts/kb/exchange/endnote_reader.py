"""EndNote's XML, read element by element.

Elements are those of EndNote's own document type (RSXML.dtd), as EndNote, Zotero and Mendeley write
them. Read here because pandoc, which knows the format too, leaves out the DOI, the address, the
edition, the language and the date of access.
"""

import re
import xml.etree.ElementTree as ET

from kb.exchange import values
from kb.exchange.draft import Draft
from kb.problems.problem import Position, Problem
from kb.text.wording import quote_text

_TYPES = {
    **dict.fromkeys(("Journal Article", "Electronic Article"), "article-journal"),
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    **dict.fromkeys(("Book", "Edited Book", "Electronic Book"), "book"),
    **dict.fromkeys(("Book Section", "Electronic Book Section", "Encyclopedia"), "chapter"),
    **dict.fromkeys(("Conference Paper", "Conference Proceedings"), "paper-conference"),
    **dict.fromkeys(("Report", "Government Document", "Standard"), "report"),
    "Thesis": "thesis",
    **dict.fromkeys(("Web Page", "Blog"), "webpage"),
    **dict.fromkeys(("Dataset", "Online Database"), "dataset"),
    **dict.fromkeys(("Manuscript", "Unpublished Work"), "article"),
    **dict.fromkeys(("Generic", "Pamphlet"), "document"),
}
"""CSL's type for each name of a reference type."""

_TEXTS = {
    "titles/title": "title",
    "volume": "volume",
    "edition": "edition",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "electronic-resource-num": "DOI",
    "language": "language",
    "pages": "page",
}
_URLS = (
    "urls/related-urls/url",
    "urls/web-urls/url",
    "urls/text-urls/url",
    "urls/pdf-urls/url",
)
READ = frozenset(
    {path.split("/")[0] for path in (*_TEXTS, *_URLS)}
    | {"ref-type", "contributors", "periodical", "number", "dates", "isbn", "work-type"}
    | {"access-date", "label"}
)
"""Every element of a record of which something is kept."""

_BROKEN = {
    "no element found": ": the file ends too early",
    "mismatched tag": ": another element ends than began last",
    "invalid token": ": this character does not belong here",
}
_ABOUT_THE_FILE = frozenset({"database", "source-app", "rec-number", "foreign-keys", "style"})


def read_endnote(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read an EndNote XML file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each record, or a problem if the file is no such XML.
    """
    if "<!ENTITY" in text:
        return [], [Problem(Position(file), "the file declares entities", "Export it again.")]
    try:
        root = ET.fromstring(text)  # noqa: S314 - it declares no entities
    except ET.ParseError as error:
        line, column = error.position
        said = next((ours for theirs, ours in _BROKEN.items() if theirs in str(error)), "")
        advice = "Export it again; a file that was edited by hand or cut off cannot be mended here."
        position = Position(file, line, column + 1)
        return [], [Problem(position, f"the XML is broken here{said}", advice)]
    lines = [
        text.count("\n", 0, match.start()) + 1 for match in re.finditer(r"<record[\s>/]", text)
    ]
    records = list(root.iter("record"))
    drafts = [
        _draft(record, number, Position(file, line))
        for number, (record, line) in enumerate(zip(records, lines, strict=False), start=1)
    ]
    return drafts, []


def _draft(record: ET.Element, number: int, position: Position) -> Draft:
    draft = Draft("", number, position)
    named = {child.tag for child in record if _get_text(child)}
    draft.unheld |= named - READ - _ABOUT_THE_FILE
    for path, name in _TEXTS.items():
        draft.put(name, _get_at(record, path))
    for path in _URLS:
        draft.put("URL", _get_at(record, path))
    for serial in (_get_at(record, "isbn") or "").splitlines():
        draft.put(*values.parse_serial(serial))
    element = record.find("ref-type")
    word = element.get("name", "") if element is not None else ""
    kind = _TYPES.get(word)
    if kind is None:
        known = ", ".join(_TYPES)
        draft.mistakes.append(
            (f"its type {quote_text(word)} is not known", f"Use one of: {known}.")
        )
        return draft
    draft.fields["type"] = kind
    article = kind.startswith("article-")
    draft.put("issue" if article else "number", _get_at(record, "number"))
    if article:
        draft.unheld |= named & {"work-type"}
    else:
        draft.put("genre", _get_at(record, "work-type"))
    _put_containers(draft, record)
    _put_names(draft, record, edited=word == "Edited Book")
    _put_dates(draft, record)
    return draft


def _put_containers(draft: Draft, record: ET.Element) -> None:
    """Take the second title for what the type says: a journal, a book or a series."""
    journal = _get_at(record, "periodical/full-title")
    second = _get_at(record, "titles/secondary-title")
    if draft.fields["type"] in ("book", "report"):
        draft.put("collection-title", second)
    else:
        draft.put("container-title", second or journal)
    draft.put("collection-title", _get_at(record, "titles/tertiary-title"))


def _put_names(draft: Draft, record: ET.Element, *, edited: bool) -> None:
    authors = _list_people(record, "authors")
    second = _list_people(record, "secondary-authors")
    if edited:
        authors, second = [], authors
    elif authors and draft.fields["type"] not in ("chapter", "paper-conference"):
        if second:
            draft.unheld.add("secondary-authors")
        second = []
    for field, names in (("author", authors), ("editor", second)):
        if names:
            draft.fields[field] = names


def _list_people(record: ET.Element, group: str) -> list[dict[str, str]]:
    elements = record.findall(f"contributors/{group}/author")
    return [values.parse_name(text) for element in elements if (text := _get_text(element))]


def _put_dates(draft: Draft, record: ET.Element) -> None:
    year = _get_at(record, "dates/year") or ""
    day = _get_at(record, "dates/pub-dates/date") or ""
    # The day may stand with its year or without it: 2018-02-28, or Feb 28.
    tries = [day if year in day else f"{day} {year}", year]
    issued = next((p for text in tries if (p := values.parse_date(text)) is not None), None)
    accessed = _get_at(record, "access-date")
    read = {
        "issued": (year or day, issued),
        "accessed": (accessed, values.parse_date(accessed) if accessed else None),
    }
    for field, (text, parts) in read.items():
        if text and parts is None:
            advice = "Write it as 2018 or 2018-02-28, or take it out."
            draft.mistakes.append((f"{quote_text(text)} is no date", advice))
        elif parts:
            draft.fields[field] = {"date-parts": parts}


def _get_at(record: ET.Element, path: str) -> str | None:
    element = record.find(path)
    return _get_text(element) if element is not None else None


def _get_text(element: ET.Element) -> str:
    """Return the words of an element, whatever their style."""
    return "".join(element.itertext()).strip()
