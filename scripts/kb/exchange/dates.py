"""Dates as bibliographic files write them: by specifications, by exporters, and by people.

Read is what a record holds: a year, with its month and day, or two of these as a range. Seasons,
hours, second months and the like are not held; that they are left out is told by the guard
(`kb.exchange.guard`), which finds their words nowhere.
"""

import datetime as dt
import re
from functools import lru_cache

from kb.text.folding import fold

DateParts = list[list[int]]

_MONTHS = (
    "january janvier januar janeiro januari enero gennaio jaenner",
    "february fevrier februar fevereiro februari febrero febbraio",
    "march mars maerz marz maart marzo marco mrz",
    "april avril abril aprile",
    "may mai maj mei mayo maggio maio",
    "june juin juni junho junio giugno",
    "july juillet juli julho julio luglio",
    "august aout agosto augustus augusti",
    "september septembre setembro septiembre settembre",
    "october octobre oktober outubro octubre ottobre",
    "november novembre novembro noviembre",
    "december decembre dezember dezembro diciembre dicembre desember",
)
"""The months in the languages of the databases, without accents."""

_NAMES = {name: month for month, names in enumerate(_MONTHS, 1) for name in names.split()}
_SHORTEST = 3
_BEGINNINGS: dict[str, set[int]] = {}
for _name, _month in _NAMES.items():
    for _end in range(_SHORTEST, len(_name) + 1):
        _BEGINNINGS.setdefault(_name[:_end], set()).add(_month)
_LAST_MONTH = 12
_NO_DATE = re.compile(
    r"[\[({\s]*(n\.? ?d\.?|no ?date|undated|unknown|s\.? ?d\.?|[/?–-]+)?[\])}\s.]*", re.IGNORECASE
)
_YEAR = r"(?<!\d)(1[0-9]{3}|2[01][0-9]{2})(?!\d)"
_DAY = r"(?<![\d.])([0-3]?\d)(?:st|nd|rd|th|\.|er)?(?!\d)"

_RIS = re.compile(r"(\d{4})/(\d{0,2})(?:-\d{1,2})?(?:/(\d{0,2})(?:-\d{1,2})?(?:/(.*))?)?")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T\s]+\d\d?:\d\d.*)?[-/?~%]*")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_RANGE_OF_YEARS = re.compile(r"(\d{4})\s*[-–—/]+\s*(\d{4}|\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_EDTF_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2})[?~%\s]*/(\d{4}(?:-\d\d){0,2})[?~%\s]*")


def parse_date(text: str) -> DateParts | None:
    """Read a date: 2018, 2018-02-28, 2018/02/28/, 28 Feb 2018, 2018 Feb-Mar, Spring 2018, c2018.

    Returns:
        CSL's `date-parts`, which are of the calendar; empty if the text says that there is no date,
        None if no year is found in it.
    """
    text = re.sub(r"[\[\]()©{}]", " ", " ".join(text.split())).strip(" .,;")
    if _NO_DATE.fullmatch(text):
        return []
    if parts := _parse_range(text):
        return parts
    for form in (_RIS, _ISO, _COMPACT):
        if match := form.fullmatch(text):
            return _make_parts(*match.groups()[:3])
    if match := _DAY_FIRST.fullmatch(text):
        return _parse_figures(int(match[1]), match[2], int(match[3]), match[4])
    return _parse_words(text)


def parse_day(text: str) -> DateParts | None:
    """Read the day of an access: a date, of which at most the hour is left out."""
    text = re.sub(r"[T/\s]*\d\d?:\d\d(:\d\d)?(\.\d+)?( ?[AP]M)?Z?.*", "", " ".join(text.split()))
    whole = 3
    parts = parse_date(text)
    if not parts or len(parts) > 1 or (len(parts[0]) < whole and re.search(r"[a-z]{3}", text)):
        return None
    figures = len(re.findall(r"\d+", text)) + bool(re.search(r"[^\W\d_]{3}", text))
    return parts if figures <= whole else None


