"""BibTeX and BibLaTeX, read by pandoc; bibtexparser says which entries there are, and where.

pandoc knows LaTeX, names and dates best, but leaves out what it cannot use without a word, and
sets titles in lower case, names of places included. So it reads twice: once as it does, and once
in a language whose titles it leaves alone.
"""

import json
import logging
import os
import re
import subprocess
from collections.abc import Mapping

import pypandoc
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock

from kb.exchange.csl_json_reader import HELD, draft_of
from kb.exchange.draft import RECORD_TYPES, Draft
from kb.files.limits import PANDOC_MEGABYTES, PANDOC_SECONDS
from kb.problems.problem import Position, Problem
from kb.text.wording import quote_text

_READ = """
author editor title subtitle titleaddon journal journaltitle booktitle series publisher institution
school organization howpublished address location year month day date volume number issue pages eid
edition type doi url urldate isbn issn langid hyphenation crossref xdata entrysubtype options
"""
READ = frozenset(_READ.split())
"""Every field of which something is kept."""

# It logs what it also returns.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

# pandoc exchanges a file's quotation marks for others, unless they look like none.
_HIDDEN = {mark: chr(0xE000 + i) for i, mark in enumerate("‘’“”„«»")}
_SHOWN = {hidden: mark for mark, hidden in _HIDDEN.items()}

_BEGINNING = re.compile(r"@\s*\w+\s*[{(]\s*([^,\s{}]*)")
_TITLES = ("title", "container-title", "collection-title")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_NO_DATE = re.compile(r"[{(\s]*(n\.? ?d\.?|no date)?[})\s]*", re.IGNORECASE)
_UNREADABLE = {
    "Unexpected block start": "its braces or quotation marks are not all closed",
    "Unexpectedly reached end of file": "its braces or quotation marks are not all closed",
    "Expected comma after entry key": "there is no comma after its key",
}
_CLOSE = "Check its braces, quotation marks and commas, or take it out of the file."


