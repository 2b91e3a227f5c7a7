"""CSL JSON, which holds the records' own fields: as Zotero, Mendeley, Crossref and others write it.

Accepted are a list of works, one work, and what Zotero's and Crossref's services wrap them in. A
text may be a list, as Crossref has it, of which the first counts.
"""

import json
import re
from collections.abc import Iterator

from kb.exchange import dates
from kb.exchange.draft import MEDIA, RECORD_TYPES, Draft
from kb.exchange.identifiers import put_addresses, put_doi, put_serials
from kb.exchange.languages import find_language
from kb.exchange.plain_text import to_plain
from kb.files.limits import BIBLIOGRAPHY_ENTRIES, DEPTH, PROBLEMS
from kb.problems.problem import Position, Problem
from kb.records.csl import CslItem

HELD = frozenset(info.alias or name for name, info in CslItem.model_fields.items())
"""The fields that a record has a place for."""

_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "accessed", "original-date")
_PARTS = frozenset({"family", "given", "non-dropping-particle", "suffix", "literal"})
_DECODER = json.JSONDecoder()

_TYPES = {
    "journal-article": "article-journal",
    **dict.fromkeys(["book-chapter", "book-section", "book-part", "book-track"], "chapter"),
    **dict.fromkeys(
        ["monograph", "edited-book", "reference-book", "book-set", "book-series"], "book"
    ),
    "proceedings-article": "paper-conference",
    "proceedings": "book",
    "dissertation": "thesis",
    "posted-content": "article",
    "peer-review": "article",
    "report-component": "report",
    "reference-entry": "entry-encyclopedia",
    "database": "dataset",
    "computer_program": "software",
    "video": "motion_picture",
}
"""The type of CSL for each of Crossref's that is called otherwise."""

_ALIASES = {
    "publisher-location": "publisher-place",
    "journalAbbreviation": "container-title-short",
    "short-container-title": "container-title-short",
    "article-number": "number",
    "event": "event-title",
    "edition-number": "edition",
    "doi": "DOI",
    "url": "URL",
    "collection-number": "number",
}
_NOTHING: tuple[object, ...] = ("", [], {}, None)


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


def draft_of(item: dict[str, object], number: int, position: Position) -> Draft:
    """Return the draft of one item of CSL JSON."""
    key = item.get("id")
    draft = Draft(str(key) if isinstance(key, str | int) else "", number, position)
    fields = {_ALIASES.get(name, name): (name, value) for name, value in item.items()}
    for name, (written, value) in fields.items():
        if value in _NOTHING or name == "id":
            continue
        if name not in HELD:
            draft.unheld.add(written)
        elif name in _NAMES and isinstance(value, list):
            _put_names(draft, name, value)
        elif name in _DATES:
            _put_date(draft, name, written, value)
        else:
            _put_text(draft, name, written, value)
    _join_subtitle(draft, item.get("subtitle"))
    _put_type(draft)
    return draft


def _put_type(draft: Draft) -> None:
    kind = draft.fields.get("type")
    if isinstance(kind, str):
        kind = _TYPES.get(kind, kind)
        draft.fields["type"] = "document" if kind in MEDIA else kind
        if kind in MEDIA:
            draft.put("genre", MEDIA[kind])
        if kind in RECORD_TYPES or kind in MEDIA:
            draft.given = [one for one in draft.given if one[0] != "type"]


def _put_text(draft: Draft, name: str, written: str, value: object) -> None:
    texts = value if isinstance(value, list) and name not in _NAMES else [value]
    texts = [_write_number(one) if _is_number(one) else one for one in texts if one not in _NOTHING]
    if not texts:
        return
    if not all(isinstance(one, str) for one in texts):
        draft.fields[name] = value
        return
    for one in map(str, texts):
        if name == "DOI":
            put_doi(draft, written, one)
        elif name == "URL":
            put_addresses(draft, [(written, one)])
        elif name in ("ISSN", "ISBN"):
            if not put_serials(draft, written, one):
                draft.leave_out(written, one, one, "it is no ISSN or ISBN")
        elif name == "language":
            draft.put(name, find_language(one))
            if not find_language(one):
                draft.leave_out(written, one, one, "the language is not known")
        else:
            draft.put(name, one)
            draft.given.append((written, one))


