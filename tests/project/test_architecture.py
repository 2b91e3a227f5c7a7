"""What the pages on how it is built say of the program is so."""

import datetime as dt
import re
from importlib import import_module

import pytest

from kb.records.kinds import KINDS
from tests.helpers.building import REPOSITORY
from tests.helpers.packages import (
    find_faces,
    is_module,
    list_levels,
    list_names,
    list_packages,
    read_purpose,
)

FOLDER = REPOSITORY / "docs" / "contribute"
DECISIONS = (FOLDER / "decisions.md").read_text("utf-8")
VOCABULARY = (FOLDER / "vocabulary.md").read_text("utf-8")


TOP = [name for level in list_levels() for name in level]
"""Every package and module at the top of the program, from the last stage to the first."""

# ------------------------------------------------------------------------------------ packages


@pytest.mark.parametrize("name", [f"kb.{name}" for name in TOP] + list_packages())
def test_each_package_says_in_a_sentence_what_it_is_for(name: str) -> None:
    """Its docstring begins with one line that a table can hold."""
    assert re.fullmatch(r"[A-Z][^.]+\.", read_purpose(name)), name


@pytest.mark.parametrize("package", list_packages())
def test_each_package_names_its_public_face(package: str) -> None:
    """Nobody outside imports what is not in `__all__`, and no module stands there for nobody."""
    face = set(import_module(package).__all__)
    used = find_faces()[package]
    hidden = used - face
    idle = {name for name in face - used if is_module(f"{package}.{name}")}
    assert not hidden, f"{package}: put into `__all__`, or import less: {sorted(hidden)}"
    assert not idle, f"{package}: no other package imports: {sorted(idle)}"


def test_imports_are_found_whatever_their_form() -> None:
    """The test above would pass if it found none."""
    faces = find_faces()
    assert {"Finding", "kinds"} <= faces["kb.records"]  # a name, and a module
    assert "plugin" not in faces["kb.site"]  # it lies deeper
    assert "check" in faces["kb.commands"]  # loaded by its name


# ----------------------------------------------------------------------------------- decisions


def test_each_decision_stands_with_a_package_and_has_a_date() -> None:
    """So it can be found from the package, and it can be seen how old it is."""
    first, *parts = re.split(r"^## ", DECISIONS, flags=re.MULTILINE)
    assert "### " not in first
    for part in parts:
        name, anchor = re.match(r"(.*) \{ #([\w-]+) \}\n", part).groups()  # type: ignore[union-attr] # or it fails
        assert anchor == "project" or (anchor == name.replace("_", "-") and name in TOP)
        _, *decisions = re.split(r"^### ", part, flags=re.MULTILINE)
        assert decisions, f"{name} has none"
        for decision in decisions:
            day = re.match(r".* \{ #[\w-]+ \}\n\n\*(\d+ \w+ \d{4})\.\* \S", decision)
            assert day, decision
            decided = dt.datetime.strptime(f"{day[1]} +0000", "%d %B %Y %z").date()
            assert decided >= dt.date(2026, 11, 23), "before the project began"


def test_no_place_on_the_page_of_decisions_is_there_twice() -> None:
    """A link leads to one of them."""
    anchors = re.findall(r"\{ #([\w-]+) \}", DECISIONS)
    assert len(set(anchors)) == len(anchors)


# ---------------------------------------------------------------------------------- vocabulary


def test_the_vocabulary_has_what_each_type_is_called() -> None:
    """In data and code, and to readers."""
    rows = re.findall(r"^\| ([\w ]+) \| ([\w ]+) \| .* \|$", VOCABULARY, re.MULTILINE)
    assert {(kind.noun, kind.readers_noun) for kind in KINDS.values()} <= set(rows)


def test_no_name_in_the_program_has_a_word_that_is_not_used() -> None:
    """Functions, classes and modules; what is written in a language of its own has other words."""
    _, _, section = VOCABULARY.partition("{ #unused }")
    rows = re.findall(r"^\| ([a-z, ]+) \| ", section, re.MULTILINE)
    unused = {word for row in rows for word in row.split(", ")}
    assert {"mend", "utils"} <= unused
    for name in list_names():
        words = set(re.findall(r"[A-Z]?[a-z]+", name.rpartition(".")[2]))
        assert not unused & {word.lower() for word in words}, name
