"""However a part of a file grows, up to what is read of it, the check answers soon.

Each list of each record is filled with as many entries as may be, alike or each a little different,
and each text is grown out of pieces that mean something to some part of the check. What takes long
or much memory here compares everything with everything. All content is made up.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from kb.files.limits import ENTRIES, PROBLEMS, RECORD_BYTES, TEXT_LENGTH
from tests.helpers.measuring import Measure
from tests.made_up.hostile import Steps, base, put

SECONDS = 4
"""Of a processor, the start of the program included: twice what is promised, for slow machines."""

MEGABYTES = 200

PIECES = {
    "letters": "x",
    "words": "word{} ",
    "mentions": "F1{} ",
    "citations": "@made-up-{:04} ",
    "citations in brackets": "[@made-up-{:04}; @b-1999] ",
    "two alphabets": "a\u0430",
    "words of two alphabets": "a\u0430{} ",
    "brackets": "[",
    "closed brackets": "]",
    "links begun": "[a](",
    "links": "[a](https://a.example/{}) ",
    "stars": "*",
    "stars around": "*a **b",
    "backslashes": "\\",
    "backticks": "``{}` ",
    "lines": "a\n\n",
    "entries": "- a\n",
    "figures": "9",
    "spaces": "[ ",
    "marks on a letter": "\u0301",
}
"""What texts grow out of, piece by piece."""


def make_text(piece: str, length: int) -> str:
    """Repeat a piece, with the number of the place in it, up to a length."""
    parts = [piece.format(number % 10_000) for number in range(length // len(piece.format(1)))]
    return "".join(parts)[:length].strip() or "x"


def find(tree: Any, steps: Steps) -> Any:  # noqa: ANN401 - what YAML holds
    """Return what is at a place."""
    return reduce(lambda inner, step: inner[step], steps, tree)


def list_lists(value: Any, steps: Steps = ()) -> Iterator[Steps]:  # noqa: ANN401 - what YAML holds
    """Yield the place of every list, where it stands for the first time."""
    if isinstance(value, list) and value:
        yield steps
        yield from list_lists(value[0], (*steps, 0))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from list_lists(inner, (*steps, key))


def vary(value: Any, number: int) -> Any:  # noqa: ANN401 - what YAML holds
    """Return a value whose texts are those of no other."""
    match value:
        case dict():
            return {key: vary(inner, number) for key, inner in value.items()}
        case list():
            return [vary(inner, number) for inner in value]
        case str():
            return f"{value}{number}"
        case _:
            return value


def expect_soon(measure: Measure, root: Path, files: dict[str, Any], path: str) -> None:
    """Check a knowledge base in which one file has grown."""
    for name, value in files.items():
        file = root / "themes_data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    assert (root / "themes_data" / path).stat().st_size <= RECORD_BYTES
    done = measure.kb("--root", str(root), "check")
    assert "Traceback" not in done.said, done.said[-2000:]
    assert done.code in (0, 1), done
    assert done.seconds < SECONDS, done.seconds
    assert done.megabytes < MEGABYTES, done.megabytes
    assert len(done.said) < 3_000 * PROBLEMS, len(done.said)


def list_grown() -> list[Any]:
    """Return each list of each file, and how it grows."""
    return [
        pytest.param(path, steps, alike, id=f"{path}-{'-'.join(map(str, steps))}-{alike}")
        for path, value in base().files.items()
        for steps in list_lists(value)
        for alike in (True, False)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "steps", "alike"), list_grown())
def test_a_list_as_long_as_may_be_is_checked_soon(
    tmp_path: Path, measure: Measure, path: str, steps: Steps, *, alike: bool
) -> None:
    """Of records in a file as of entries in a record."""
    files = deepcopy(base().files)
    first = find(files[path], steps)[0]
    most = min(ENTRIES, RECORD_BYTES // 2 // len(json.dumps(first, indent=1).encode()))
    grown = [first if alike else vary(first, number) for number in range(most)]
    if steps:
        put(files[path], steps, grown)
    else:
        files[path] = grown
    expect_soon(measure, tmp_path, files, path)


@pytest.mark.slow
@pytest.mark.parametrize("valid", [True, False])
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("path", base().files)
def test_texts_as_long_as_may_be_are_checked_soon(
    tmp_path: Path, measure: Measure, path: str, piece: str, *, valid: bool
) -> None:
    """All texts of a file at once that may be any, or all there are."""
    files = deepcopy(base().files)
    places = [*base().free[path], *(() if valid else base().formed[path])]
    room = RECORD_BYTES // 5 // max(1, len(places))
    text = make_text(PIECES[piece], min(TEXT_LENGTH, room))
    for steps in places:
        put(files[path], steps, text)
    expect_soon(measure, tmp_path, files, path)
