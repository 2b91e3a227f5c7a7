"""Which file of themes_data/ holds which records."""

import re
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
    """Return the path that a misplaced file was probably meant to have: .yml, or other letters."""
    folder, _, name = path.rpartition("/")
    stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
    tries = [
        f"{parent}/{file}.yaml".removeprefix("/")
        for parent in (folder, folder.lower())
        for file in (stem, stem.lower())
    ]
    return next((found for found in tries if found != path and find_kind(found)), None)


def advise_on_misplaced(path: str) -> str:
    """Say what to do with a file that holds no known type of record."""
    if meant := correct_path(path):
        return f"Rename it to {meant}."
    known = ", ".join(file.path for _, file in list_kinds_in_files())
    return f"Move it to where its kind belongs ({known}), or delete it."
