"""From the bytes of a bibliographic file to works, or to everything that is wrong with it.

Read are BibTeX and BibLaTeX, RIS, EndNote's XML and CSL JSON, in UTF-8. Every field that the
records have is kept; what they have no place for is named.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import ValidationError

from kb.exchange import values
from kb.exchange.bibtex_reader import read_bibtex
from kb.exchange.csl_json_reader import read_csl_json
from kb.exchange.draft import RECORD_TYPES, Draft
from kb.exchange.endnote_reader import read_endnote
from kb.exchange.ris_reader import read_ris
from kb.files.limits import BIBLIOGRAPHY_ENTRIES, BIBLIOGRAPHY_TEXT_LENGTH, PROBLEMS
from kb.load.explain import explain
from kb.problems.problem import Position, Problem
from kb.records.csl import CslDate, CslItem, ItemType
from kb.strict_yaml.document import Document, Places, Value
from kb.text.wording import quote_text

_Reader = Callable[[str, str], tuple[list[Draft], list[Problem]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliographic file.

    Attributes:
        name: What messages call it.
        position: Where it begins.
        item: The work.
        notes: What the maintainer should look at, although nothing is wrong.
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
        problems: Everything that is wrong with the others.
        dropped: The file's names of the fields that a record has no place for.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    dropped: tuple[str, ...]


_FORMATS: tuple[tuple[re.Pattern[str], str, _Reader], ...] = (
    (re.compile(r"\s*<"), ".xml", read_endnote),
    (re.compile(r"\s*[\[{]"), ".json", read_csl_json),
    (re.compile(r"^TY\s{1,2}-", re.MULTILINE), ".ris", read_ris),
    (re.compile(r"@\s*\w+\s*[{(]"), ".bib", read_bibtex),
)
"""How each format's content looks, its ending, and what reads it."""

_CORRECT = "Correct it in the file, or take it out."


def read_bibliography(file: str, content: bytes) -> Reading:
    """Read a bibliographic file.

    Args:
        file: Its name, as it is to appear in problems; its ending counts where its content leaves
            the format open.
        content: Its bytes.

    Returns:
        Its entries and what is wrong with it.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 text (byte 0x{content[error.start]:02x})"
        return _return_nothing(
            Position(file, line), message, "Export it again with the encoding UTF-8."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _find_reader(file, text)
    if not text.strip():
        return _return_nothing(Position(file), "the file is empty", "Export it again.")
    if reader is None:
        advice = "Export it as BibTeX (.bib), RIS (.ris), EndNote XML (.xml) or CSL JSON (.json)."
        return _return_nothing(Position(file), "the file's format is not known", advice)
    drafts, problems = reader(file, text)
    if not drafts and not problems:
        return _return_nothing(Position(file), "the file holds no entries", "Export it again.")
    if len(drafts) > BIBLIOGRAPHY_ENTRIES:
        return _return_nothing(
            Position(file), f"there are {len(drafts):,} entries", "Divide the file."
        )
    entries = []
    for draft in drafts:
        if len(problems) > PROBLEMS:
            break
        item = _make_item(draft)
        problems += draft.problems()
        if item:
            entries.append(Entry(draft.name, draft.position, item, tuple(draft.notes)))
    dropped = sorted({name for draft in drafts for name in draft.unheld})
    return Reading(tuple(entries), tuple(sorted(set(problems))), tuple(dropped))


def _find_reader(file: str, text: str) -> _Reader | None:
    by_content = next((read for looks, _, read in _FORMATS if looks.match(text)), None)
    by_ending = next((r for _, ending, r in _FORMATS if file.lower().endswith(ending)), None)
    somewhere = next((read for looks, _, read in _FORMATS[2:] if looks.search(text)), None)
    return by_content or by_ending or somewhere


def _return_nothing(position: Position, message: str, advice: str) -> Reading:
    return Reading((), (Problem(position, message, advice),), ())


def _make_item(draft: Draft) -> CslItem | None:
    """Make the work of a draft; what is wrong with it is added to the draft's mistakes."""
    for name, value in [*draft.fields.items()]:
        if isinstance(value, str) and len(value) > BIBLIOGRAPHY_TEXT_LENGTH:
            most = f"and may have {BIBLIOGRAPHY_TEXT_LENGTH:,} at most"
            draft.mistakes.append((f"its {name} has {len(value):,} characters, {most}", _CORRECT))
            draft.fields[name] = "?"
    draft.fields = {name: _clean(value) for name, value in draft.fields.items()}
    if not draft.fields.get("title"):
        draft.mistakes.append(("it has no title", "Give it one, or take it out of the file."))
    wrong = {*_settle_type(draft), *_settle_dates(draft)}
    _settle_numbers(draft.fields)
    # What is wrong already is left out, so that everything else that is wrong is reported as well.
    valid = {"title": "?", "type": "document"} | {
        name: value for name, value in draft.fields.items() if value and name not in wrong
    }
    value = _freeze(valid)
    try:
        item = CslItem.model_validate(value)
    except ValidationError as error:
        places = Places({(): draft.position}, {})
        document = Document(draft.position.file, value, lambda: places)
        told = explain(error, document, (), CslItem)
        draft.mistakes += [(problem.message, _CORRECT) for problem in told]
        return None
    return None if draft.mistakes else item


