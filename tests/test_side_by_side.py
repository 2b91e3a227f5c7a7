"""Work that is divided among processes: the result is that of one process."""

import os
import sys
from collections.abc import Sequence

import pytest

from kb.side_by_side import run_side_by_side

needs_copies = pytest.mark.skipif(sys.platform != "linux", reason="processes are not copied there")


def squares(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Do some tasks; say in which process."""
    return [(number**2, os.getpid()) for number in numbers]


@needs_copies
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("tasks", [0, 1, 2, 3, 10])
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(tasks: int, processes: int) -> None:
    """It makes no difference how many processes there are, nor how the work divides."""
    results = run_side_by_side(squares, range(tasks), processes)
    assert [square for square, _ in results] == [number**2 for number in range(tasks)]
    assert len({process for _, process in results}) == min(tasks, processes)


def test_little_work_is_done_here() -> None:
    """A copy of the process costs more than a few pages."""
    assert {process for _, process in run_side_by_side(squares, range(10))} == {os.getpid()}


@needs_copies
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_goes_wrong_in_a_copy_is_raised_here() -> None:
    """A mistake in a template is reported wherever it is found."""

    def work(numbers: Sequence[int]) -> list[float]:
        return [1 / number for number in numbers]

    with pytest.raises(ZeroDivisionError):
        run_side_by_side(work, [1, 0], processes=2)
