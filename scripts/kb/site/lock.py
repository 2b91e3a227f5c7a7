"""One build at a time: two would write the same folders under build/."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kb.files.own import make_own_folder, refuse_links_in


@contextmanager
def lock_builds(build: Path, wait: Callable[[], object]) -> Iterator[None]:
    """Keep other builds in the same folder waiting until this one is over.

    What a build does may ask for the lock again. On a drive without locks, builds are one person's
    business.

    Args:
        build: The folder that builds write to.
        wait: Called once if another build has to be waited for.

    Raises:
        OSError: The folder cannot be made, or is, or holds, a link.
    """
    folder = build.resolve()
    make_own_folder(build.parent, build)
    refuse_links_in(build)
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
