"""Folders that the program writes to: plain ones of its own, and nothing that leads elsewhere.

A pull request can bring along a link in the place of any of them, or in it. Whoever builds then
would write, or remove, what lies where it leads.
"""

import errno
import os
import stat
from pathlib import Path

_LEVELS = 2
"""So deep in a folder of its own the program has names for what lies there. What lies deeper it
removes before it writes, and a link with it."""


def make_own_folder(root: Path, folder: Path) -> None:
    """Make a folder below another one, as far as it is not there.

    Args:
        root: A folder that is there, and may lie behind links.
        folder: The folder below it.

    Raises:
        OSError: It lies elsewhere, or something on the way to it, itself included, is no folder or
            is a link.
    """
    if root not in folder.parents:
        raise OSError(errno.EPERM, _OUTSIDE, str(folder))
    for place in [*reversed(folder.parents), folder]:
        if root in place.parents:
            if not os.path.lexists(place):
                place.mkdir(exist_ok=True)
            _require_folder(place)


def refuse_links_in(folder: Path, levels: int = _LEVELS) -> None:
    """Look through a folder of the program's own.

    Raises:
        OSError: There is a link in it.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                raise OSError(errno.ELOOP, _LINK, entry.path)
            if levels > 1 and entry.is_dir(follow_symlinks=False):
                refuse_links_in(Path(entry.path), levels - 1)


def require_site_folder(root: Path, site: Path) -> None:
    """Expect that a folder can be replaced by a finished site.

    Raises:
        OSError: It lies outside of the project, or what is there is no folder that holds a site.
    """
    if root not in site.parents:
        raise OSError(errno.EPERM, _OUTSIDE, str(site))
    if site.parent != root:
        make_own_folder(root, site.parent)
    if os.path.lexists(site):
        _require_folder(site)
        if any(site.iterdir()) and not (site / "index.html").is_file():
            why = "it holds something else than a site; move that, or set another `site_dir`"
            raise OSError(errno.EEXIST, why, str(site))


def _require_folder(place: Path) -> None:
    kind = place.lstat().st_mode
    if stat.S_ISLNK(kind):
        raise OSError(errno.ELOOP, _LINK, str(place))
    if not stat.S_ISDIR(kind):
        why = "it is no folder, and should be one; delete it, or move it"
        raise OSError(errno.ENOTDIR, why, str(place))


_OUTSIDE = "it lies outside of the project, and nothing is written there"
_LINK = "it is a symbolic link, and nothing is written to where one leads; delete it"
