"""The files of a folder as they were at a commit, within the limits that hold for a folder on disk.

A commit can hold what no disk would: a few objects that stand for more files than there are numbers
for. So sizes and kinds are looked at before anything is read, and no link is followed.
"""

from collections.abc import Callable

from kb.files.limits import FOLDERS_DEEP
from kb.files.names import make_printable
from kb.files.plain import (
    LINK,
    TOO_DEEP,
    Limits,
    describe_too_large,
    describe_too_many,
    describe_too_much,
)
from kb.history.repository import Entry, Repository
from kb.problems.problem import DataError, Position, Problem


def read_earlier(
    repository: Repository,
    commit: str,
    folder: str,
    wanted: Callable[[str], bool],
    limits: Limits,
) -> dict[str, bytes]:
    """Return the content of each wanted file below a folder, by its path below it.

    Args:
        repository: Where the commit is.
        commit: The commit.
        folder: The folder, in whose name problems are reported.
        wanted: Tells which files are read, by their path below the folder.
        limits: How much is read at most.

    Raises:
        DataError: Something there is a link, or beyond a limit; nothing was read.
        RepositoryError: Git cannot say what was there.
    """
    when = repository.short(commit)
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for i, entry in enumerate(repository.entries_at(commit, folder), start=1):
        if i > limits.files:
            raise DataError([_make_problem(when, folder, describe_too_many(limits.files))])
        path = entry.path.removeprefix(f"{folder}/")
        if not wanted(path):
            continue
        if reason := _find_fault(entry, path, limits.of(path)):
            problems.append(_make_problem(when, entry.path, reason))
        entries[make_printable(path)] = entry
    if sum(entry.size for entry in entries.values()) > limits.total:
        problems.append(_make_problem(when, folder, describe_too_much(limits.total)))
    if problems:
        raise DataError(problems)
    return dict(zip(entries, repository.contents(list(entries.values())), strict=True))


def _find_fault(entry: Entry, path: str, most: int) -> str | None:
    if entry.is_link:
        return LINK[0]
    if path.count("/") > FOLDERS_DEEP:
        return TOO_DEEP[0]
    return describe_too_large(entry.size, most)[0] if entry.size > most else None


def _make_problem(when: str, path: str, reason: str) -> Problem:
    advice = "Mend it there first, or compare with another revision: kb diff BASE."
    return Problem(Position(make_printable(path)), f"as it was at {when}, {reason}", advice)
