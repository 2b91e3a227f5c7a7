"""From what a reader gathered of one entry to the work that a record can hold.

What a reference cannot be without is a mistake where it is missing or cannot be read: its type, its
title, its names. Anything else that a record may not hold is left out, and told at the entry.
"""

import re
from typing import get_args

from pydantic import ValidationError

from kb.exchange import values
from kb.exchange.draft import RECORD_TYPES, Draft
from kb.exchange.guard import describe_lost, list_lost
from kb.exchange.plain_text import LOST, to_plain
from kb.files.limits import BIBLIOGRAPHY_TEXT_LENGTH, ENTRIES
from kb.load.explain import explain
from kb.load.present import Present
from kb.records.csl import CslItem, ItemType
from kb.strict_yaml.document import Document, Places, Value, parse
from kb.text.wording import quote_text

NAMES = ("author", "editor", "translator")
"""The fields that hold names."""

_NEEDED = frozenset({"type", "title", *NAMES})
_CORRECT = "Correct it in the file, or take it out."


def settle(draft: Draft) -> CslItem | None:
    """Make the work of a draft.

    Args:
        draft: What the reader gathered. What is wrong with it is added to its mistakes, what was
            left out to its notes.

    Returns:
        The work, or None if there are mistakes.
    """
    draft.fields = {name: _clean(draft, name, value) for name, value in draft.fields.items()}
    if not draft.fields.get("title"):
        draft.mistakes.append(("it has no title", "Give it one, or take it out of the file."))
    _settle_type(draft)
    _settle_values(draft)
    item = _validate(draft)
    if item is None or draft.mistakes:
        return None
    given = [one for one in draft.given if one not in draft.told and one[0] not in draft.unheld]
    draft.notes += [
        note
        for field, words in list_lost(given, item, latex=draft.latex)
        if (note := describe_lost(field, words)) not in draft.notes
    ]
    return item


def _clean(draft: Draft, name: str, value: object) -> object:
    """Return a value in plain text; what no record may hold is told, and left out."""
    match value:
        case str():
            plain = value if name in ("DOI", "URL") else to_plain(value)
            return _require_legible(draft, name, plain)
        case list():
            if name in NAMES and len(value) > ENTRIES:
                draft.notes.append(f"complete the names: of {len(value):,} the first are kept")
            return [_clean(draft, name, entry) for entry in value[: ENTRIES - 1]]
        case dict():
            cleaned = {key: _clean(draft, name, entry) for key, entry in value.items()}
            return {key: entry for key, entry in cleaned.items() if entry not in ("", None)}
        case _:
            return value


def _require_legible(draft: Draft, name: str, text: str) -> str | None:
    if len(text) > BIBLIOGRAPHY_TEXT_LENGTH:
        most = f"and may have {BIBLIOGRAPHY_TEXT_LENGTH:,} at most"
        wrong = f"its {name} has {len(text):,} characters, {most}"
        if name in _NEEDED:
            draft.mistakes.append((wrong, _CORRECT))
            return "?"
        draft.notes.append(f"{name} is left out: {wrong}")
        return None
    if LOST in text:
        draft.notes.append(f"correct {name}, where a letter was lost: {quote_text(text)}")
    return text.replace(LOST, "?")


def _settle_type(draft: Draft) -> None:
    kind = draft.fields.get("type")
    if isinstance(kind, str) and kind in RECORD_TYPES:
        draft.fields["type"] = RECORD_TYPES[kind]
        return
    draft.fields["type"] = "document"
    if kind or not draft.mistakes:
        message = f"its type {quote_text(str(kind))} is not known" if kind else "it has no type"
        draft.mistakes.append((message, f"Use one of: {', '.join(get_args(ItemType))}."))


def _settle_values(draft: Draft) -> None:
    """Write pages as the records do; a range that runs backward is left to the guard to tell."""
    page = draft.fields.get("page")
    if isinstance(page, str):
        draft.fields["page"] = pages = values.clean_pages(page)
        match = re.fullmatch(r"(\D*)(\d+)–(\D*)(\d+)", pages)
        # 735–43 may stand for 735–743.
        full = match and match[1] == match[3] and len(match[4]) >= len(match[2])
        if match and full and int(match[4]) < int(match[2]):
            del draft.fields["page"]


def _validate(draft: Draft) -> CslItem | None:
    """Return the work; a value that no record may hold is told, and left out if that may be."""
    fields = {
        name: value for name, value in draft.fields.items() if value not in (None, "", [], {})
    }
    if not fields.get("title"):
        fields["title"] = "?"
    for _ in range(len(fields) + 1):
        value = _freeze(fields)
        try:
            return CslItem.model_validate(value)
        except ValidationError as error:
            wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
            told = _explain(draft, value, error)
        if wrong & _NEEDED or not wrong & fields.keys():
            draft.mistakes += [(message, _CORRECT) for message in told]
            return None
        for name in wrong:
            fields.pop(name, None)
        draft.notes += [f"left out: {message}" for message in told]
    return None


def _explain(draft: Draft, value: Value, error: ValidationError) -> list[str]:
    places = Places({(): draft.position}, {})
    document = Document(draft.position.file, value, lambda: places)
    return [
        problem.message for problem in explain(error, document, (), CslItem, Present({}, "", parse))
    ]


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
