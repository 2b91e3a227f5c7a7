"""Work that is divided among the machine's processors, with the result of doing it in a row.

Each part is done by a process of its own, a copy of this one with all that it knows; only results
are sent back. Where processes cannot be copied safely (other systems, other threads), or there is
one processor, everything is done here.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from kb.progress import report_nothing

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 200
"""Below this many tasks a copy costs more than it saves."""


def run_side_by_side(
    work: Callable[[Sequence[T]], list[R]], tasks: Sequence[T], processes: int | None = None
) -> list[R]:
    """Do tasks that do not depend on each other.

    Args:
        work: Does some tasks, and returns the result of each in their order.
        tasks: The tasks.
        processes: How many processes there may be; without it, as many as are worth it.

    Returns:
        The result of each task, in the order of the tasks.

    Raises:
        Exception: What `work` raised, in whichever process.
    """
    count = _count_workers(len(tasks)) if processes is None else processes
    # Every count-th task: neighbours are of one kind, and some kinds take longer.
    first, *others = (tasks[start::count] for start in range(count))
    context = multiprocessing.get_context("fork" if others else None)
    ends: list[Connection] = []
    copies = []
    for part in others:
        receiving, sending = context.Pipe(duplex=False)
        ends.append(receiving)
        copy = context.Process(target=_send, args=(ends, sending, work, part), daemon=True)
        copy.start()
        copies.append(copy)
        sending.close()
    results = [work(first), *(_receive(end) for end in ends)]
    for copy in copies:
        copy.join()
    return [results[place % count][place // count] for place in range(len(tasks))]


def _count_workers(tasks: int) -> int:
    """Return how many processes to use: a thread that holds a lock would be missing in a copy."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return max(1, min(len(os.sched_getaffinity(0)), tasks // FEWEST)) if alone else 1


def _send(
    ends: Sequence[Connection],
    sending: Connection,
    work: Callable[[Sequence[T]], list[R]],
    tasks: Sequence[T],
) -> None:
    """Do some tasks in a copy, and send their results, or what went wrong.

    The copy lets go of the ends at which results are awaited, so that it stops by itself where
    nobody awaits them any more, and keeps no other build waiting.
    """
    report_nothing()
    for end in ends:
        end.close()
    # Whoever interrupts means the build, which ends its copies; they need not say where they were.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(BrokenPipeError):
        try:
            sending.send((work(tasks), None))
        except Exception as error:  # noqa: BLE001 - it is raised again where the results are awaited
            sending.send((None, error))


def _receive(receiving: Connection) -> list[R]:
    results: list[R]
    results, error = receiving.recv()
    if error is not None:
        raise error
    return results
