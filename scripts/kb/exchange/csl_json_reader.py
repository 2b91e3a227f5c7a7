"""CSL JSON, which holds the records' own fields: as Zotero, Mendeley, Crossref and others write it.

Accepted are a list of works, one work, and what Zotero's and Crossref's services wrap them in. A
text may be a list, as Crossref has it, of which the first counts.
"""

import json
import re
from collections.abc import Iterator

from kb.exchange.csl_json_item import draft_of
from kb.exchange.draft import Draft
from kb.files.limits import BIBLIOGRAPHY_ENTRIES, DEPTH, PROBLEMS
from kb.problems.problem import Position, Problem

_DECODER = json.JSONDecoder()


def read_csl_json(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a CSL JSON file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each item, and a problem for everything that is none.
    """
    try:
        whole = _require_valid(json.loads(text))
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
    items = _find_items(whole)
    if items is None:
        advice = "CSL JSON is a list: [ { … }, { … } ]."
        return [], [Problem(Position(file), "the file holds no list of works", advice)]
    if any(isinstance(one, dict) and "itemType" in one for one in items[:5]):
        advice = "Choose “CSL JSON” when you export from Zotero."
        message = "the file is Zotero’s own JSON, a format that is not read"
        return [], [Problem(Position(file), message, advice)]
    lines = _find_lines(text) if items is whole else iter(())
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        position = Position(file, next(lines, 1))
        if isinstance(item, dict):
            drafts.append(draft_of(item, number, position))
        else:
            advice = "Write each work as { … }, or take it out."
            problems.append(Problem(position, f"entry {number} is no work", advice))
        if len(problems) > PROBLEMS or len(drafts) > BIBLIOGRAPHY_ENTRIES:
            break
    return drafts, problems


def _find_items(whole: object) -> list[object] | None:
    """Return the works of a file, however they are wrapped."""
    match whole:
        case list():
            return whole
        case {"message": inner} | {"items": list() as inner} | {"references": list() as inner}:
            return _find_items(inner)
        case {"type": str()} | {"title": str() | list()}:
            return [whole]
        case dict() if whole and all(isinstance(v, dict) and "type" in v for v in whole.values()):
            return [{"id": key} | value for key, value in whole.items()]
        case _:
            return None


def _require_valid(value: object) -> object:
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


def _find_lines(text: str) -> Iterator[int]:
    """Yield the line on which each item of a valid list begins."""
    gap = re.compile(r"[\s,]*")
    index = text.index("[") + 1
    line, before = 1, 0
    while True:
        index = gap.match(text, index).end()  # type: ignore[union-attr] # it matches nothing, too
        if text[index] == "]":
            return
        line, before = line + text.count("\n", before, index), index
        yield line
        index = _DECODER.raw_decode(text, index)[1]
