"""One work of CSL JSON, whose fields are those of the records."""

import re

from kb.exchange import dates
from kb.exchange.draft import MEDIA, RECORD_TYPES, Draft
from kb.exchange.identifiers import put_addresses, put_doi, put_serials
from kb.exchange.languages import find_language
from kb.exchange.plain_text import to_plain
from kb.problems.problem import Position
from kb.records.csl import CslItem

HELD = frozenset(info.alias or name for name, info in CslItem.model_fields.items())
"""The fields that a record has a place for."""

_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "accessed", "original-date")
_PARTS = frozenset({"family", "given", "non-dropping-particle", "suffix", "literal"})

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
