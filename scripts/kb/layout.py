"""Which file of themes_data/ holds which records."""

import re
from dataclasses import dataclass

from kb.records import Audience, Finding, Implication, Record, Reference, Study, Term, Theme

_PLACES = (
    "studies/<study>/study.yaml, studies/<study>/themes.yaml, studies/<study>/findings/F001.yaml, "
    "implications/I001.yaml, references/<identifier>.yaml, audiences.yaml and glossary.yaml"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of file: what its path looks like and what it holds.

    Attributes:
        pattern: The whole path below themes_data/. A group named `id` is the record's identifier.
        record: The type of the record or records.
        many: Whether the file holds a list of records instead of one.
        schema: The name of the file's JSON Schema.
    """

    pattern: re.Pattern[str]
    record: type[Record]
    many: bool
    schema: str


PLACES = (
    Place(re.compile(r"studies/[^/]+/study\.yaml"), Study, many=False, schema="study"),
    Place(re.compile(r"studies/[^/]+/themes\.yaml"), Theme, many=True, schema="themes"),
    Place(
        re.compile(r"studies/[^/]+/findings/(?P<id>[^/]+)\.yaml"),
        Finding,
        many=False,
        schema="finding",
    ),
    Place(
        re.compile(r"implications/(?P<id>[^/]+)\.yaml"),
        Implication,
        many=False,
        schema="implication",
    ),
    Place(re.compile(r"references/(?P<id>[^/]+)\.yaml"), Reference, many=False, schema="reference"),
    Place(re.compile(r"audiences\.yaml"), Audience, many=True, schema="audiences"),
    Place(re.compile(r"glossary\.yaml"), Term, many=True, schema="glossary"),
)
"""Every kind of file that themes_data/ may hold."""


def place_of(path: str) -> Place | None:
    """Return the kind of the file at `path` (below themes_data/, with /), if it has one."""
    return next((place for place in PLACES if place.pattern.fullmatch(path)), None)


def identifier_in(path: str) -> str | None:
    """Return the identifier that the file's own name promises, if it names one."""
    place = place_of(path)
    match = place.pattern.fullmatch(path) if place else None
    return match.groupdict().get("id") if match else None


def advice_for_misplaced(path: str) -> str:
    """Say what to do with a file that no place is known for."""
    if path.endswith(".yml"):
        return f"Rename it to {path.removesuffix('.yml')}.yaml."
    return f"Move it to where its kind belongs ({_PLACES}), or delete it."
