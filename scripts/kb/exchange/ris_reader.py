"""RIS files, read tag by tag.

What tags mean is said in `kb.exchange.tagged`. Read here because neither pandoc nor rispy would do:
pandoc leaves out addresses, series, places and the date of access and takes the name of a body
apart, and rispy knows neither lines nor types, and joins a longer tag to the value before it.
"""

import re
from collections.abc import Iterable

from kb.exchange.draft import Draft
from kb.exchange.endnote import find_type
from kb.exchange.tagged import make_draft
from kb.exchange.tagged_entry import Tag, TaggedEntry
from kb.exchange.tagged_types import KNOWN
from kb.files.limits import BIBLIOGRAPHY_ENTRIES
from kb.problems.problem import Position, Problem
from kb.text.wording import quote_text

_TAG = re.compile(r"\s{0,2}([A-Z][A-Z0-9])\s{1,2}[-–](?:\s|$)(.*)")
_LONG_TAG = re.compile(r"([A-Z][A-Z0-9]{2,5})\s{0,2}-\s(.*)")
"""Tags of other formats, which databases mix in: PMID, PMCID, DOI, ISSN."""

_LONG = {"DOI": "DO", "ISSN": "SN", "EISSN": "SN", "ISBN": "SN"}
_TEXTS = frozenset({"AB", "N1", "N2", "KW", "RN", "AD", "C1", "C2"})
"""Tags whose text often goes on, so that a longer tag is more likely a word of it."""

_WORKS = frozenset({"AU", "A1", "TI", "T1"})
_NUMBERING = re.compile(r"<?\s*\d+\s*[.)>]?")


def read_ris(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a RIS file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each record that begins, and a problem where one is cut off, or where what
        belongs to a record stands before its beginning.
    """
    entries: list[TaggedEntry] = []
    outside: list[str] = []
    early: list[int] = []
    entry: TaggedEntry | None = None
    for line, content in enumerate(text.split("\n"), start=1):
        tag = _read_tag(content, entry)
        if not content.strip():
            continue
        if tag and tag.tag == "TY":
            entries += _close(entry)
            entry = _open(tag, Position(file, line), outside)
            outside = []
        elif entry is None:
            early += [line] if tag and tag.tag in _WORKS else []
            outside += [] if _NUMBERING.fullmatch(content.strip()) or _ends(tag) else [content]
        elif _ends(tag):
            entries.append(entry)
            entry = None
        else:
            _add(entry, tag, content)
        if len(entries) > BIBLIOGRAPHY_ENTRIES:
            break
    if entries:
        entries[-1].notes += _describe_outside(outside)
    problems = [_report_early(Position(file, early[0]), len(early))] if early else []
    drafts = [make_draft(one, number) for number, one in enumerate(entries, start=1)]
    if entry:
        problems.append(_report_endless(entry, len(drafts) + 1))
    return drafts, problems


def _open(tag: Tag, position: Position, outside: list[str]) -> TaggedEntry:
    """Begin an entry; what stands before it belongs to none."""
    # Some programs write EndNote's name of the type.
    word = find_type(tag.text) or tag.text
    return TaggedEntry(word, tag.text, KNOWN, position, notes=_describe_outside(outside))


def _close(entry: TaggedEntry | None) -> list[TaggedEntry]:
    """End an entry where the next begins; if one is open, it has no end of its own."""
    if entry is None:
        return []
    entry.notes.append("it has no end (a line `ER  - `): look if anything is missing")
    return [entry]


def _add(entry: TaggedEntry, tag: Tag | None, content: str) -> None:
    """Add a field to an entry, or a line to its last field."""
    if tag:
        entry.tags.append(tag)
    elif entry.tags:
        entry.tags[-1].text += f"\n{content.strip()}"


def _ends(tag: Tag | None) -> bool:
    return tag is not None and tag.tag == "ER"


def _read_tag(content: str, entry: TaggedEntry | None) -> Tag | None:
    if match := _TAG.fullmatch(content.rstrip()):
        return Tag(match[1], match[2].strip(), match[1])
    match = _LONG_TAG.fullmatch(content.rstrip())
    goes_on = entry is not None and bool(entry.tags) and entry.tags[-1].tag in _TEXTS
    if match and (not goes_on or match[1] in _LONG):
        return Tag(_LONG.get(match[1], match[1]), match[2].strip(), match[1])
    return None


def _describe_outside(lines: Iterable[str]) -> list[str]:
    """Say which lines beside an entry belong to none."""
    first, *others = [*lines, ""]
    more = len(others) - 1
    if not first:
        return []
    rest = f" and {more} more beside it" if more > 0 else ""
    return [f"outside of every entry, left out: {quote_text(first.strip())}{rest}"]


def _report_early(position: Position, count: int) -> Problem:
    return Problem(
        position,
        f"tags stand before TY: {count} with a title or a name of no entry, from here on",
        "An entry begins with a line `TY  - ` and its type, and ends with `ER  - `.",
    )


def _report_endless(entry: TaggedEntry, number: int) -> Problem:
    name = next((one.text for one in entry.find("ID", "TI", "T1")), "")
    called = f"entry {quote_text(name)}" if name else f"entry {number}"
    return Problem(
        entry.position,
        f"{called} has no end",
        "End it with a line `ER  - `; if the file was cut off, export it again.",
    )
