"""When two bibliographic records are of one work."""

import re
import unicodedata
from functools import lru_cache

from kb.exchange import values
from kb.records import CslItem

_LIKE_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that are not a Latin letter with an accent, as far as Unicode knows."""


@lru_cache(maxsize=2**12)
def fold(text: str) -> str:
    """Return a text without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LIKE_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def normalise_doi(item: CslItem) -> str | None:
    """Return what is equal for all ways to write one DOI.

    Capitals do not matter (DOI Handbook, section 2.4), and neither does an address or a label in
    front. A doubled slash is a common slip, of which some found their way into registers.
    """
    return re.sub("/+", "/", values.clean_doi(item.DOI).casefold()) if item.DOI else None


def normalise_title(item: CslItem) -> tuple[str, int | None]:
    """Return the title without capitals, accents and punctuation, and the year, if it has one.

    A title of nothing but punctuation stays as it is.
    """
    words = re.findall(r"\w+", fold(item.title).replace("&", " and "))
    return " ".join(words) or item.title, item.issued.year if item.issued else None


def list_keys(item: CslItem) -> list[object]:
    """Return what two records of one work have in common, one of these at least."""
    return [key for key in (normalise_doi(item), normalise_title(item)) if key]


def explain_sameness(first: CslItem, second: CslItem) -> str | None:
    """Say by what two records are of one work: by DOI, or by title and year; or None.

    Works with two DOIs are two works, and so are chapters of two books, whatever their titles:
    many an introduction is called one.
    """
    dois = normalise_doi(first), normalise_doi(second)
    if all(dois):
        return "DOI" if dois[0] == dois[1] else None
    if normalise_title(first) != normalise_title(second):
        return None
    books = {fold(item.container_title or "") for item in (first, second)}
    in_two_books = first.type == second.type == "chapter" and len(books) == len(dois)
    return None if in_two_books else "title and year"
