"""CSL JSON, which holds the records' own fields."""

import json
import re
from collections.abc import Iterator

from kb.exchange import values
from kb.exchange.draft import Draft
from kb.files.limits import BIBLIOGRAPHY_ENTRIES, BIBLIOGRAPHY_TEXT_LENGTH, DEPTH, PROBLEMS
from kb.problems.problem import Position, Problem
from kb.records.csl import CslItem
from kb.text.wording import quote_text

HELD = frozenset(info.alias or name for name, info in CslItem.model_fields.items())
"""The fields that a record has a place for."""

_NAMES = frozenset({"family", "given", "non-dropping-particle", "suffix", "literal"})
_DECODER = json.JSONDecoder()


def read_csl_json(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a CSL JSON file: a list of items.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each item, and a problem for everything that is none.
    """
    try:
        whole = _clean_up(json.loads(text))
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        position = Position(file, text.count("\n", 0, text.lower().find(half)) + 1)
        advice = "Export the file again, or write what is meant."
        return [], [Problem(position, f"{half} is only half of a character", advice)]
    except (ValueError, RecursionError) as error:
        position, said = Position(file), "it is nested too deeply, or a number is too long"
        if isinstance(error, json.JSONDecodeError):
            position = Position(file, error.lineno, error.colno)
            said = error.msg[0].lower() + error.msg[1:]
        advice = (
            "Export the file again; a file that was edited by hand may lack a comma or a quote."
        )
        return [], [Problem(position, f"the JSON is broken here ({said})", advice)]
    if not isinstance(whole, list):
        advice = "CSL JSON is a list: [ { … }, { … } ]."
        return [], [Problem(Position(file), "the file holds no list of works", advice)]
    drafts: list[Draft] = []
    problems: list[Problem] = []
    line, before = 1, 0
    for number, (start, item) in enumerate(_list_items(text), start=1):
        line, before = line + text.count("\n", before, start), start
        position = Position(file, line)
        if isinstance(item, dict):
            drafts.append(draft_of(item, number, position))
        else:
            advice = "Write each work as { … }, or take it out."
            problems.append(Problem(position, f"entry {number} is no work", advice))
        if len(problems) > PROBLEMS or len(drafts) > BIBLIOGRAPHY_ENTRIES:
            break
    return drafts, problems


def draft_of(item: dict[str, object], number: int, position: Position) -> Draft:
    """Return the draft of one item of CSL JSON."""
    key = item.get("id")
    draft = Draft(str(key) if isinstance(key, str | int) else "", number, position)
    draft.unheld |= {name for name, value in item.items() if value} - HELD - {"id"}
    for name, value in item.items():
        if name not in HELD or value in ("", [], {}, None):
            continue
        match value:
            case list() if name in ("author", "editor"):
                names = [_name(draft, person) for person in value]
                draft.fields[name] = [person for person in names if person is not None]
            case dict() if name in ("issued", "accessed"):
                _put_date(draft, name, value)
            case str() if len(value) <= BIBLIOGRAPHY_TEXT_LENGTH:
                draft.fields[name] = _strip_markup(value)
            case int() if not isinstance(value, bool):
                draft.fields[name] = str(value)
            case _:
                draft.fields[name] = value
    return draft


def _clean_up(value: object) -> object:
    """Return a value as it is.

    Raises:
        RecursionError: Lists and groups lie within each other more often than works need.
        UnicodeEncodeError: A text holds half a character, as JSON can write it.
    """
    level = [value]
    for _ in range(DEPTH):
        level = [
            inner
            for one in level
            if isinstance(one, list | dict)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    if level:
        raise RecursionError
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _list_items(text: str) -> Iterator[tuple[int, object]]:
    """Yield where each item of a valid list begins, and the item."""
    gap = re.compile(r"[\s,]*")
    index = text.index("[") + 1
    while True:
        index = gap.match(text, index).end()  # type: ignore[union-attr] # it matches nothing, too
        if text[index] == "]":
            return
        item, end = _DECODER.raw_decode(text, index)
        yield index, item
        index = end


def _name(draft: Draft, person: object) -> object:
    if not isinstance(person, dict):
        return person
    parts = {name: part for name, part in person.items() if part and name in _NAMES}
    # A record has one kind of particle: whether it may be dropped is the style's business here.
    dropping = person.get("dropping-particle")
    if isinstance(dropping, str) and dropping:
        both = (dropping, parts.get("non-dropping-particle"))
        parts["non-dropping-particle"] = " ".join(str(part) for part in both if part)
    if parts.get("literal") == "others":
        draft.notes.append("complete the names: the file cuts them short with “others”")
        return None
    return parts


def _put_date(draft: Draft, name: str, value: dict[str, object]) -> None:
    parts = value.get("date-parts")
    text = value.get("raw") or value.get("literal") or ""
    draft.unheld |= {f"{name} {word}" for word in ("circa", "season") if value.get(word)}
    read: object
    if isinstance(parts, list) and any(parts):
        read = _parse_whole_numbers(parts)
    else:
        read = values.parse_date(str(text)) if text else []
    if read is None:
        written = parts[0] if isinstance(parts, list) and parts else parts
        date = "-".join(map(str, written)) if isinstance(written, list) else str(written)
        what = quote_text(str(text) or date)
        advice = "Write it as [[2018]], [[2018, 2]] or [[2018, 2, 28]], or take it out."
        draft.mistakes.append((f"{what} is no date", advice))
    elif read:
        draft.fields[name] = {"date-parts": read}


def _parse_whole_numbers(parts: list[object]) -> object:
    """Read date parts, which some programs write as text."""
    try:
        return [[int(part) for part in date] for date in parts if isinstance(date, list)]
    except (TypeError, ValueError, OverflowError):
        return None


def _strip_markup(text: str) -> str:
    """Drop the markup that a text of CSL may hold; a record's text is plain."""
    pattern = re.compile(r"<(i|b|sup|sub|sc|span)(?: [^<>]*)?>(.*?)</\1>", re.DOTALL)
    while (plain := pattern.sub(r"\2", text)) != text:
        text = plain
    return text