@lru_cache(maxsize=2**10)
def find_month(word: str) -> int | None:
    """Return the month that a word names, whole or cut short, in a language of the databases."""
    word = fold(word).strip(".")
    if word in _NAMES:
        return _NAMES[word]
    months = _BEGINNINGS.get(word, set())
    return next(iter(months)) if len(months) == 1 else None


def add_month(parts: DateParts, text: str) -> DateParts:
    """Return a date of which only the year is known with the month, and the day, that a text names.

    Args:
        parts: The year.
        text: 3, March, Mar., MAR 15, 15 March, MAR-APR, 03/15 or a whole date of the same year.
    """
    if len(parts) != 1 or len(parts[0]) != 1:
        return parts
    year = parts[0][0]
    if match := re.fullmatch(r"\s*(\d{1,2})(?:\s*[-/]\s*(\d{1,2}))?\s*", text):
        return _make_parts(str(year), match[1], match[2])
    if re.search(_YEAR, text):
        whole = parse_date(text)
        return whole if whole and whole[0][0] == year else parts
    return _parse_words(f"{text} {year}") or parts


def _parse_range(text: str) -> DateParts | None:
    """Read two years, or two dates as BibLaTeX has them, of which the second is the later one."""
    if match := _EDTF_RANGE.fullmatch(text):
        both = [parts for side in match.groups() for parts in _make_parts(*side.split("-"))]
        if len(both) < 2:  # noqa: PLR2004 - one of the two is none
            return both
        return both if both[0] < both[1] else both[:1]
    if not (match := _RANGE_OF_YEARS.fullmatch(text)):
        return None
    first, last = match.groups()
    short = len(last) < len(first)
    if short and (int(last) <= _LAST_MONTH or _is_season(int(last)) or text[4] == "/"):
        return None
    last = first[: len(first) - len(last)] + last
    return [[int(first)], [int(last)]] if int(first) < int(last) else [[int(first)]]


def _is_season(month: int) -> bool:
    """Tell whether a month is a season, which EDTF and CSL count like months."""
    return month in (13, 14, 15, 16, *range(21, 42))


def _make_parts(year: str, month: str | None = None, day: str | None = None) -> DateParts:
    """Return as much of a date as the calendar has."""
    parts = [int(year)] if int(year) else []
    for part in (month, day):
        if not part or not int(part) or not parts:
            break
        try:
            dt.date(*[*parts, int(part), 1][:3])
        except ValueError:
            break
        parts.append(int(part))
    return [parts] if parts else []


def _parse_figures(first: int, mark: str, second: int, year: str) -> DateParts:
    """Read 28.2.2018, 28/02/2018 or 2/28/2018; which of 2/3/2018 is the month cannot be told."""
    if mark == "." or first > _LAST_MONTH:
        return _make_parts(year, str(second), str(first))
    if second > _LAST_MONTH:
        return _make_parts(year, str(first), str(second))
    return _make_parts(year, str(first), str(first)) if first == second else _make_parts(year)


def _parse_words(text: str) -> DateParts | None:
    """Find the year, the first month that is named, and the day beside it."""
    found = re.search(rf"(?<![\w-])c?a?\.?\s?{_YEAR}[a-z]?(?!\w)", text)
    if not found:
        return None
    rest = f"{text[: found.start()]} | {text[found.end() :]}"
    for word in re.finditer(r"[^\W\d_]{3,}\.?", rest):
        if month := find_month(word[0]):
            before = re.search(
                rf"{_DAY}(?:\s?[-–&]\s?[0-3]?\d\.?)?[\s~-]*(?:de |of )?$", rest[: word.start()]
            )
            after = re.match(rf"[\s~-]*{_DAY}(?!:)", rest[word.end() :])
            day = before or after
            return _make_parts(found[1], str(month), day[1] if day else None)
    return [[int(found[1])]]
