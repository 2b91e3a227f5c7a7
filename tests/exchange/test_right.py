"""What exporters write becomes right records: every case says what is right about it."""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from kb.citations.pandoc import cite
from kb.exchange.reading import Reading, read_bibliography
from kb.records import CslItem
from tests.helpers.building import CASES, REPOSITORY

STYLE = REPOSITORY / "vendor/csl/apa.csl"


@dataclass(frozen=True)
class Case:
    """A file and what is right about it. Paths begin with the number of an entry.

    Attributes:
        why: What it shows.
        content: What the file holds.
        entries: How many entries are read.
        people: How many names a role has, by its path.
        right: What a field is, by its path; null where it is not there.
        like: What a field is like, as a regular expression.
        unlike: What a field is not like.
        apa: How an entry is listed, by its number.
        apa_like: What is in that.
        refused: What a problem says, where the file is refused.
        notes: What the first entry's notes say.
    """

    why: str
    content: str
    entries: int = 0
    people: dict[str, int] = field(default_factory=dict)
    right: dict[str, object] = field(default_factory=dict)
    like: dict[str, str] = field(default_factory=dict)
    unlike: dict[str, str] = field(default_factory=dict)
    apa: dict[int, str] = field(default_factory=dict)
    apa_like: dict[int, str] = field(default_factory=dict)
    refused: str = ""
    notes: str = ""


FILES = sorted((CASES / "imports/right").glob("*.yaml"))
ALL = [
    pytest.param(path, Case(**case), id=f"{path.stem}-{case['why']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def look_up(reading: Reading, path: str) -> object:
    """Return what a path leads to, or None."""
    number, *steps = path.split(".")
    item = reading.entries[int(number)].item
    value: object = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    for at, step in enumerate(steps):
        match value, step:
            case {"date-parts": [[year, *_], *_]}, "year":
                value = year
            case _, "surname":
                value = getattr(item, steps[0])[int(steps[at - 1])].surname
            case list(), _:
                value = value[int(step)] if int(step) < len(value) else None
            case dict(), _:
                value = value.get(step)
            case _:
                return None
    return value["date-parts"] if isinstance(value, dict) and "date-parts" in value else value


def list_in_apa(item: CslItem) -> str:
    """Return an entry of a list of references as plain text, italics between low lines."""
    entry = str(cite({"x": item}, STYLE)["x"].entry)
    return html.unescape(re.sub(r"</?a[^>]*>", "", re.sub(r"</?em>", "_", entry)))


@pytest.mark.parametrize(("path", "case"), ALL)
def test_what_is_written_is_read_as_it_is_meant(path: Path, case: Case) -> None:
    """By the specification, or as the program that wrote it means it."""
    reading = read_bibliography(f"made-up.{path.stem}", case.content.encode())
    problems = "\n".join(map(str, reading.problems))
    if case.refused:
        assert re.search(case.refused, problems)
        return
    assert problems == ""
    assert not case.entries or len(reading.entries) == case.entries
    for way, count in case.people.items():
        names = look_up(reading, way)
        assert (len(names) if isinstance(names, list) else 0) == count, way
    assert {way: look_up(reading, way) for way in case.right} == case.right
    for way, form in case.like.items():
        assert re.search(form, str(look_up(reading, way))), way
    for way, form in case.unlike.items():
        assert not re.search(form, str(look_up(reading, way))), way
    for number, expected in case.apa.items():
        assert list_in_apa(reading.entries[number].item) == expected
    for number, form in case.apa_like.items():
        assert re.search(form, list_in_apa(reading.entries[number].item))
    assert re.search(case.notes, "\n".join(reading.entries[0].notes))
