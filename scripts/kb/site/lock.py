"""One build at a time: two would write the same folders under build/.

The lock is the system's, so it ends with the program that holds it, however that ends.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_held: set[Path] = set()
"""The locks of this program: what a build does in it may well ask for the lock again."""


@contextmanager
def one_build_at_a_time(build: Path, wait: Callable[[], object]) -> Iterator[None]:
    """Keep other builds in the same folder waiting until this one is over.

    Args:
        build: The folder that builds write to.
        wait: Called once if another build has to be waited for.
    """
    file = build.resolve() / "lock"
    if file in _held:
        yield
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as opened:
        if not _lock(opened, wait=False):
            wait()
            _lock(opened, wait=True)
        _held.add(file)
        try:
            yield
        finally:
            _held.discard(file)


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(file: BinaryIO, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True

else:
    import fcntl

    def _lock(file: BinaryIO, *, wait: bool) -> bool:
        """Lock a file until it is closed; tell whether it is free for this program."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            return True  # a network drive without locks: builds there are one person's business
        return True
