"""Dates, names, DOIs and page ranges as bibliographic files write them."""

import re
from urllib.parse import unquote

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NO_DATE = re.compile(r"\(?(n\.? ?d\.?|no date)\)?", re.IGNORECASE)
_FIGURES = re.compile(r"(\d{4})(?:[-/.](\d{1,2})?)?(?:[-/.](\d{1,2})?)?[-/]?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?=10\.)", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")

DateParts = list[list[int]]


def parse_date(text: str) -> DateParts | None:
    """Read a date: 2018, 2018-02-28, 2018/02/28/, 2018///, 28 Feb 2018, February 28, 2018.

    Returns:
        CSL's `date-parts`; empty if the text says that there is no date, None if it says something
        else. Whether the calendar has the day is left to the record.
    """
    text = " ".join(text.split())
    if _NO_DATE.fullmatch(text):
        return []
    if match := _FIGURES.fullmatch(text):
        year, month, day = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    if month and not month.isdigit():
        if month[:3].lower() not in _MONTHS:
            return None
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    parts = [int(year)]
    for part in (month, day):
        if not part:
            break
        parts.append(int(part))
    return [parts]


def parse_name(text: str) -> dict[str, str]:
    """Read a name: Family, Given, Suffix; the name of a body has no comma or ends with one.

    A body's own comma is doubled (EndNote's rule, see `kb.exchange.ris`).
    """
    text = " ".join(text.split())
    if ",," in text or text.endswith(",") or "," not in text:
        return {"literal": text.removesuffix(",").replace(",,", ",")}
    family, *rest = (part.strip() for part in text.split(","))
    given, suffix = [*rest, ""][:2]
    parts = {"family": family, "given": given, "suffix": suffix} | _split_particle(family)
    return {key: part for key, part in parts.items() if part}


def _split_particle(family: str) -> dict[str, str]:
    """Part the small words before a family name from it: van den Berg."""
    match = re.fullmatch(r"((?:[^\W\d_A-Z][\w'’]*\s)+)(\S.*)", family)
    if not match or not match[1].islower() or match[2][0].islower():
        return {}
    return {"non-dropping-particle": match[1].strip(), "family": match[2]}


def is_doi_address(text: str) -> bool:
    """Tell whether an address only leads to a DOI."""
    return bool(_DOI_ADDRESS.match(text))


def clean_doi(text: str) -> str:
    """Return a DOI without the address or the label that a file may put before it."""
    text = text.strip()
    if address := _DOI_ADDRESS.match(text):
        return unquote(text[address.end() :])
    return re.sub(r"^doi\s*:?\s*", "", text, flags=re.IGNORECASE)


def clean_pages(text: str) -> str:
    """Join the first and the last page by an en dash."""
    return re.sub(r"(?<=\w)\s*[-–—]{1,2}\s*(?=\w)", "–", text.strip())


def parse_serial(text: str) -> tuple[str, str]:
    """Tell an ISSN from an ISBN; return the field's name and the number."""
    number = re.sub(r"\s*\(.*?\)", "", text).strip()
    short = re.fullmatch(r"\d{4}-?\d{3}[\dXx]", number)
    return ("ISSN" if short else "ISBN"), number
