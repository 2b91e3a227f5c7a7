"""Answers checked when they are given, and put right where what is meant is plain."""

import re
from collections.abc import Callable

from pydantic import TypeAdapter, ValidationError

from kb.records.csl import Doi

Check = Callable[[str], str]
"""Returns an answer as it is to be written, or raises ValueError with what to do."""

_DOI: TypeAdapter[str] = TypeAdapter(Doi)


def check_year(answer: str) -> str:
    """Take a year in four figures."""
    if not re.fullmatch(r"[0-9]{4}", answer.strip()):
        raise ValueError("Write the year in four figures, such as 2022.")
    return answer.strip()


def check_year_or_none(answer: str) -> str:
    """Take a year in four figures, or `nd`."""
    return answer if answer == "nd" else check_year(answer)


def check_doi(answer: str) -> str:
    """Take a DOI, without a label, an address or a full stop around it."""
    try:
        return _DOI.validate_python(answer.strip())
    except ValidationError:
        raise ValueError(
            "A DOI begins with 10. and has a slash: 10.1177/14733250211039000."
        ) from None


def check_person(answer: str) -> str:
    """Take a person as `Family, Given`, or a body without a comma."""
    words = " ".join(answer.split())
    family, comma, given = words.partition(",")
    if comma and not (family.strip() and given.strip()):
        raise ValueError("Write the family name, a comma and the given name: Keenan, John.")
    if not comma and re.fullmatch(r"(?:[^\W\d_]+\.? ){1,3}(?:[^\W\d_]\.?|[^\W\d_]+)", words):
        last = words.split()[-1]
        if len(words.split()) > 1 and re.search(r"\b[^\W\d_]\.? ", f"{words} "):
            raise ValueError(f"If this is a person, write the family name first: {last}, …")
    return words


def check_lines(answer: str) -> str:
    """Take lines of a transcript, joined by any dash."""
    bare = re.sub(r"^(?:lines?|ll?\.)\s*", "", answer.strip(), flags=re.IGNORECASE)
    joined = re.sub(r"\s*[-\u2010-\u2014]\s*", "–", bare)
    if not re.fullmatch(r"[0-9]+(–[0-9]+)?", joined):
        raise ValueError("Write the lines in figures: 131–134.")
    return joined


def check_minutes(answer: str) -> str:
    """Take a number of minutes."""
    if not re.fullmatch("[0-9]{1,4}", answer.strip()):
        raise ValueError("The minutes must be a number, such as 45.")
    return answer.strip()


def check_label(answer: str) -> str:
    """Take at most as many characters as a label may have."""
    return _require_short(answer, 60)


def check_heading(answer: str) -> str:
    """Take at most as many characters as a situation's heading may have."""
    return _require_short(answer, 80)


def _require_short(answer: str, most: int) -> str:
    if len(answer) > most:
        raise ValueError(f"It has {len(answer)} characters, and may have {most}: shorten it.")
    return answer


def split_people(answer: str) -> list[str]:
    """Divide names on one line at semicolons."""
    return [part.strip() for part in answer.split(";") if part.strip()]
