"""The time of a check grows with the knowledge base, and not with its square."""

import cProfile
import gc
import pstats
import time
from collections.abc import Iterator
from itertools import combinations

import pytest

from kb.check import rules
from kb.check.linked import Linked
from kb.check.rule import judgement
from kb.problems.problem import Problem
from kb.read import examine
from tests.made_up.corpus import corpus

MOST = 4.4
"""So many times the calls are allowed: what is there once makes it a little less than four."""

FEWER, MORE = 50, 200
"""Four studies against one: four times the work, if the work is all there is."""


@pytest.fixture(scope="module")
def files() -> dict[int, dict[str, bytes]]:
    """A made-up knowledge base, and one that is four times as large."""
    return {
        size: {path: text.encode() for path, text in corpus(size).items()} for size in (FEWER, MORE)
    }


def calls(files: dict[str, bytes]) -> int:
    """Count the calls of a check, which are the same for the same data."""
    with cProfile.Profile() as profile:
        problems = examine(files).problems
    assert not problems
    return sum(entry[0] for entry in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined] # not in its stub


def seconds(files: dict[str, bytes]) -> float:
    """Measure a check: the best of three, so that what else runs here counts little."""
    taken = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            examine(files)
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(taken)


def test_four_times_the_records_are_four_times_the_work(files: dict[int, dict[str, bytes]]) -> None:
    """Work is counted in calls: no two findings are compared with each other, nor anything else."""
    assert calls(files[MORE]) < MOST * calls(files[FEWER])


@pytest.mark.benchmark
def test_four_times_the_records_take_about_four_times_as_long(
    files: dict[int, dict[str, bytes]],
) -> None:
    """Time shows what calls do not: long lists that are searched. Twice of what is due is allowed.

    With a square in it that is half of the time, it would be ten times as long.
    """
    assert seconds(files[MORE]) < 8 * seconds(files[FEWER])


def test_a_rule_that_compares_everything_with_everything_would_be_noticed(
    files: dict[int, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count of calls can fail."""

    @judgement
    def no_two_are_one(linked: Linked) -> Iterator[Problem]:
        """No two records are one."""
        names = linked.kb.located
        assert not any(one.__eq__(other) for one, other in combinations(names, 2))
        yield from ()

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, no_two_are_one))
    assert calls(files[MORE]) > MOST * calls(files[FEWER])