def read_bibtex(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a BibTeX or BibLaTeX file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each entry, and a problem for each that cannot be read.
    """
    blocks = parse_string(text).blocks
    entries: list[Entry] = []
    problems: list[Problem] = []
    for block in blocks:
        match block:
            case Entry(key=""):
                position = Position(file, (block.start_line or 0) + 1)
                advice = "Write one after the brace: @book{sample2000, …"
                problems.append(Problem(position, "an entry has no key", advice))
            case Entry():
                entries.append(block)
            case DuplicateBlockKeyBlock(ignore_error_block=Entry() as entry):
                entries.append(entry)
            case ParsingFailedBlock():
                problems.append(_report_unreadable(file, block))
    if problems:
        return [], problems
    read = _run_pandoc(file, text, "en_US.UTF-8", entries)
    if isinstance(read, Problem):
        return [], [read]
    # Only the language of an entry itself could still have its titles changed.
    neutral = re.sub(r"(?i)\b(langid|hyphenation)(?=\s*=)", r"x-\1", text)
    as_written = _run_pandoc(file, neutral, "de_DE.UTF-8", entries)
    if isinstance(as_written, Problem):
        return [], [as_written]
    for item, original in zip(read, as_written, strict=True):
        item.update({name: original[name] for name in _TITLES if name in original})
    return _match_entries(file, entries, read)


def _match_entries(
    file: str, entries: list[Entry], items: list[dict[str, object]]
) -> tuple[list[Draft], list[Problem]]:
    """Find for each entry what pandoc made of it; both are in the order of the file."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    left = iter(items)
    item = next(left, None)
    for number, entry in enumerate(entries, start=1):
        position = Position(file, (entry.start_line or 0) + 1)
        if item is None or item.get("id") != entry.key:
            message = f"entry {quote_text(entry.key)} cannot be read: nothing is found in it"
            problems.append(Problem(position, message, _CLOSE))
            continue
        drafts.append(_draft(entry, item, number, position))
        item = next(left, None)
    return drafts, problems


def _draft(entry: Entry, item: dict[str, object], number: int, position: Position) -> Draft:
    source = {field.key.lower(): str(field.value) for field in entry.fields}
    kind = item.get("type")
    if not kind and entry.entry_type.lower() == "misc":
        item["type"] = "webpage" if "url" in source or "howpublished" in source else "document"
    _fix(item, source)
    # pandoc's own additions are no fields of the file.
    draft = draft_of({name: item[name] for name in item if name in {"id", *HELD}}, number, position)
    draft.unheld |= {name for name, text in source.items() if text.strip()} - READ
    if item.get("type") not in RECORD_TYPES:
        draft.fields.pop("type", None)
        what = quote_text(f"@{entry.entry_type}")
        draft.mistakes.append((f"its type {what} is not known", f"Use one of: {_TYPES}."))
    given = source.get("date") or source.get("year") or ""
    if "issued" not in draft.fields and not _NO_DATE.fullmatch(given):
        advice = "Write `year = {2018}`, or take it out; a work in press has no date yet."
        draft.mistakes.append((f"{quote_text(given)} is no date", advice))
    if "language" not in draft.fields and _CODE.fullmatch(source.get("language", "")):
        draft.fields["language"] = source["language"]
        draft.unheld.discard("language")
    return draft


_TYPES = "@article, @book, @incollection, @inproceedings, @techreport, @phdthesis, @misc"


def _fix(item: dict[str, object], source: dict[str, str]) -> None:
    """Put right what pandoc reads otherwise than a record means it."""
    if "collection-number" in item:
        item.setdefault("number", item["collection-number"])
    if "eid" in source:
        item.setdefault("number", source["eid"])
    publisher = str(item.get("publisher", ""))
    if re.match(r"https?://\S+$", publisher):
        item.setdefault("URL", publisher)
        del item["publisher"]
    genre = source.get("type")
    if item.get("type") == "thesis" and genre == "Thesis":
        del item["genre"]  # see `kb.exchange.bibtex`


def _run_pandoc(
    file: str, text: str, language: str, entries: list[Entry]
) -> list[dict[str, object]] | Problem:
    memory = ("+RTS", f"-M{PANDOC_MEGABYTES}m", "-RTS")
    try:
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), *memory, "--from=biblatex", "--to=csljson"],
            input=_find_marks(text, _HIDDEN).encode(),
            capture_output=True,
            check=False,
            env=os.environ | {"LANG": language},
            timeout=PANDOC_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Problem(Position(file), "reading the file takes too long", "Divide it.")
    if done.returncode:
        return _report_broken(file, done.stderr.decode("utf-8", "replace"), entries)
    items: list[dict[str, object]] = json.loads(done.stdout)
    for item in items:
        for role in ("author", "editor"):
            # pandoc makes apostrophes round, as LaTeX prints them.
            names = json.dumps(item.get(role, []), ensure_ascii=False)
            item[role] = json.loads(names.replace("’", "'"))
    return [json.loads(_find_marks(json.dumps(item, ensure_ascii=False), _SHOWN)) for item in items]


def _find_marks(text: str, marks: Mapping[str, str]) -> str:
    return "".join(marks.get(character, character) for character in text)


def _report_broken(file: str, said: str, entries: list[Entry]) -> Problem:
    """Say in plain words where pandoc gave up: Error at "…" (line 3, column 4): unexpected '@'."""
    match = re.search(r"\(line (\d+), column (\d+)\):\s*(?:unexpected (.*))?", said)
    if not match:
        return Problem(Position(file), "the file cannot be read", "Export it again as BibTeX.")
    line, column = int(match[1]), int(match[2])
    before = [entry.key for entry in entries if (entry.start_line or 0) < line]
    where = f"entry {quote_text(before[-1])}" if before else "the file"
    what = match[3] or "what stands here"
    message = f"{where} cannot be read: {what} does not belong here"
    return Problem(Position(file, line, column), message, _CLOSE)


def _report_unreadable(file: str, block: ParsingFailedBlock) -> Problem:
    position = Position(file, (block.start_line or 0) + 1)
    beginning = _BEGINNING.match(block.raw or "")
    name = f"entry {quote_text(beginning[1])}" if beginning and beginning[1] else "an entry"
    said = str(getattr(block.error, "abort_reason", block.error) or "")
    if getattr(block, "duplicate_keys", None):
        twice = ", ".join(sorted(block.duplicate_keys))  # type: ignore[attr-defined] # as asked for
        return Problem(position, f"{name}: {twice} is given twice", "Keep one of the two.")
    reason = next((ours for theirs, ours in _UNREADABLE.items() if theirs in said), "")
    message = f"{name} cannot be read{f': {reason}' if reason else ''}"
    return Problem(position, message, _CLOSE)
