"""The way in: the files of themes_data/ on disk, read, linked and checked."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kb.check.excuses import weigh
from kb.check.rules import check
from kb.files.limits import ALL_RECORD_BYTES, PROBLEMS, RECORD_BYTES, RECORD_FILES
from kb.files.plain import Limits, read_folder
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import link
from kb.knowledge.withheld import list_draft_folders, withhold
from kb.load.loader import Loaded, Make, Parse, load, make_record
from kb.load.unsorted import Unsorted, read_unsorted, report_twice
from kb.problems.problem import DataError, Problem
from kb.progress import begin
from kb.strict_yaml.document import parse
from kb.strict_yaml.reader import report_too_many

RECORD_LIMITS = Limits(RECORD_FILES, ALL_RECORD_BYTES, lambda _: RECORD_BYTES)
"""How much is read of themes_data/, as it is or as it was."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What files hold, and everything that there is to say of it.

    Attributes:
        kb: The records that could be read, and the links between them.
        loaded: What was read, and what could not be.
        mislinked: What is wrong with links.
        problems: Everything that is wrong, in the order of files; what records are excused from is
            left out. What concerns drafts alone stops nothing.
        unsorted: Quotes that belong to no finding yet, of drafts and others.
        drafts: The folders below the root that hold studies which are not published.
    """

    kb: KnowledgeBase
    loaded: Loaded
    mislinked: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    unsorted: tuple[Unsorted, ...] = ()
    drafts: tuple[str, ...] = ()

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """What stops a build."""
        return tuple(problem for problem in self.problems if problem.stops)

    def linked(self) -> KnowledgeBase:
        """Return the records, if all are valid and all links lead somewhere; rules may be broken.

        Raises:
            DataError: Something cannot be read, or a link leads nowhere.
        """
        if problems := [*self.loaded.problems, *self.mislinked]:
            raise DataError(problems)
        return self.kb

    def require_valid(self) -> KnowledgeBase:
        """Return the records, if nothing stops a build; warnings are left to the check.

        Raises:
            DataError: Something does; the error holds every problem that stops.
        """
        if self.stopping:
            raise DataError(self.stopping)
        return self.kb


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
    files: Mapping[str, bytes],
    root: str = "themes_data",
    parse: Parse = parse,
    make: Make = make_record,
    today: dt.date | None = None,
) -> Examined:
    """Load, link and check files; drafts are checked, and then kept back.

    Args:
        files: The content of each file by its path below `root`.
        root: The folder's name as it is to appear in problems.
        parse: What reads each file.
        make: What makes each record.
        today: The day by which it is told what is still to come; the clock's, if it is left out.
    """
    drafts = list_draft_folders(files)
    if not drafts:
        return examine_with_drafts(files, root, parse, make, today)
    published = {path: text for path, text in files.items() if not path.startswith(drafts)}
    own = [files[path] for path in files.keys() - published.keys()]
    examined = _examine(
        published, root, lambda: withhold(load(published, root, parse, make), own), today
    )
    whole = examine_with_drafts(files, root, parse, make, today)
    waiting = [replace(one, severity="draft") for one in {*whole.problems} - {*examined.problems}]
    return replace(
        examined,
        problems=tuple(sorted([*examined.problems, *waiting])),
        unsorted=whole.unsorted,
        drafts=drafts,
    )


def examine_with_drafts(
    files: Mapping[str, bytes],
    root: str = "themes_data",
    parse: Parse = parse,
    make: Make = make_record,
    today: dt.date | None = None,
) -> Examined:
    """Load, link and check files as if no study were a draft: as they are once all is published."""
    return _examine(files, root, lambda: load(files, root, parse, make), today)


def _examine(
    files: Mapping[str, bytes], root: str, load: Callable[[], Loaded], today: dt.date | None
) -> Examined:
    begin("load", len(files))
    loaded = load()
    begin("link")
    kb, mislinked = link(loaded)
    begin("check")
    day = today or dt.datetime.now(tz=dt.UTC).date()
    unsorted, faults = read_unsorted(files, root)
    faults += report_twice(unsorted, loaded)
    found = [*loaded.problems, *mislinked, *check(kb, loaded, day), *faults]
    problems = tuple(_not_too_many(sorted({*weigh(kb, found)})))
    return Examined(kb, loaded, tuple(mislinked), problems, tuple(unsorted))


def _not_too_many(problems: list[Problem]) -> Iterator[Problem]:
    """Yield the problems of each file up to a number that is still of use to somebody."""
    for file, group in groupby(problems, lambda problem: problem.position.file):
        found = [*group]
        if sum(not problem.unwritten for problem in found) <= PROBLEMS:
            yield from found
        else:
            ordered = sorted(found, key=lambda problem: (problem.unwritten, not problem.stops))
            yield from ordered[:PROBLEMS]
            # What stops a build comes first, so the next one is the worst that is left out.
            yield report_too_many(file, ordered[PROBLEMS].severity)


def read(root: Path, parse: Parse = parse, make: Make = make_record) -> KnowledgeBase:
    """Read a knowledge base from its folder; warnings are left to the check.

    Raises:
        DataError: Something is wrong with the data; the error holds every problem that stops.
    """
    return examine(read_files(root), root.name, parse, make).require_valid()
