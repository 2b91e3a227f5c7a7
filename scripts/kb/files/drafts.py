"""Files written whole or not at all."""

import errno
import os
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
        try:
            for target, draft in drafts.items():
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists():
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
                draft.replace(target)
                placed.append(target)
        except OSError:
            for target in placed:
                target.unlink()
            raise


def write_over(folder: Path, path: str, content: bytes) -> None:
    """Write a file that is there already, in one step.

    The draft has a name that nobody can know before, and is made only where nothing has that name:
    a link that somebody put there would lead what is written out of the project.

    Args:
        folder: The folder that is read as a whole; a draft in it is out of its readers' sight.
        path: The file below it.
        content: What the file is to hold.

    Raises:
        OSError: It cannot be written. The file is as it was.
    """
    target = folder / path
    mode = stat.S_IMODE(target.lstat().st_mode)
    handle, name = tempfile.mkstemp(prefix=".new-", dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        draft.chmod(mode)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
