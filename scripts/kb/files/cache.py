"""What took long to make, kept in the user's own cache folder from one run to the next.

Anybody may delete the folder at any time: what is missing in it is made again. It lies outside of
every project, so nothing that comes with a project's files can be taken for what was kept.
"""

import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from kb.files.limits import KEPT_BYTES
from kb.files.plain import read_plain

_DAYS = 90
"""What was kept longer ago than this is removed when something is added."""


def get_cache_folder(name: str) -> Path:
    """Return the folder for one kind of things that are kept."""
    return user_cache_path("evidence-knowledge-base", appauthor=False) / name


def recall(folder: Path, digest: str) -> object:
    """Return what was kept of what has a digest; None if nothing was, or it cannot be read."""
    with suppress(OSError, ValueError, RecursionError):
        return json.loads(read_plain(folder / f"{digest}.json", KEPT_BYTES))
    return None


def keep(folder: Path, digest: str, value: object) -> None:
    """Keep a plain value under a digest of what it was made from; where that fails, do nothing."""
    with suppress(OSError, ValueError):
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(draft).replace(folder / f"{digest}.json")


def remove_old(folder: Path) -> None:
    """Remove what was kept long ago."""
    oldest = time.time() - _DAYS * 24 * 60 * 60
    with suppress(OSError):
        for file in folder.iterdir():
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
