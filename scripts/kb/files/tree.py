"""Files written only when their bytes change: a rebuild touches no more than an edit did."""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did, by path below the folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_tree(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make a folder hold exactly the given files.

    Args:
        folder: The folder; it is made if it does not exist.
        files: The content of each file by its path below the folder, with forward slashes.

    Returns:
        The files whose bytes changed and the files that were removed; all others are untouched,
        their times of modification included.
    """
    removed = remove_all_but(folder, files.keys())
    changed = [path for path, content in files.items() if write_file(folder, path, content)]
    return Written(tuple(changed), removed)


def remove_all_but(folder: Path, paths: Collection[str]) -> tuple[str, ...]:
    """Remove every file of a folder but some, and whatever is in the way of these.

    Args:
        folder: The folder; it need not exist.
        paths: What is to stay, or to be written next, by path below the folder.

    Returns:
        The files that were removed.
    """
    removed = []
    # What is no longer wanted goes first: it may be in the way of what is.
    for target in sorted(folder.rglob("*"), reverse=True):
        path = target.relative_to(folder).as_posix()
        if target.is_dir() and not target.is_symlink():
            if not any(target.iterdir()):
                target.rmdir()
        elif path not in paths:
            target.unlink()
            removed.append(path)
        elif target.is_symlink() or not target.is_file():
            target.unlink()  # whoever put it there, nothing is written to where it leads
    return tuple(removed)


def write_file(folder: Path, path: str, content: bytes) -> bool:
    """Write a file below a folder, unless it holds that already; tell whether it did not."""
    target = folder / path
    try:
        _create(target, content)
    except FileExistsError:
        if target.read_bytes() == content:
            return False
        target.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _create(target, content)
    return True


def _create(target: Path, content: bytes) -> None:
    with target.open("xb", buffering=0) as opened:
        opened.write(content)


def take_files(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Give files of one folder a second name in another, which has none of them; or copy them."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            (target / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        try:
            os.link(f"{source}/{path}", f"{target}/{path}", follow_symlinks=False)
        except OSError:  # a file system without second names
            shutil.copyfile(source / path, target / path)
