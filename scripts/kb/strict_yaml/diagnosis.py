"""What a person did where YAML breaks: the parser often gives up many lines further down."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kb.problems.problem import Position, Problem
from kb.text.characters import describe
from kb.text.wording import quote_text

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \n]|\Z)", re.MULTILINE)
_FIELD = re.compile(r"\s*(?:- +)?([A-Za-z_][\w-]*)\s*:(?:\s|$)")
_NO_SPACE = re.compile(r" *(?:- +)*([A-Za-z_]\w*):(?=[^\s/:])")
_NO_SPACE_AFTER_HYPHEN = re.compile(r" *-(?=[^\s-])")
_MISSING = re.compile(r"( *)#\s?(?:(- )\w+:.*|([a-z_]+):\s*)")
_BLOCK_BEGINS = re.compile(r".*:\s+[>|][-+0-9]*\s*")


def find_conflict(file: str, text: str) -> Problem | None:
    """Return a problem if git left two versions of the same lines in a file."""
    found = _CONFLICT.search(text)
    if found is None:
        return None
    return Problem(
        Position(file, text.count("\n", 0, found.start()) + 1),
        f"somebody else changed the same lines, and git left both versions ({found[0]})",
        "Of what stands between <<<<<<< and ======= and between ======= and >>>>>>> keep what is "
        "right, and delete the lines that begin with these marks.",
    )


def swallows_fields(lines: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a text in quotes runs over fields or comments: its mark was never closed.

    Args:
        lines: The lines of the file.
        first: The number of the line at which the text begins, from 0.
        last: The number of the line at which it ends.
    """
    indented = _measure_indent(lines[first])
    return any(
        _measure_indent(line) <= indented and (_FIELD.match(line) or line.lstrip()[:1] == "#")
        for line in lines[first + 1 : last + 1]
    )


def report_open_quote(position: Position) -> Problem:
    """Say that a quotation mark opens a text that nothing closes where it should end."""
    return Problem(
        position,
        "the quotation mark that opens here is never closed",
        "Close it, or put text that holds quotation marks in a block that begins with >-.",
    )


def find_commented_out(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield each field, or beginning of an entry, that is a comment although more of it follows.

    Yields:
        The line and the column, from 0, and the name of the field; "" for an entry.
    """
    for number, line in enumerate(lines[:-1]):
        found = _MISSING.fullmatch(line)
        if not found or not lines[number + 1].strip() or _is_comment(lines[number + 1]):
            continue
        deeper = _measure_indent(lines[number + 1]) > len(found[1])
        if deeper and (found[2] or not _opens_a_group(lines, number)):
            yield number, len(found[1]), found[3] or ""


def report_commented_out(position: Position, field: str) -> Problem:
    """Say that a field, or the beginning of an entry, is a comment although more of it follows."""
    what = f"the field {quote_text(field)}" if field else "the first line of an entry"
    return Problem(
        position,
        f"{what} is a comment, but what belongs to it follows",
        "Remove the # and the space behind it, or make all that follows from it a comment too.",
    )


def explain_no_field(file: str, number: int, lines: Sequence[str]) -> Problem:
    """Say why a line is no field.

    Args:
        file: The file's name.
        number: The number of the line, from 0.
        lines: The lines of the file.
    """
    if problem := explain_line(file, number, lines):
        return problem
    line = lines[number]
    at = Position(file, number + 1, _measure_indent(line) + 1)
    opener = next((one for one in reversed(lines[:number]) if one.strip()), "")
    if line.lstrip()[:1] in ("'", '"'):
        return report_open_quote(at)
    if _BLOCK_BEGINS.fullmatch(opener):
        return Problem(
            at,
            "the text of a block is not indented",
            "Indent each line of it, with two spaces more than the field it belongs to.",
        )
    return Problem(
        at,
        "this line is no field: no name with a colon begins it",
        "Write `name: value`, with a space after the colon; text that goes on below its first "
        "line is indented.",
    )


def explain_line(file: str, number: int, lines: Sequence[str]) -> Problem | None:
    """Say what keeps a line from being the field or the entry that it was meant to be, if known."""
    line = lines[number]
    if odd := re.match(r"[\s-]*(?:[A-Za-z_]\w*\s*:)?\s+", line):
        for column, character in enumerate(odd[0]):
            if _is_odd_space(character):
                return report_odd_space(Position(file, number + 1, column + 1), character)
    if found := _NO_SPACE.match(line):
        field = found[1]
        return Problem(
            Position(file, number + 1, found.end() + 1),
            f"no space follows the colon of {quote_text(field)}",
            f"Write a space between `{field}:` and what follows it.",
        )
    if found := _NO_SPACE_AFTER_HYPHEN.match(line):
        return Problem(
            Position(file, number + 1, found.end() + 1),
            "no space follows the hyphen that begins an entry",
            "Write a space after the hyphen; put text that begins with a hyphen in quotes.",
        )
    return None


def explain_glued(text: str) -> str:
    """Say what to do where fields or entries were read as one text; "" if none can be seen in it.

    YAML takes `level:credible` and `-T001` for a text, and a no-break space for a part of it.
    """
    problem = explain_line("", 0, [text])
    return f"In it, {problem.message}. {problem.advice}" if problem else ""


def report_odd_space(position: Position, character: str) -> Problem:
    """Say that a space which looks like any other is not one for YAML."""
    return Problem(
        position,
        f"{describe(character)}, stands where a plain space is needed",
        "Delete it and type a space: it looks the same, and comes along from word processors.",
    )


def find_odd_space(text: str) -> int | None:
    """Return where a text begins or ends with a space that is no plain one."""
    for place in (0, len(text) - 1):
        if text[place : place + 1] and _is_odd_space(text[place]):
            return place
    return None


def _is_odd_space(character: str) -> bool:
    return character != " " and unicodedata.category(character) == "Zs"


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _opens_a_group(lines: Sequence[str], number: int) -> bool:
    """Tell whether the last line above that is no comment waits for what belongs to it."""
    above = (line for line in reversed(lines[:number]) if line.strip() and not _is_comment(line))
    return next(above, "").rstrip().endswith(":")


def _measure_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
