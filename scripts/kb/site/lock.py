"""One build at a time: two would write the same folders under build/."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def lock_builds(build: Path, wait: Callable[[], object]) -> Iterator[None]:
    """Keep other builds in the same folder waiting until this one is over.

    What a build does may ask for the lock again. On a drive without locks, builds are one person's
    business.

    Args:
        build: The folder that builds write to.
        wait: Called once if another build has to be waited for.
    """
    folder = build.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock", is_singleton=True)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            wait()
            lock.acquire()
    except NotImplementedError:
        yield
        return
    try:
        yield
    finally:
        lock.release()
