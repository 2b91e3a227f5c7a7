"""What a rule is: declared where it stands, with its kind and the reason for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kb.check.linked import Linked
from kb.knowledge.base import KnowledgeBase
from kb.problems.problem import Problem
from kb.records import Record

Find = Callable[[Linked], Iterator[Problem]]
"""Yields a problem for each violation; the first line of its docstring says what it asks for."""

FindThin = Callable[[KnowledgeBase], Iterator["Thin"]]
"""Yields what is thin; the first line of its docstring says what it asks for."""


@dataclass(frozen=True, slots=True)
class Named:
    """What every kind of rule has.

    Attributes:
        name: What it is called in the data and in problems.
        sentence: What it asks for, for readers of the site.
    """

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule(Named):
    """A rule of the check.

    Attributes:
        find: Finds its violations.
        otherwise: What would be wrong on the site without it, if no record can be excused from it.
        reads_words: Whether it looks at one word in one place, and so at invalid records too.
    """

    find: Find = field(compare=False)
    otherwise: str = ""
    reads_words: bool = False

    @property
    def is_judgement(self) -> bool:
        """Whether it is right as a rule only: a record can be excused from it, with a reason."""
        return not self.otherwise


@dataclass(frozen=True, slots=True)
class Thin:
    """A record that goes against a rule of coverage, and in which of its people, if in people."""

    record: Record
    person: str = ""


@dataclass(frozen=True, slots=True)
class Coverage(Named):
    """A rule of coverage: what goes against it is thin, which is advice and no problem.

    Attributes:
        find: Finds what is thin.
        key: The name of this kind of thinness, for anchors.
        heading: What is thin, as a heading.
        meaning: What it means that something stands there, and how it is found.
    """

    find: FindThin = field(compare=False)
    key: str
    heading: str
    meaning: str


def requirement(otherwise: str, *, reads_words: bool = False) -> Callable[[Find], Rule]:
    """Declare a rule that no record can be excused from.

    Args:
        otherwise: What would be wrong without it, as the end of a sentence.
        reads_words: Whether it looks at one word in one place.
    """
    return lambda find: Rule(_name(find), _read_sentence(find), find, otherwise, reads_words)


def judgement(find: Find) -> Rule:
    """Declare a rule that is right as a rule: a record can be excused from it, with a reason."""
    return Rule(_name(find), _read_sentence(find), find)


def coverage(key: str, heading: str, meaning: str) -> Callable[[FindThin], Coverage]:
    """Declare a rule of coverage."""
    return lambda find: Coverage(_name(find), _read_sentence(find), find, key, heading, meaning)


def _name(find: Callable[..., object]) -> str:
    return getattr(find, "__name__", "").replace("_", "-")


def _read_sentence(find: Callable[..., object]) -> str:
    return (find.__doc__ or "").strip().partition("\n")[0].replace("'", "’")
