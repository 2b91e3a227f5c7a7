"""What the pages on how it is built say of the program is so."""

import datetime as dt
import re
import sys
from collections.abc import Callable
from importlib import import_module
from types import CodeType, FrameType

import pytest

from kb.pages import make_pages
from kb.read import read
from kb.records import Finding
from kb.records.addresses import get_page_path
from kb.records.kinds import KINDS
from kb.render.layout import Templates
from kb.render.site import Site
from tests.helpers.building import MADE_UP, REPOSITORY
from tests.helpers.golden import Golden
from tests.helpers.packages import (
    find_faces,
    find_named,
    is_module,
    list_levels,
    list_names,
    list_packages,
    read_purpose,
)

FOLDER = REPOSITORY / "docs" / "contribute"
PAGE = (FOLDER / "architecture.md").read_text("utf-8")
DECISIONS = (FOLDER / "decisions.md").read_text("utf-8")
VOCABULARY = (FOLDER / "vocabulary.md").read_text("utf-8")

MOST_WORDS = 1_500
MOST_STEPS = 8

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


# ---------------------------------------------------------------------------- how it is built


def test_the_page_lists_every_package_in_order(golden: Golden) -> None:
    """With its level, the sentence that its code begins with, and the way to its decisions."""
    head = "| Level | Package | What it is for |\n| --- | --- | --- |\n"
    before, found, rest = PAGE.partition(head)
    assert found
    levels = list_levels()
    rows = [
        f"| {len(levels) - place} | {_link_to_decisions(name)} | {read_purpose(f'kb.{name}')} |"
        for place, level in enumerate(levels)
        for name in level
    ]
    after = re.sub(r"^(\|.*\n)*", "", rest)
    golden.expect(
        FOLDER / "architecture.md", "\n".join([f"{before}{head}{rows[0]}", *rows[1:], after])
    )


def _link_to_decisions(name: str) -> str:
    anchor = name.replace("_", "-")
    there = f"## {name} {{ #{anchor} }}\n" in DECISIONS
    return f"[`{name}`](decisions.md#{anchor})" if there else f"`{name}`"


def test_the_page_is_short() -> None:
    """Whoever begins here reads it in one go."""
    assert len(PAGE.split()) < MOST_WORDS


def walk() -> list[str]:
    """Return the function that each step of the walk names first."""
    _, _, after = PAGE.partition("{ #walk }")
    steps: list[str] = re.findall(r"^\d\. `([\w.]+)`", after, re.MULTILINE)
    return steps


def test_the_walk_is_short_and_names_a_function_at_each_step() -> None:
    """A newcomer can look each of them up, and set a breakpoint there."""
    steps = walk()
    assert 1 < len(steps) <= MOST_STEPS
    assert all(callable(find_named(name)) for name in steps)


def test_the_walk_is_the_one_that_a_finding_takes(made_up: Site) -> None:
    """From the files to the laid-out page, each step is called after the one before it."""

    def make() -> None:
        kb = read(MADE_UP / "themes_data")
        site = Site(kb, made_up.bibliography, made_up.settings)
        path = get_page_path(kb.get("F001", Finding))
        (page,) = (page for page in make_pages(kb, site.bibliography) if page.path == path)
        Templates(site).lay_out(page)

    assert _list_first_calls(make, walk()) == walk()


def _list_first_calls(do: Callable[[], None], names: list[str]) -> list[str]:
    """Return those of some functions that are called, in the order in which they are first."""
    wanted: dict[CodeType, str] = {find_named(name).__code__: name for name in names}  # type: ignore[attr-defined] # a function
    called: dict[str, None] = {}

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in wanted:
            called.setdefault(wanted[frame.f_code])

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        do()
    finally:
        sys.setprofile(before)
    return list(called)


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
