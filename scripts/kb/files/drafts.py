"""Files written whole or not at all."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet.

    Each is written under another name first, out of sight of whatever reads the folder, and gets
    its own when all are complete.

    Args:
        folder: The folder; it is made if it does not exist.
        files: The content of each file by its path below the folder, with forward slashes.

    Raises:
        FileExistsError: One of them is there already. Nothing was written.
        OSError: They cannot be written. Nothing is left of them.
    """
    placed: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as workshop:
        drafts = {folder / path: Path(workshop, str(i)) for i, path in enumerate(files)}
        for draft, content in zip(drafts.values(), files.values(), strict=True):
            draft.write_bytes(content)
        made: list[Path] = []
        try:
            for target, draft in drafts.items():
                made += _make_parents(target)
                _require_absent(target)
                placed.append(target)
                draft.replace(target)
        except BaseException:  # whoever interrupts wants nothing half done either
            for target in placed:
                target.unlink(missing_ok=True)
            for parent in reversed(made):
                parent.rmdir()
            raise


def _require_absent(target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _make_parents(target: Path) -> list[Path]:
    """Make the folders that a file lies in, and return those that were not there."""
    missing = [parent for parent in target.parents if not parent.exists()]
    for parent in reversed(missing):
        parent.mkdir(exist_ok=True)
    return missing[::-1]


def write_over(folder: Path, path: str, content: bytes) -> None:
    """Write one file that is there already: `write_all_over`."""
    write_all_over(folder, {path: content})


def write_all_over(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are there already: all of them, or none.

    Each draft has a name that nobody can know before, and is made only where nothing has that name:
    a link that somebody put there would lead what is written out of the project.

    Args:
        folder: The folder that is read as a whole; drafts in it are out of its readers' sight.
        files: What each file below it is to hold.

    Raises:
        OSError: One of them cannot be written. All are as they were.
    """
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as workshop:
        drafts: dict[Path, tuple[Path, Path]] = {}
        for i, (path, content) in enumerate(files.items()):
            target, draft = folder / path, Path(workshop, f"{i}-new")
            kind = target.lstat()
            draft.write_bytes(content)
            draft.chmod(stat.S_IMODE(kind.st_mode))
            drafts[target] = (draft, _keep(target, Path(workshop, f"{i}-old")))
        replaced: list[Path] = []
        try:
            for target, (draft, _) in drafts.items():
                replaced.append(target)
                draft.replace(target)
        except BaseException:  # whoever interrupts wants nothing half done either
            for target in replaced:
                drafts[target][1].replace(target)
            raise


def write_drafts(folder: Path, before: Mapping[str, bytes], drafts: Mapping[str, str]) -> None:
    """Write files that are new and those that are changed, whole or not at all.

    A file that is to hold nothing goes.

    Args:
        folder: The folder.
        before: The files that are there.
        drafts: The text of each file by its path below the folder.

    Raises:
        OSError: They cannot be written. Nothing of them is.
    """
    content = {path: text.encode() for path, text in drafts.items()}
    new = {path: text for path, text in content.items() if path not in before}
    write_new(folder, new)
    try:
        write_all_over(
            folder, {path: text for path, text in content.items() if text and path in before}
        )
    except BaseException:  # whoever interrupts wants nothing half done either
        for path in new:
            (folder / path).unlink(missing_ok=True)
        raise
    for path in content.keys() - new.keys():
        if not content[path]:
            (folder / path).unlink()


def _keep(target: Path, copy: Path) -> Path:
    """Give what is there a second name, or copy it where that cannot be."""
    try:
        os.link(target, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(target, copy, follow_symlinks=False)
    return copy
