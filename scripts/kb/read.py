"""The way in: the files of themes_data/ on disk, read, linked and checked."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kb.check.exceptions import weigh
from kb.check.rules import check
from kb.files.limits import ALL_RECORD_BYTES, PROBLEMS, RECORD_BYTES, RECORD_FILES
from kb.files.plain import Limits, read_folder
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import link
from kb.load.loader import Make, Parse, load, made
from kb.problems.problem import DataError, Problem
from kb.progress import begin
from kb.strict_yaml.document import parse
from kb.strict_yaml.reader import too_many

RECORD_LIMITS = Limits(RECORD_FILES, ALL_RECORD_BYTES, lambda _: RECORD_BYTES)
"""How much is read of themes_data/, as it is or as it was."""


def read_files(root: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path with forward slashes.

    What is hidden (.DS_Store and the like) and README.md are nobody's records and are left out.

    Raises:
        DataError: A file or a folder cannot be read, is none, or is too large; without it, little
            can be said of the others.
    """
    return read_folder(root, may_hold_records, RECORD_LIMITS)


def may_hold_records(path: str) -> bool:
    """Tell whether a file is data by its path: what is hidden and README.md are not."""
    *folders, name = path.split("/")
    return name != "README.md" and not any(part.startswith(".") for part in (*folders, name))


def examine(
    files: dict[str, bytes], root: str = "themes_data", parse: Parse = parse, make: Make = made
) -> tuple[KnowledgeBase, list[Problem]]:
    """Load, link and check files; return what could be joined and everything that is wrong."""
    begin("load", len(files))
    loaded = load(files, root, parse, make)
    begin("link")
    kb, mislinked = link(loaded)
    begin("check")
    problems = sorted({*weigh(kb, [*loaded.problems, *mislinked, *check(kb, loaded)])})
    return kb, [*_not_too_many(problems)]


def _not_too_many(problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems of each file up to a number that is still of use to somebody."""
    for file, group in groupby(problems, lambda problem: problem.position.file):
        told = sorted(group, key=lambda problem: not problem.stops)
        yield from told[:PROBLEMS]
        if len(told) > PROBLEMS:
            # What stops a build comes first, so the next one is the worst that is left out.
            yield too_many(file, told[PROBLEMS].severity)


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


def inspect(
    root: Path, parse: Parse = parse, make: Make = made
) -> tuple[KnowledgeBase, list[Problem]]:
    """Read a knowledge base from its folder, with everything there is to say of it.

    Raises:
        DataError: A file or a folder cannot be read.
    """
    return examine(read_files(root), root.name, parse, make)


def read(root: Path, parse: Parse = parse, make: Make = made) -> KnowledgeBase:
    """Read a knowledge base from its folder; warnings are left to the check.

    Raises:
        DataError: Something is wrong with the data; the error holds every problem that stops.
    """
    kb, problems = inspect(root, parse, make)
    if stopping := [problem for problem in problems if problem.stops]:
        raise DataError(stopping)
    return kb
