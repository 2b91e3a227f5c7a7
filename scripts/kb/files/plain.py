"""Files as they lie in a folder, and nothing that only looks like one.

A symbolic link could lead out of the project, a named pipe has no end to wait for, and a device has
none at all. A pull request can bring links, so none is ever followed, wherever it leads.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path

from kb.files.limits import FOLDERS_DEEP
from kb.files.names import make_printable
from kb.problems.problem import DataError, Position, Problem


class NotReadError(OSError):
    """A file was not read: `reason` says why, and `advice` what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of a folder at most.

    Attributes:
        files: How many files.
        total: How many bytes in all.
        of: How many bytes of one file, by its path below the folder.
    """

    files: int
    total: int
    of: Callable[[str], int]


def read_plain(path: Path, most: int) -> bytes:
    """Return what a file holds.

    Args:
        path: The file. It may lie behind links; it must not be one.
        most: How many bytes it may have.

    Raises:
        NotReadError: It is no plain file, is too large, or cannot be read.
    """
    try:
        kind = path.lstat().st_mode
        # A pipe that nobody writes to would keep whoever opens it waiting; not so with these flags.
        with os.fdopen(os.open(path, _FLAGS), "rb") if stat.S_ISREG(kind) else BytesIO() as file:
            content = file.read(most + 1)
        size = max(path.lstat().st_size, len(content))
    except (OSError, ValueError) as error:
        raise NotReadError(*_describe_unreadable(error)) from None
    if not stat.S_ISREG(kind):
        raise NotReadError(*(LINK if stat.S_ISLNK(kind) else _NO_FILE))
    if size > most:
        raise NotReadError(*describe_too_large(size, most))
    return content


def read_folder(root: Path, wanted: Callable[[str], bool], limits: Limits) -> dict[str, bytes]:
    """Return the content of each wanted file below a folder by its path, with forward slashes.

    Args:
        root: The folder, in whose name problems are reported.
        wanted: Tells which files and folders are looked at, by their path below the folder.
        limits: How much is read at most.

    Raises:
        DataError: Something below it cannot be read, is no plain file, or is beyond a limit;
            without it, little can be said of the others.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    size = 0
    found = list(islice(_walk_below(root, wanted, problems), limits.files + 1))
    if len(found) > limits.files:
        raise DataError([_report_too_much(root, describe_too_many(limits.files))])
    for path, entry in found:
        try:
            content = read_plain(entry, limits.of(path))
        except NotReadError as error:
            problems.append(_make_problem(root, path, error))
            continue
        files[make_printable(path)] = content
        size += len(content)
        if size > limits.total:
            raise DataError([_report_too_much(root, describe_too_much(limits.total))])
    if problems:
        raise DataError(problems)
    return files


def _walk_below(
    root: Path, wanted: Callable[[str], bool], problems: list[Problem]
) -> Iterator[tuple[str, Path]]:
    """Yield every wanted file, folder by folder, in the order of names; note what cannot be.

    Links are noted in what is not wanted too, and wherever they are hidden: nobody who writes into
    the folder may be led out of it.
    """
    waiting = [("", True)]
    if root.is_symlink():
        problems.append(_make_problem(root, "", NotReadError(*LINK)))
        return
    while waiting:
        folder, looked_at = waiting.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_make_problem(root, folder, NotReadError(*_describe_unreadable(error))))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            is_wanted = looked_at and wanted(path)
            if entry.is_symlink():
                problems.append(_make_problem(root, path, NotReadError(*LINK)))
            elif not entry.is_dir(follow_symlinks=False):
                if is_wanted:
                    yield path, Path(entry.path)
            elif path.count("/") < FOLDERS_DEEP:
                waiting.append((path, is_wanted))
            else:
                problems.append(_make_problem(root, path, NotReadError(*TOO_DEEP)))


def describe_too_large(size: int, most: int) -> tuple[str, str]:
    """Return what is wrong with a file of that many bytes, and what to do."""
    return (
        f"the file has {_format_megabytes(size)}, and may have {_format_megabytes(most)} at most",
        "Look whether it is the file that belongs here; divide it if it is.",
    )


def describe_too_many(most: int) -> str:
    """Return what is wrong with a folder of more files than are read."""
    return f"the files in it are more than {most:,} files"


def describe_too_much(most: int) -> str:
    """Return what is wrong with a folder whose files have more bytes in all than are read."""
    return f"the files in it are more than {_format_megabytes(most)}"


def _report_too_much(root: Path, reason: str) -> Problem:
    advice = "Move out of the folder what does not belong in it."
    return Problem(Position(root.name), reason, advice)


def _make_problem(root: Path, path: str, error: NotReadError) -> Problem:
    place = f"{root.name}/{path}" if path else root.name
    return Problem(Position(make_printable(place)), error.reason, error.advice)


_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # as far as a system has them
    _FLAGS |= getattr(os, _name, 0)

LINK = (
    "it is a symbolic link, and links are never followed",
    "Put the file itself here: a link may lead out of the project, or lead elsewhere for others.",
)
TOO_DEEP = (
    "folders lie too deeply within each other here",
    "Move what is in them further up, or delete them.",
)
_NO_FILE = ("it is a pipe, a socket or a device", "Delete it, and put a file here if one is meant.")


def _describe_unreadable(error: OSError | ValueError) -> tuple[str, str]:
    said = (getattr(error, "strerror", None) or "unknown reason").lower()
    return f"it cannot be read ({said})", "Make it readable for you, or delete it."


def _format_megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB".replace(".0 ", " ")
