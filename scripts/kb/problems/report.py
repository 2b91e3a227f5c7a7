"""Problems laid out: for a person, for the annotations of a pull request, or for tools."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import Literal

from kb.problems.problem import Position, Problem, count
from kb.text.github_markdown import escape_markdown, format_code, make_fence
from kb.text.shown import show_signs
from kb.text.wording import join_names

Format = Literal["text", "markdown", "github", "json"]
Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file of the project by its path; none for a file that cannot be read."""

WIDTH = 92
"""How many characters of a line an excerpt shows at most: it fits a terminal of 100 columns."""

# What YAML 1.1 takes for the end of a line, section 5.4 of its specification.
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def format_problems(problems: Sequence[Problem], form: Format, lines: Lines) -> str:
    """Lay problems out by file, in each file what stops the build first, then by line.

    Args:
        problems: What is wrong; each is reported once.
        form: text: grouped by file, each with its line and a caret; markdown: as a comment on a
            pull request shows them; github: a workflow command each, which GitHub shows beside the
            line; json: one object, for tools.
        lines: Where excerpts come from.
    """
    ordered = _sort(problems)
    match form:
        case "text":
            return _format_text(ordered, lines)
        case "markdown":
            return "\n\n".join(map(format_problem_as_markdown, ordered))
        case "github":
            return "\n".join(map(_format_command, ordered))
        case "json":
            return json.dumps({"problems": list_objects(ordered)}, indent=2)


def list_objects(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return problems as tools get them, in the same order as people do."""
    return [*map(_make_object, _sort(problems))]


def _sort(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda one: (one.position.file, one.severity, one))


def split_lines(text: str) -> list[str]:
    """Divide a file's text into lines as YAML counts them."""
    return _BREAKS.split(text)


# ------------------------------------------------------------------------------- for a person


def _format_text(problems: list[Problem], lines: Lines) -> str:
    files = [list(group) for _, group in groupby(problems, lambda one: one.position.file)]
    lines = cache(lines)  # a file is read once, however much is wrong with it
    blocks = ["\n".join(_format_problem(one, lines) for one in group) for group in files]
    errors = sum(problem.stops for problem in problems)
    drafts = sum(problem.severity == "draft" for problem in problems)
    kinds = [
        (errors, "error"),
        (len(problems) - errors - drafts, "warning"),
        (drafts, "draft’s mistake"),
    ]
    counts = join_names([count(number, noun) for number, noun in kinds if number])
    return "\n\n".join([*blocks, f"{counts} found in {count(len(files), 'file')}."])


def _format_problem(problem: Problem, lines: Lines) -> str:
    first, *rest = str(problem).split("\n")
    return "\n".join([first, *_format_excerpt(problem.position, lines), *rest])


def _format_excerpt(place: Position, lines: Lines) -> list[str]:
    """Return the line that a place is on, and below it a caret at its column."""
    known = lines(place.file)
    if place.line > len(known) or known[place.line - 1].isspace() or not known[place.line - 1]:
        return []
    length = len(known[place.line - 1])
    column = min(place.column - 1, length)
    start = max(0, min(column - WIDTH // 2, length - WIDTH))
    line = "".join(
        character if character.isprintable() else " "
        for character in known[place.line - 1][start : start + WIDTH]
    )
    part = f"{'…' if start else ''}{line}"
    before = f"{'…' if start else ''}{line[: column - start]}"
    number = str(place.line)
    return [
        f"    {number} │ {part}{'…' if start + WIDTH < length else ''}",
        f"    {' ' * len(number)} │ {' ' * _measure_columns(before)}^",
    ]


def _measure_columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, accents none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


# ------------------------------------------------------------------------- for a pull request


def format_problem_as_markdown(problem: Problem) -> str:
    """Tell a problem in GitHub's Markdown, its advice as it is to be pasted."""
    advice = show_signs(problem.advice)
    fence = make_fence(advice, 3)
    kind = "" if problem.stops else f"{problem.severity}: "
    told = f"<b>{format_code(str(problem.position))}</b>: {escape_markdown(kind + problem.message)}"
    return f"{told}\n\n{fence}text\n{advice}\n{fence}"


# ------------------------------------------------------------------------------- for programs


def _format_command(problem: Problem) -> str:
    """Write a workflow command, escaped as GitHub's own toolkit escapes it."""
    place = problem.position
    said = f"{problem.message}\n{problem.advice}"
    for character, escaped in _LINE_ENDS:
        said = said.replace(character, escaped)
    file = place.file
    for character, escaped in (*_LINE_ENDS, (":", "%3A"), (",", "%2C")):
        file = file.replace(character, escaped)
    title = f",title={problem.rule}" if problem.rule else ""
    command = "notice" if problem.severity == "draft" else problem.severity
    return f"::{command} file={file},line={place.line},col={place.column}{title}::{said}"


_LINE_ENDS = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
"""What would end a workflow command, and the sign that everything is escaped with."""


def _make_object(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
        "message": problem.message,
        "advice": problem.advice,
        "rule": problem.rule or None,
        "excusable": problem.excusable,
    }
