"""Whatever a field holds, the check says so or the site is built: nothing ends in a traceback.

Each value of the made-up records is exchanged for others at and beyond the bounds of every type.
What the check finds nothing wrong with is put into one knowledge base, and the site of it is built.
All values are made up.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.load.loader import load
from kb.read import examine
from tests.helpers.building import KB, MADE_UP, copy_project, run
from tests.made_up.hostile import Steps, Tree, base, put, written

DIGITS = "9" * 4_301
"""One figure more than Python makes a number of."""

ROUNDS: tuple[tuple[int | None, str, str, str], ...] = (
    (-1, "0001-01-01", "", ""),
    (0, "1899-12-31", "x", "."),
    (1, "1900-01-01", "-", "-"),
    (10**17, "1969-12-31", "F" + "9" * 79, DIGITS),
    (10**18 - 1, "1970-01-01", "a-0000", f"{DIGITS}–{DIGITS[:-1]}1"),
    (9999, date.today().isoformat(), "a-9999z", "\\"),  # noqa: DTZ011 - any day near today
    (2, "2099-12-31", f"10.1234/{'x' * 3_000}", "\u0301" * 300),
    (3, "2100-01-01", f"https://a.example/{'x' * 3_000}", "`*[](\\" * 50),
    (None, "2206-11-28", "10.1234/\\", "x" * 9_000),
    (10_000, "9999-12-31", f"https://{DIGITS}/", "\u00df" * 60),
    (-(10**17), "2026-02-30", "https://[::1]/%00", "2 " * 1_000),
    (12, "0000-00-00", f"a-{DIGITS}", '"'),
)
"""For each round: a number, a day, a text where a form is wanted, and one where none is."""

OTHERS: tuple[Any, ...] = (None, True, "", [], {}, [[]], [{}], {"": ""}, [None], 0, {"kind": []})
"""What no text, number or list is."""


def list_leaves(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:  # noqa: ANN401 - what YAML holds
    """Yield every text and number with its place."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from list_leaves(inner, (*steps, key))
        case list():
            for i, inner in enumerate(value):
                yield from list_leaves(inner, (*steps, i))
        case _:
            yield steps, value


def is_day(value: object) -> bool:
    """Tell whether a value is a day."""
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def choose(path: str, steps: Steps, value: object, number: int) -> object:
    """Return what a value is exchanged for in a round."""
    whole, day, formed, free = ROUNDS[number]
    if isinstance(value, int):
        return whole
    if is_day(value):
        return day
    return free if steps in base().free[path] else formed


def list_exchanges(number: int) -> Iterator[tuple[str, Steps, object]]:
    """Yield what every value is exchanged for in a round."""
    for path, value in base().files.items():
        for steps, leaf in list_leaves(value):
            yield path, steps, choose(path, steps, leaf, number)


def exchange(files: Tree, path: str, steps: Steps, value: object) -> Tree:
    """Return the files with another value in one place."""
    changed = {**files, path: deepcopy(files[path])}
    put(changed[path], steps, value)
    return changed


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(ROUNDS)))
def test_what_the_check_accepts_can_be_built(tmp_path: Path, number: int) -> None:
    """And what it does not accept, it says."""
    files = base().files
    whole = written(files)
    for path, steps, value in list_exchanges(number):
        changed = exchange(files, path, steps, value)
        alone = written({path: changed[path]})
        if load(alone).problems:
            continue
        content = whole | alone
        if not any(one.stops for one in examine(content).problems):
            files, whole = changed, content
    project = copy_project(MADE_UP, tmp_path / "project", without_data=True)
    for path, written_so in whole.items():
        file = project.data / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written_so)
    for page in project.docs.rglob("*.md"):
        page.write_text("# Made up\n", encoding="utf-8")
    done = run((*KB, "build"), project)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("other", OTHERS, ids=repr)
def test_what_is_of_another_type_is_told(other: object) -> None:
    """In the place of each value, and of each list and group."""
    files = base().files
    for path, value in files.items():
        places = {steps[:i] for steps, _ in list_leaves(value) for i in range(1, len(steps) + 1)}
        for steps in sorted(places, key=repr):
            changed = exchange(files, path, steps, other)
            examine(written({path: changed[path]}))
