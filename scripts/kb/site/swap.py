"""A finished site put in place of the last one in a single step, which nothing can come between.

Linux and macOS exchange two folders in one call, so whoever reads `site/` finds the whole old site
or the whole new one. Where a system or a file system cannot (Windows, some network drives), the old
site is moved aside first, and for a moment there is none; a build that was killed in that moment
is made good by the next.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_HERE = -100 if sys.platform == "linux" else -2
"""AT_FDCWD: paths are taken as they would be by any other call."""

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux' renameat2, and RENAME_SWAP of macOS' renameatx_np."""


def put_in_place(fresh: Path, site: Path) -> None:
    """Put a finished folder in place of the last one, which is removed.

    Args:
        fresh: The finished folder; it must be on the same file system.
        site: Where it belongs; no link, and none on the way to it within the project.

    Raises:
        OSError: It cannot be put there. What was there is still there.
    """
    if not os.path.lexists(site):
        fresh.rename(site)
    elif exchange(fresh, site):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        _swap_in_two_steps(fresh, site)


def repair(fresh: Path, site: Path) -> None:
    """Make good what builds that were killed left behind: half a site, or a last one moved aside.

    Args:
        fresh: The folder of a site that is being built; it is removed.
        site: Where the finished one belongs.
    """
    stale = _get_stale_folder(fresh)
    if stale.is_dir() and not os.path.lexists(site):
        stale.rename(site)
    for left in (stale, fresh):
        shutil.rmtree(left, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; tell whether that was possible."""
    name = "renameat2" if sys.platform == "linux" else "renameatx_np"
    if sys.platform == "win32":
        return False
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), name)
    except (OSError, AttributeError):
        return False
    # A file system that cannot says so, and nothing has happened.
    refused: int = call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return not refused


def _swap_in_two_steps(fresh: Path, place: Path) -> None:
    stale = _get_stale_folder(fresh)
    place.rename(stale)
    try:
        fresh.rename(place)
    except OSError:
        stale.rename(place)
        raise
    shutil.rmtree(stale, ignore_errors=True)


def _get_stale_folder(fresh: Path) -> Path:
    return fresh.with_name("site-stale")