def _write_number(value: object) -> str:
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _join_subtitle(draft: Draft, subtitle: object) -> None:
    """Crossref writes the subtitle apart, and some publishers in the title as well."""
    title = draft.fields.get("title")
    if not isinstance(title, str) or not isinstance(subtitle, list):
        return
    for one in subtitle:
        if isinstance(one, str) and one.strip() and to_plain(one) not in to_plain(title):
            title = f"{title.rstrip(':')}: {one}"
            draft.given.append(("subtitle", one))
    draft.fields["title"] = title
    draft.unheld.discard("subtitle")


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


# -------------------------------------------------------------------------------------- names


def _put_names(draft: Draft, role: str, people: list[object]) -> None:
    names: list[object] = []
    for person in people:
        match person:
            case dict():
                parts = _read_parts(person)
                if str(parts.get("literal", "")).lower() in ("others", "et al", "et al."):
                    draft.notes.append("complete the names: the file cuts them short with “others”")
                elif parts:
                    draft.given.append((role, " ".join(map(str, parts.values()))))
                    names.append(parts)
            case _:
                names.append(person)
    draft.fields[role] = names


def _read_parts(person: dict[str, object]) -> dict[str, object]:
    parts = {name: part for name, part in person.items() if part and name in _PARTS}
    if isinstance(person.get("name"), str):
        parts.setdefault("literal", person["name"])
    # A name of one word, which Crossref and others put into either part.
    if parts.keys() & {"family", "given", "literal"} == {"given"}:
        parts = {"literal": parts["given"]}
    # A record has one kind of particle: whether it may be dropped is the style's business here.
    dropping = person.get("dropping-particle")
    if isinstance(dropping, str) and dropping:
        both = (dropping, parts.get("non-dropping-particle"))
        parts["non-dropping-particle"] = " ".join(str(part) for part in both if part)
    return parts


# -------------------------------------------------------------------------------------- dates


def _put_date(draft: Draft, name: str, written: str, value: object) -> None:
    text, parts = "", None
    match value:
        case dict():
            parts = value.get("date-parts") or value.get("date_parts")
            text = str(value.get("raw") or value.get("literal") or "")
            for word in ("season", "circa"):
                if value.get(word) and value[word] is not True:
                    draft.given.append((f"{written} {word}", str(value[word])))
                elif value.get(word):
                    draft.notes.append(f"{written}: that it is about this date is left out")
        case str() | int():
            text = str(value)
        case _:
            parts = value
    read: dates.DateParts | None
    if isinstance(parts, list):
        read = _read_parts_of_dates(parts)
        text = text if not read and read is not None else "-".join(map(str, _flatten(parts)))
        if not read and read is not None and text:
            read = dates.parse_date(text)
    else:
        read = dates.parse_date(text) if text else []
    if text:
        draft.given.append((written, text.replace("None", "")))
    if read is None and name != "issued":
        draft.leave_out(written, text, text, "it is no date")
        return
    advice = "Write it as [[2018]], [[2018, 2]] or [[2018, 2, 28]], or take it out."
    draft.put_date(name, read, text, advice)


def _flatten(parts: list[object]) -> list[object]:
    return [one for part in parts for one in (part if isinstance(part, list) else [part])]


def _read_parts_of_dates(parts: list[object]) -> dates.DateParts | None:
    """Read date parts: numbers or texts, of which zeros and nothing mean nothing.

    A month that counts a season (13 to 16, 21 to 24) and an hour after the day are left out.
    """
    if parts and not isinstance(parts[0], list):
        parts = [parts]
    out: dates.DateParts = []
    for date in parts:
        said = (
            [one for one in date if one not in (*_NOTHING, 0, "0", "00")]
            if isinstance(date, list)
            else []
        )
        if not said:
            continue
        text = "-".join(str(one).strip() for one in said[:3])
        if not re.fullmatch(r"\d{1,4}(-\d{1,2}){0,2}", text):
            read = dates.parse_date(" ".join(str(one) for one in said))
            if not read:
                return None
            out += read
        else:
            year, *rest = text.split("-")
            out += dates.parse_date("-".join([year.zfill(4), *rest])) or []
    return out[:2]
