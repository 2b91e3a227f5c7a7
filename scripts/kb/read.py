"""The way in: the files of themes_data/ on disk, read, linked and checked."""

import os
from pathlib import Path

from kb.exceptions import weigh
from kb.knowledge_base import KnowledgeBase
from kb.link import link
from kb.load import Parse, load
from kb.problems import DataError, Position, Problem
from kb.rules import check
from kb.yaml_document import parse


def read_files(root: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path with forward slashes.

    What is hidden (.DS_Store and the like) and README.md are nobody's records and are left out.

    Raises:
        DataError: A file or a folder cannot be read; without it, little can be said of the others.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        path = Path(error.filename or root)
        problems.append(
            Problem(
                Position(_name(root, path)),
                f"it cannot be read ({(error.strerror or 'unknown reason').lower()})",
                "Make it readable for you, or delete it.",
            )
        )

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        within = Path(folder)
        before = "" if within == root else f"{within.relative_to(root).as_posix()}/"
        for name in names:
            path = within / name
            if not may_hold_records(name) or not (path.is_file() or not path.exists()):
                continue
            try:
                files[_printable(f"{before}{name}")] = path.read_bytes()
            except OSError as error:
                unreadable(error)
    if problems:
        raise DataError(problems)
    return files


def may_hold_records(path: str) -> bool:
    """Tell whether a file is data by its path: what is hidden and README.md are not."""
    *folders, name = path.split("/")
    return name != "README.md" and not any(part.startswith(".") for part in (*folders, name))


def _name(root: Path, path: Path) -> str:
    """Return a path as problems show it, which must be printable."""
    return _printable(f"{root.name}/{path.relative_to(root).as_posix()}")


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def examine(
    files: dict[str, bytes], root: str = "themes_data", parse: Parse = parse
) -> tuple[KnowledgeBase, list[Problem]]:
    """Load, link and check files; return what could be joined and everything that is wrong."""
    loaded = load(files, root, parse)
    kb, mislinked = link(loaded)
    return kb, sorted({*weigh(kb, [*loaded.problems, *mislinked, *check(kb, loaded)])})


def read_linked(root: Path) -> tuple[dict[str, bytes], KnowledgeBase]:
    """Read the files of a folder and what they hold; rules need not be kept yet.

    Raises:
        DataError: A file cannot be read, a record is not sound, or a link leads nowhere.
    """
    files = read_files(root)
    loaded = load(files, root.name)
    kb, mislinked = link(loaded)
    if problems := [*loaded.problems, *mislinked]:
        raise DataError(problems)
    return files, kb


def inspect(root: Path, parse: Parse = parse) -> tuple[KnowledgeBase, list[Problem]]:
    """Read a knowledge base from its folder, with everything there is to say of it.

    Raises:
        DataError: A file or a folder cannot be read.
    """
    return examine(read_files(root), root.name, parse)


def read(root: Path) -> KnowledgeBase:
    """Read a knowledge base from its folder; warnings are left to the check.

    Raises:
        DataError: Something is wrong with the data; the error holds every problem that stops.
    """
    kb, problems = inspect(root)
    if stopping := [problem for problem in problems if problem.stops]:
        raise DataError(stopping)
    return kb
