"""The memory that a program and all that it started hold together, looked at again and again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

OFTEN_SECONDS = 0.2
PROCESSES = Path("/proc")


@dataclass(slots=True)
class Peak:
    """The most memory that was seen, in MB; 0 where a system does not tell."""

    megabytes: float = 0


@contextmanager
def watched(process: int) -> Iterator[Peak]:
    """Look at a process and those that it started, until this ends.

    What several of them share is counted once (PSS of Linux' smaps_rollup).
    """
    peak = Peak()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(OFTEN_SECONDS):
            peak.megabytes = max(peak.megabytes, sum(map(_megabytes, _with_children(process))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _with_children(process: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents = {}
    for folder in PROCESSES.glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(after_name[1])
    family = [process]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _megabytes(process: int) -> float:
    with suppress(OSError):
        for line in (PROCESSES / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6  # the kernel's kB are KiB
    return 0
