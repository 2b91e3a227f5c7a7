"""From the bytes of a bibliographic file to works, or to everything that is wrong with it.

Read are BibTeX and BibLaTeX, RIS, EndNote's XML and tagged files, PubMed's tagged files and XML,
and CSL JSON. Every field that the records have is kept; what they have no place for is named.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kb.exchange.formats import ENDINGS, find_reader, name_other
from kb.exchange.settling import settle
from kb.files.limits import BIBLIOGRAPHY_ENTRIES, PROBLEMS
from kb.problems.problem import Position, Problem
from kb.records.csl import CslItem


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliographic file.

    Attributes:
        name: What messages call it.
        position: Where it begins.
        item: The work.
        notes: What the maintainer should look at, and what was left out.
    """

    name: str
    position: Position
    item: CslItem
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a bibliographic file holds.

    Attributes:
        entries: Its entries in their order, those that are valid.
        problems: What is wrong with the others, a hundred problems at most.
        dropped: The file's names of the fields that a record has no place for.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    dropped: tuple[str, ...]


def read_bibliography(file: str, content: bytes) -> Reading:
    """Read a bibliographic file.

    Args:
        file: Its name, as it is to appear in problems; its ending counts where its content leaves
            the format open.
        content: Its bytes.

    Returns:
        Its entries and what is wrong with it.
    """
    with _without_collection():
        return _read(file, content)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep Python from looking for circles among thousands of entries: a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read(file: str, content: bytes) -> Reading:
    text = _decode(content)
    if text is None:
        return _report_encoding(file, content)
    if not text.strip():
        return _return_nothing(Position(file), "the file is empty", "Export it again.")
    reader = find_reader(file, text)
    if reader is None:
        other = name_other(text)
        what = f"the file is {other}, a format that is not read" if other else ""
        advice = f"Export it as {ENDINGS}; Zotero opens most formats, and exports these."
        return _return_nothing(Position(file), what or "the file's format is not known", advice)
    drafts, problems = reader(file, text)
    if not drafts and not problems:
        return _return_nothing(Position(file), "the file holds no entries", "Export it again.")
    if len(drafts) > BIBLIOGRAPHY_ENTRIES:
        return _return_nothing(
            Position(file),
            f"there are more than {BIBLIOGRAPHY_ENTRIES:,} entries",
            "Divide the file.",
        )
    entries = []
    for draft in drafts:
        if len(problems) > PROBLEMS:
            break
        item = settle(draft)
        problems += draft.problems()
        if item:
            notes = tuple(dict.fromkeys(draft.notes))
            entries.append(Entry(draft.name, draft.position, item, notes))
    dropped = sorted({name for draft in drafts for name in draft.unheld if name})
    return Reading(tuple(entries), tuple(sorted(set(problems))[:PROBLEMS]), tuple(dropped))


def _decode(content: bytes) -> str | None:
    """Return a file's text: UTF-8, or what it says itself to be; ends of lines are made one."""
    encoding = "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif match := re.match(rb"\s*<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]{3,20})", content):
        declared = match[1].decode().lower()
        encoding = declared if declared in ("iso-8859-1", "windows-1252") else encoding
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _report_encoding(file: str, content: bytes) -> Reading:
    try:
        content.decode("utf-8-sig")
        place = 0
    except UnicodeDecodeError as error:
        place = error.start
    line = content.count(b"\n", 0, place) + 1
    message = f"the file is not UTF-8 text (byte 0x{content[place]:02x})"
    return _return_nothing(
        Position(file, line), message, "Export it again with the encoding UTF-8."
    )


def _return_nothing(position: Position, message: str, advice: str) -> Reading:
    return Reading((), (Problem(position, message, advice),), ())
