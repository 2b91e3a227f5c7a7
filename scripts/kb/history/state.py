"""A state of the data, sound or not: what is compared with another."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.check.exceptions import weigh
from kb.check.rules import check
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import link
from kb.load.loader import Loaded, load
from kb.problems.problem import Problem
from kb.records import Record


@dataclass(frozen=True, slots=True)
class State:
    """What the files of one time say.

    Attributes:
        kb: The records that could be read.
        unsound: Identifiers of records of which something could not be read.
        unread_types: Types of which not even every identifier could be read.
        problems: What stops a build.
    """

    kb: KnowledgeBase
    unsound: frozenset[str]
    unread_types: frozenset[type[Record]]
    problems: tuple[Problem, ...]


def state_of(files: Mapping[str, bytes], root: str) -> State:
    """Read files, whatever is wrong with them.

    Args:
        files: The content of each file by its path below `root`.
        root: The folder's name as it is to appear in problems.
    """
    loaded = load(files, root)
    kb, mislinked = link(loaded)
    problems = set(weigh(kb, [*loaded.problems, *mislinked, *check(kb, loaded)]))
    return State(
        kb,
        _unsound(loaded),
        loaded.unread_types,
        tuple(sorted(problem for problem in problems if problem.stops)),
    )


def _unsound(loaded: Loaded) -> frozenset[str]:
    """Return the identifiers of the records in which, or in place of which, a mistake is."""
    found = {claim.identifier for claim in loaded.claims} | loaded.unread
    begins: dict[str, list[tuple[int, str]]] = {}
    for place in loaded.records:
        position = place.position()
        begins.setdefault(position.file, []).append((position.line, place.record.id))
    for claim in loaded.claims:
        begins.setdefault(claim.position.file, []).append((claim.position.line, claim.identifier))
    for problem in loaded.problems:
        before = [x for x in begins.get(problem.position.file, []) if x[0] <= problem.position.line]
        if before:
            found.add(max(before)[1])
    return frozenset(found)
