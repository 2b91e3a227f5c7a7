"""A folder for as long as a program runs, which nobody has to wait for when it ends."""

import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_REMOVE = """
import os, shutil, sys, time
for _ in range(60):
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    if not os.path.exists(sys.argv[1]):
        break
    time.sleep(0.5)
"""
"""Again and again for a while: what is ending may still be writing."""


@contextmanager
def throwaway_folder(prefix: str) -> Iterator[Path]:
    """Give a folder, and let a program of its own remove it in the end.

    A site of a thousand findings has more than ten thousand files, which takes seconds.
    """
    folder = tempfile.mkdtemp(prefix=prefix)
    try:
        yield Path(folder)
    finally:
        with warnings.catch_warnings():
            # That it goes on when this program has ended is what it is for.
            warnings.simplefilter("ignore", ResourceWarning)
            subprocess.Popen(
                (sys.executable, "-I", "-c", _REMOVE, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
