"""Files written only when their bytes change: a rebuild touches no more than an edit did."""

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
    return write_one_by_one(folder, files.keys(), files.items())


def write_one_by_one(
    folder: Path, paths: Collection[str], files: Iterable[tuple[str, bytes]]
) -> Written:
    """Make a folder hold exactly some files, which need not be in memory all at once.

    Args:
        folder: The folder; it is made if it does not exist.
        paths: The path of each file.
        files: The path and the content of each file.

    Returns:
        The same as `write_tree`.
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
    changed = []
    folders: set[Path] = set()
    for path, content in files:
        target = folder / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        if target.is_file() and target.read_bytes() == content:
            continue
        target.write_bytes(content)
        changed.append(path)
    return Written(tuple(changed), tuple(removed))
