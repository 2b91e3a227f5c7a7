"""Mistakes in the data as values: where, what, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kb.text.shown import show_on_one_line, show_signs

Severity = Literal["error", "warning", "draft"]
"""An error stops the build; a warning is for a person to weigh; a draft's mistake can wait."""


class Position(NamedTuple):
    """A place in a file of the project; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Position("", 0, 0)
"""Where something is that nobody wrote; no problem is reported there."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: what is wrong, in a maintainer's words, and what to do about it.

    Attributes:
        position: Where it is.
        message: What is wrong.
        advice: What to do next.
        severity: Whether it stops the build.
        rule: The name of the rule that found it; empty if it was found before rules are applied.
        excusable: Whether a record can be excused from the rule.
        unwritten: Whether nothing is wrong, but something is still to write.
    """

    position: Position
    message: str
    advice: str
    severity: Severity = "error"
    rule: str = ""
    excusable: bool = False
    unwritten: bool = False

    @property
    def stops(self) -> bool:
        """Whether nothing is built until it is fixed."""
        return self.severity == "error"

    def __str__(self) -> str:
        kind = "" if self.stops else f"{self.severity}: "
        rule = f" [{self.rule}]" if self.excusable else ""
        first = show_on_one_line(f"{self.position}: {kind}{self.message}{rule}")
        return f"{first}\n    {show_signs(self.advice)}"


class DataError(Exception):
    """The data cannot be built; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of files and lines, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(summarise(self.problems))


def summarise(problems: Iterable[Problem]) -> str:
    """Lay the problems out for a person: one after the other, and their number at the end."""
    ordered = sorted(set(problems))
    return "\n".join([*map(str, ordered), f"{count(len(ordered), 'problem')} found."])


def count(number: int, noun: str) -> str:
    """Write a count in figures, which programs and eyes find at the end of a report."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