def _settle_type(draft: Draft) -> Iterator[str]:
    """Give the work a record's type; yield the field's name if there is none."""
    kind = draft.fields.get("type")
    if isinstance(kind, str) and kind in RECORD_TYPES:
        draft.fields["type"] = RECORD_TYPES[kind]
        return
    yield "type"
    if kind or not draft.mistakes:
        message = f"its type {quote_text(str(kind))} is not known" if kind else "it has no type"
        draft.mistakes.append((message, f"Use one of: {', '.join(get_args(ItemType))}."))


def _settle_dates(draft: Draft) -> Iterator[str]:
    """Yield the name of each date that the calendar does not have."""
    for name in ("issued", "accessed"):
        date = draft.fields.get(name)
        if not isinstance(date, dict):
            continue
        try:
            CslDate.model_validate(_freeze(date))
        except ValidationError:
            parts = date.get("date-parts")
            day = "-".join(map(str, parts[0])) if isinstance(parts, list) and parts else str(date)
            draft.mistakes.append((f"{quote_text(day)} is no date of the calendar", _CORRECT))
            yield name


def _settle_numbers(fields: dict[str, object]) -> None:
    """Write the DOI without its address, and ranges of pages with an en dash."""
    url = fields.get("URL")
    if isinstance(url, str) and "DOI" not in fields and values.is_doi_address(url):
        fields["DOI"] = fields.pop("URL")
    for name, form in (("DOI", values.clean_doi), ("page", values.clean_pages)):
        value = fields.get(name)
        if isinstance(value, str):
            fields[name] = form(value)


def _clean(value: object) -> object:
    """Drop what no text of a record holds: line breaks, doubled spaces, control characters."""
    match value:
        case str():
            legible = "".join(
                character
                for character in value
                if character.isspace() or unicodedata.category(character) not in _ILLEGIBLE
            )
            # A space that does not break is kept: it is part of the text.
            return re.sub(r"[^\S\u00a0\u202f]+", " ", legible).strip()
        case list():
            return [_clean(entry) for entry in value]
        case dict():
            return {name: _clean(entry) for name, entry in value.items()}
        case _:
            return value


_ILLEGIBLE = frozenset({"Cc", "Cs", "Cn", "Co"})


def _freeze(value: object) -> Value:
    """Return plain values as the strict reader of YAML gives them: lists as tuples."""
    match value:
        case list() | tuple():
            return tuple(_freeze(entry) for entry in value)
        case dict():
            return {str(name): _freeze(entry) for name, entry in value.items()}
        case str() | int() | None:
            return value
        case _:
            return str(value)
