"""Which file of themes_data/ holds which records."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from kb.records.kinds import KINDS, DataFile, Kind


def list_kinds_in_files() -> list[tuple[Kind[Any], DataFile]]:
    """Return each type of record that has files of its own, with what they look like."""
    return [(kind, kind.file) for kind in KINDS.values() if kind.file]


def find_kind(path: str) -> tuple[Kind[Any], DataFile] | None:
    """Return what the file at `path` (below themes_data/, with /) holds, if anything may lie there.

    What lies there is a record of the type, or a list of them.
    """
    return next(
        (pair for pair in list_kinds_in_files() if _compile_pattern(pair[1].path).fullmatch(path)),
        None,
    )


def find_identifier(path: str) -> str | None:
    """Return the identifier that the file's own name promises, if it names one."""
    matches = (_compile_pattern(file.path).fullmatch(path) for _, file in list_kinds_in_files())
    return next((match.groupdict().get("id") for match in matches if match), None)


@cache
def _compile_pattern(path: str) -> re.Pattern[str]:
    escaped = re.escape(path)
    return re.compile(escaped.replace("<study>", "[^/]+").replace("<id>", "(?P<id>[^/]+)"))


def correct_path(path: str) -> str | None:
    """Return the path that a misplaced file was probably meant to have.

    It may end in .yml, be written in other letters, or have got another ending on top of its own,
    as from Notepad (F001.yaml.txt) and from programs that keep copies (F001.yaml.bak, F001.yaml~).
    """
    folder, _, name = path.rpartition("/")
    stem = re.sub(r"\.ya?ml$", "", _strip_endings(name), flags=re.IGNORECASE)
    tries = [
        f"{parent}/{file}.yaml".removeprefix("/")
        for parent in (folder, folder.lower())
        for file in (stem, stem.lower())
    ]
    return next((found for found in tries if found != path and find_kind(found)), None)


_ENDING = re.compile(r"(?:~|#|\.(?:txt|bak|old|orig|rej|save|tmp|temp|copy|backup|swp)\d*)$")


def _strip_endings(name: str) -> str:
    """Return a file's name without what programs write behind it."""
    while found := _ENDING.search(name.lower()):
        name = name[: found.start()]
    return name.lstrip("#")


def find_original(path: str, paths: Collection[str]) -> str | None:
    """Return the file that another one is a copy of by its name: `F001 copy.yaml`, `F001.yaml.bak`.

    Args:
        path: The path of the file that may be a copy.
        paths: The paths of all files.
    """
    folder, _, name = path.rpartition("/")
    for word in re.findall(r"[a-zA-Z][a-zA-Z0-9-]*", name):
        for end in (*(found.start() for found in re.finditer("-", word)), len(word)):
            original = f"{folder}/{word[:end]}.yaml".removeprefix("/")
            if original != path and original in paths and find_kind(original):
                return original
    return None


def is_identifier(name: str) -> bool:
    """Tell whether a file's name can be the identifier of a record."""
    return bool(_IDENTIFIER.fullmatch(name))


_IDENTIFIER = re.compile(r"[A-Z][0-9]{3,}|[a-z][a-z0-9]*(-[a-z0-9]+)*")


def advise_on_misplaced(path: str, root: str, paths: Collection[str]) -> str:
    """Say what to do with a file that holds no known type of record.

    Args:
        path: The path of the file below `root`.
        root: The folder's name as it is to appear.
        paths: The paths of all files.
    """
    if original := find_original(path, paths):
        return (
            f"By its name it is a copy of {root}/{original}. Delete it, or move it out of {root}/."
        )
    if (meant := correct_path(path)) and meant in paths:
        return f"There is {root}/{meant} already. Delete this file, or move it out of {root}/."
    if meant:
        return f"Rename it to {root}/{meant}."
    known = ", ".join(f"{root}/{file.path}" for _, file in list_kinds_in_files())
    return f"Move it to where its kind belongs ({known}), or delete it."
