"""Numbers and lists in words: whatever a page counts is counted here, never typed."""

import datetime as dt
import re
from collections.abc import Sequence

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_LONGEST = 60
"""So many characters of the data a message quotes at most."""


def number(count: int) -> str:
    """Write a count in words up to twelve, in figures above."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else str(count)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun: "one finding", "six findings"."""
    return f"{number(count)} {singular if count == 1 else plural or f'{singular}s'}"


def write_ordinal(place: int) -> str:
    """Write a place in a row: "1st", "2nd", "11th"."""
    teens = place % 100 in (11, 12, 13)
    return f"{place}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def day(date: dt.date) -> str:
    """Write a day as a reader does: "23 November 2026"."""
    return f"{date.day} {date:%B %Y}"


def join_names(names: Sequence[str]) -> str:
    """Join names as a sentence does: "Brian, Lisa and Amy"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def join_first(names: Sequence[str], most: int) -> str:
    """Join the first of many names by commas, and say how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def capitalised(text: str) -> str:
    """Begin a sentence with `text`, leaving its other letters as they are."""
    return text[:1].upper() + text[1:]


def split_paragraphs(text: str) -> list[str]:
    """Split prose into its paragraphs: a line break in a record's text begins a new one."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def unquote_text(text: str) -> str:
    """Take off the quotation marks around a text, where they are around the whole of it."""
    return text[1:-1].strip() if _AROUND.fullmatch(text) else text


_AROUND = re.compile(r"“[^“”]+”|‘[^‘]+’|\"[^\"]+\"|'[^']+'", re.DOTALL)


def quote_text(text: str) -> str:
    """Quote a piece of the data in a message: on one line, and shortened if it is long."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}'"
