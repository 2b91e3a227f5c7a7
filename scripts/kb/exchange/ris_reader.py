"""RIS files, read tag by tag.

Tags are those of `kb.exchange.ris`, with the older ones that publishers still write. Read here
because neither pandoc nor rispy would do: pandoc leaves out addresses, series, places and the date
of access and takes the name of a body apart, and rispy does not say on which line an entry is.
"""

import re
from collections.abc import Iterator

from kb.exchange import values
from kb.exchange.draft import Draft
from kb.exchange.ris import TYPES
from kb.problems.problem import Position, Problem
from kb.text.wording import quote_text

_TAG = re.compile(r"([A-Z][A-Z0-9])\s{1,2}-(?:\s|$)(.*)")

_TYPES = {tag: kind for kind, tag in TYPES.items()} | {
    **dict.fromkeys(("EJOUR", "INPR", "ABST"), "article-journal"),
    **dict.fromkeys(("EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("ECHAP", "ENCYC", "DICT"), "chapter"),
    **dict.fromkeys(("GOVDOC", "STAND"), "report"),
    **dict.fromkeys(("BLOG", "ICOMM", "WEB"), "webpage"),
    "CONF": "paper-conference",
    "DBASE": "dataset",
    "MANSCPT": "article",
    "PAMP": "document",
}

_TEXTS = {
    **dict.fromkeys(("TI", "T1"), "title"),
    **dict.fromkeys(("T2", "JF", "JO", "BT", "JA", "J1", "J2"), "container-title"),
    "T3": "collection-title",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "C7": "number",
    "PB": "publisher",
    **dict.fromkeys(("CY", "PP"), "publisher-place"),
    "DO": "DOI",
    "UR": "URL",
    "LA": "language",
}
"""Tags that hold a text, the better ones first: the first that is there counts."""

_OTHERS = "TY ID ER AU A1 A2 ED M1 M3 PY Y1 DA Y2 SP EP SN"
READ = frozenset((*_TEXTS, *_OTHERS.split(" ")))
"""Every tag of which something is kept."""

_Tags = dict[str, list[str]]


def read_ris(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a RIS file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each record that begins and ends, and a problem for everything that does not.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    tags: _Tags | None = None
    start = Position(file)
    last: list[str] = []
    for line, content in enumerate(text.split("\n"), start=1):
        match = _TAG.fullmatch(content.rstrip())
        if not match:
            if tags is not None and last and content.strip():
                last[-1] = f"{last[-1]} {content.strip()}"
            elif content.strip():
                problems.append(_report_outside(Position(file, line), content))
            continue
        tag, value = match[1], match[2].strip()
        if tag == "TY":
            if tags is not None:
                problems.append(_report_endless(start, tags, len(drafts) + 1))
            tags, start = {}, Position(file, line)
        if tags is None:
            problems.append(_report_outside(Position(file, line), content))
        elif tag == "ER":
            drafts.append(_draft(tags, len(drafts) + 1, start))
            tags = None
        else:
            last = tags.setdefault(tag, [])
            last.append(value)
    if tags is not None:
        problems.append(_report_endless(start, tags, len(drafts) + 1))
    return drafts, problems


def _draft(tags: _Tags, number: int, position: Position) -> Draft:
    draft = Draft("".join(tags.get("ID", [])[:1]), number, position)
    draft.unheld |= {tag for tag, texts in tags.items() if any(texts)} - READ
    word = tags["TY"][0]
    kind = _TYPES.get(word.upper())
    for tag, name in _TEXTS.items():
        for text in tags.get(tag, [])[:1]:
            draft.put(name, text)
    if kind is None:
        known = ", ".join(TYPES.values())
        draft.mistakes.append(
            (f"its type {quote_text(word)} is not known", f"Use one of: {known}.")
        )
        return draft
    draft.fields["type"] = kind
    _number_and_genre(draft, tags, kind)
    _put_names(draft, tags, edited=word == "EDBOOK")
    _put_dates(draft, tags)
    for text in tags.get("SN", []):
        draft.put(*values.parse_serial(text))
    draft.put("page", _join_pages(tags))
    return draft


def _number_and_genre(draft: Draft, tags: _Tags, kind: str) -> None:
    article = kind.startswith("article-")
    for text in tags.get("M3", []):
        # Some publishers write the DOI here.
        if values.clean_doi(text).startswith("10."):
            draft.put("DOI", text)
        elif article:
            draft.unheld.add("M3")
        else:
            draft.put("genre", text)
    for text in tags.get("M1", []):
        if article:
            draft.unheld.add("M1")
        else:
            draft.put("number", text)


def _put_names(draft: Draft, tags: _Tags, *, edited: bool) -> None:
    authors = tags.get("AU", []) + tags.get("A1", [])
    second = tags.get("A2", [])
    editors = tags.get("ED", [])
    if edited:
        authors, editors = [], authors + editors
    if draft.fields["type"] in ("chapter", "paper-conference") or not authors:
        editors = second + editors
    elif second:
        draft.unheld.add("A2")
    for field, texts in (("author", authors), ("editor", editors)):
        names = [values.parse_name(text) for text in texts if text]
        if names:
            draft.fields[field] = names


def _put_dates(draft: Draft, tags: _Tags) -> None:
    years = [text for tag in ("PY", "Y1") for text in tags.get(tag, []) if text]
    days = [text for text in tags.get("DA", []) if text]
    # DA is more exact than PY, unless it is the date of something else or only a day and a month.
    exact = [day for day in days if re.search(r"\d{4}", day) and (not years or years[0][:4] in day)]
    accessed = [text for text in tags.get("Y2", []) if text]
    for field, texts in (("issued", exact or years), ("accessed", accessed)):
        if not texts:
            continue
        parts = values.parse_date(texts[0])
        if parts is None and field == "issued" and years:
            parts = values.parse_date(years[0])
        if parts is None:
            advice = "Write it as 2018, 2018/02 or 2018/02/28, or take it out."
            draft.mistakes.append((f"{quote_text(texts[0])} is no date", advice))
        elif parts:
            draft.fields[field] = {"date-parts": parts}


def _join_pages(tags: _Tags) -> str | None:
    first, last = (next(iter(tags.get(tag, [])), "") for tag in ("SP", "EP"))
    return f"{first}–{last}" if first and last and last != first else first or last or None


def _report_outside(position: Position, content: str) -> Problem:
    return Problem(
        position,
        f"{quote_text(content.strip())} stands outside of every entry",
        "An entry begins with a line `TY  - ` and its type, and ends with `ER  - `.",
    )


def _report_endless(position: Position, tags: _Tags, number: int) -> Problem:
    name = next(_list_called(tags), "")
    called = f"entry {quote_text(name)}" if name else f"entry {number}"
    return Problem(
        position,
        f"{called} has no end",
        "End it with a line `ER  - `; if the file was cut off, export it again.",
    )


def _list_called(tags: _Tags) -> Iterator[str]:
    for tag in ("ID", "TI", "T1"):
        yield from (text for text in tags.get(tag, []) if text)
