"""Which file of themes_data/ holds which records."""

import re
from dataclasses import dataclass
from functools import cache

from kb.records import (
    Audience,
    Finding,
    Implication,
    Record,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of file: what its path looks like and what it holds.

    Attributes:
        path: Its path below themes_data/ as people read it. `<study>` stands for any folder's
            name, `<id>` for the identifier of the record in it.
        record: The type of the record or records.
        many: Whether the file holds a list of records instead of one.
        schema: The name of the file's JSON Schema.
    """

    path: str
    record: type[Record]
    many: bool
    schema: str

    def match(self, path: str) -> re.Match[str] | None:
        """Return how `path` fits this kind of file, if it does."""
        return _pattern(self.path).fullmatch(path)


@cache
def _pattern(path: str) -> re.Pattern[str]:
    escaped = re.escape(path)
    return re.compile(escaped.replace("<study>", "[^/]+").replace("<id>", "(?P<id>[^/]+)"))


PLACES = (
    Place("studies/<study>/study.yaml", Study, many=False, schema="study"),
    Place("studies/<study>/themes.yaml", Theme, many=True, schema="themes"),
    Place("studies/<study>/findings/<id>.yaml", Finding, many=False, schema="finding"),
    Place("implications/<id>.yaml", Implication, many=False, schema="implication"),
    Place("references/<id>.yaml", Reference, many=False, schema="reference"),
    Place("audiences.yaml", Audience, many=True, schema="audiences"),
    Place("situations.yaml", Situation, many=True, schema="situations"),
    Place("glossary.yaml", Term, many=True, schema="glossary"),
)
"""Every kind of file that themes_data/ may hold."""


def place_of(path: str) -> Place | None:
    """Return the kind of the file at `path` (below themes_data/, with /), if it has one."""
    return next((place for place in PLACES if place.match(path)), None)


def identifier_in(path: str) -> str | None:
    """Return the identifier that the file's own name promises, if it names one."""
    matches = (place.match(path) for place in PLACES)
    return next((match.groupdict().get("id") for match in matches if match), None)


def corrected(path: str) -> str | None:
    """Return the path that a misplaced file was probably meant to have: .yml, or other letters."""
    folder, _, name = path.rpartition("/")
    stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
    tries = [
        f"{parent}/{file}.yaml".removeprefix("/")
        for parent in (folder, folder.lower())
        for file in (stem, stem.lower())
    ]
    return next((found for found in tries if found != path and place_of(found)), None)


def advice_for_misplaced(path: str) -> str:
    """Say what to do with a file that no place is known for."""
    if meant := corrected(path):
        return f"Rename it to {meant}."
    known = ", ".join(place.path for place in PLACES)
    return f"Move it to where its kind belongs ({known}), or delete it."
