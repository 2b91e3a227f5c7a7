"""EndNote's XML, read element by element.

Elements are those of EndNote's own document type (RSXML.dtd), as EndNote, Zotero and Mendeley write
them. Read here because pandoc, which knows the format too, leaves out the DOI, the address, the
edition, the language and the date of access.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import islice

from kb.exchange.draft import Draft
from kb.exchange.endnote import KNOWN, find_type
from kb.exchange.tagged import make_draft
from kb.exchange.tagged_entry import Tag, TaggedEntry
from kb.files.limits import BIBLIOGRAPHY_ENTRIES
from kb.problems.problem import Position, Problem

_TAGS = {
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "J1",
    "alt-periodical/full-title": "J2",
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "A4",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "urls/text-urls/url": "UR",
    "urls/pdf-urls/url": "UR",
    "volume": "VL",
    "number": "M1",
    "issue": "IS",
    "pages": "SP",
    "edition": "ET",
    "publisher": "PB",
    "pub-location": "CY",
    "isbn": "SN",
    "electronic-resource-num": "DO",
    "language": "LA",
    "work-type": "M3",
    "access-date": "Y2",
    "orig-pub": "OP",
    "remote-database-name": "DB",
    "custom7": "C7",
}
"""The tag of RIS for each element of which something is kept."""

_GROUPS = frozenset({"titles", "contributors", "dates", "urls", "periodical", "alt-periodical"})
_ABOUT_THE_FILE = frozenset(
    {"database", "source-app", "rec-number", "foreign-keys", "style", "ref-type", "label"}
)
_BROKEN = {
    "no element found": ": the file ends too early",
    "mismatched tag": ": another element ends than began last",
    "invalid token": ": this character does not belong here",
}


def read_endnote(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read an EndNote XML file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each record, or a problem if the file is no sound XML.
    """
    root = parse_xml(file, text)
    if isinstance(root, Problem):
        return [], [root]
    lines = find_lines(text, "record")
    records = islice(root.iter("record"), BIBLIOGRAPHY_ENTRIES + 1)
    drafts = [
        make_draft(_read_record(record, Position(file, line)), number)
        for number, (record, line) in enumerate(zip(records, lines, strict=False), 1)
    ]
    return drafts, []


def parse_xml(file: str, text: str) -> ET.Element | Problem:
    """Return the root of an XML file, or what is wrong with it.

    A file that declares entities is refused, so that none can grow when it is read, or name another
    file; that is what defusedxml would add.
    """
    if "<!ENTITY" in text:
        return Problem(Position(file), "the file declares entities", "Export it again.")
    try:
        # The text is decoded already, whatever encoding it declares.
        return ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314 - no entities
    except ET.ParseError as error:
        line, column = error.position
        said = next((ours for theirs, ours in _BROKEN.items() if theirs in str(error)), "")
        advice = "Export it again; a file that was edited by hand or cut off cannot be mended here."
        return Problem(Position(file, line, column + 1), f"the XML is broken here{said}", advice)


def find_lines(text: str, element: str) -> Iterator[int]:
    """Yield the line on which each element of a name begins."""
    line, before = 1, 0
    for match in re.finditer(rf"<(?:{element})[\s>/]", text):
        line, before = line + text.count("\n", before, match.start()), match.start()
        yield line


def get_text(element: ET.Element) -> str:
    """Return the words of an element, whatever their style."""
    return "".join(element.itertext()).strip()


def _read_record(record: ET.Element, position: Position) -> TaggedEntry:
    element = record.find("ref-type")
    name = element.get("name", "") if element is not None else ""
    number = get_text(element) if element is not None else ""
    entry = TaggedEntry(find_type(name, number), name or number, KNOWN, position)
    for child in record:
        if child.tag in _ABOUT_THE_FILE:
            continue
        if child.tag in _GROUPS:
            entry.tags += _read_group(child)
        elif text := get_text(child):
            entry.tags.append(Tag(_TAGS.get(child.tag, ""), text, child.tag))
    return entry


def _read_group(group: ET.Element) -> Iterator[Tag]:
    for child in group:
        inner = list(child)
        deeper = inner if inner and inner[0].tag in ("author", "url", "date") else [child]
        for one in deeper:
            path = f"{group.tag}/{child.tag}" + (f"/{one.tag}" if one is not child else "")
            if text := get_text(one):
                yield Tag(_TAGS.get(path, ""), text, child.tag)
