"""Where the YAML of a file is broken, in a maintainer's words instead of the parser's."""

import yaml

from kb.problems.problem import Position, Problem
from kb.strict_yaml.diagnosis import (
    explain_line,
    explain_no_field,
    find_commented_out,
    report_commented_out,
)
from kb.text.wording import quote_text

_INDENTATION = "the indentation, or what follows a value, does not fit here"
_INDENT = (
    "Let all fields of one record begin in the same column, indented with spaces. Close every "
    "quotation mark; nothing may follow it, and an apostrophe between single quotes is written "
    "twice."
)
_BRACKETS = "a list in [ ] or a group of fields in { } goes wrong here or on the line above"
_CLOSE = (
    "Close what was opened, put a comma between entries, and put text in quotes that holds a "
    "comma, a colon or a bracket."
)
_BACKSLASH = "a backslash stands between double quotes"
_DOUBLE = "Use single quotes, or write the backslash twice."
_TAB = ("a tab stands where spaces are needed", "Indent with spaces.")
_QUOTE = (
    "Put text that holds a colon and a space in quotes, or in a block that begins with >-. If a "
    "field begins here, let it begin in the same column as those beside it."
)
_HYPHEN = (
    "Begin a list on the line below its field; text that begins with a hyphen and a space must "
    "be in quotes."
)
_ENTRIES = (
    "Begin each entry of the list with a hyphen, in the same column as the others, and indent "
    "what belongs to an entry."
)
_BLOCK = "Begin the text on the next line, indented, or put text that begins with > or | in quotes."
_ONE = "Keep one record or one list in a file, and let all its fields begin in the same column."

WORDING = {
    "mapping values are not allowed": (
        "a colon and a space stand where text goes on",
        _QUOTE,
    ),
    "found unexpected end of stream": (
        "the quotation mark that opens here is never closed",
        "Close it, or put text that holds quotation marks in a block that begins with >-.",
    ),
    "found a tab character": _TAB,
    "unknown escape character": (_BACKSLASH, _DOUBLE),
    "expected hexdecimal number": (_BACKSLASH, _DOUBLE),
    "invalid Unicode character escape": (
        "a backslash stands for an invalid Unicode character",
        "Delete it, and write the character itself.",
    ),
    "block sequence entries are not allowed": (
        "a hyphen and a space stand where text goes on",
        _HYPHEN,
    ),
    "did not find expected '-' indicator": ("the list goes on here without a hyphen", _ENTRIES),
    "did not find expected comment or line break": (
        "text stands behind the > or | that begins a block",
        _BLOCK,
    ),
    "expected alphabetic or numeric character": (
        "& or * stands here on its own",
        "Put the whole text in quotes.",
    ),
    "did not find expected <document start>": ("the file goes on after its end", _ONE),
    "did not find expected ',' or": (_BRACKETS, _CLOSE),
    "did not find expected node content": (_BRACKETS, _CLOSE),
    "did not find expected key": (_INDENTATION, _INDENT),
}
"""What libyaml says (a part of it), and what is said instead."""


def report_broken(
    file: str, text: str, error: yaml.YAMLError, quoted: Position | None = None
) -> Problem:
    """Say where the YAML's syntax broke and what may be done about it.

    Args:
        file: The file's name.
        text: Its text.
        error: What the parser said.
        quoted: Where the last text in quotes ended that was read.
    """
    said = str(getattr(error, "problem", None) or error)
    mark, context = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    lines = text.split("\n")
    if said.startswith("found unexpected end of stream") or "alphabetic or numeric" in said:
        # Where the parser gave up is no help: the mistake is the mark that began it.
        mark = context or mark
    if "',' or" in said and context and mark and context.line < mark.line:
        return _report_open_bracket(_place(file, lines, context), lines)
    position = _place(file, lines, mark)
    if "directive" in str(getattr(error, "context", "")):
        return Problem(position._replace(column=1), *_explain_no_beginning("%"))
    began = context.line if context and "could not find" in said else position.line - 1
    return (
        _find_commented_out(file, lines, position.line - 1)
        or _find_in_lines(file, lines, said, position.line - 1, min(began, len(lines) - 1))
        or _find_beside_quotes(position, lines, quoted)
        or _word(position, lines[position.line - 1][position.column - 1 :], said)
    )


def _report_open_bracket(position: Position, lines: list[str]) -> Problem:
    bracket = lines[position.line - 1][position.column - 1 :][:1]
    return Problem(
        position,
        f"the {bracket} that opens here is not closed, or no comma stands between its entries",
        _CLOSE,
    )


def _place(file: str, lines: list[str], mark: yaml.Mark | None) -> Position:
    if mark is None:
        return Position(file)
    line = min(mark.line, len(lines) - 1)
    column = min(mark.column, len(lines[line])) if line == mark.line else len(lines[line])
    return Position(file, line + 1, column + 1)


def _find_commented_out(file: str, lines: list[str], broken: int) -> Problem | None:
    """Return what is said of the last field above that is a comment, if the break is below it."""
    above = [found for found in find_commented_out(lines) if found[0] < broken]
    if not above:
        return None
    line, column, field = above[-1]
    between = lines[line + 1 : broken + 1]
    if any(one.strip() and len(one) - len(one.lstrip()) <= column for one in between):
        return None
    return report_commented_out(Position(file, line + 1, column + 1), field)


def _find_in_lines(
    file: str, lines: list[str], said: str, broken: int, began: int
) -> Problem | None:
    if "could not find expected ':'" in said:
        return explain_no_field(file, began, lines)
    first = broken - _LINES_ABOVE if "mapping values" in said else broken
    numbers = range(broken, max(first, 0) - 1, -1)
    return next((one for n in numbers if (one := explain_line(file, n, lines))), None)


def _find_beside_quotes(
    position: Position, lines: list[str], quoted: Position | None
) -> Problem | None:
    """Return what is said of text that goes on behind its closing quotation mark."""
    if quoted is None or quoted.line != position.line or quoted.column > position.column:
        return None
    if lines[quoted.line - 1][quoted.column - 1 : position.column - 1].strip():
        return None
    return Problem(
        position,
        "the text in quotation marks has ended, but something follows",
        "Put all of the text between one pair of marks. Between single quotes write an apostrophe "
        "twice; text that holds quotation marks goes in a block that begins with >-.",
    )


def _word(position: Position, rest: str, said: str) -> Problem:
    """Say in other words what the parser said."""
    if rest[:1] in _NO_BEGINNINGS and any(one in said for one in _NOTHING_BEGINS):
        return Problem(position, *_explain_no_beginning(rest))
    for words, (message, advice) in WORDING.items():
        if words in said:
            return Problem(position, message, advice)
    return Problem(
        position,
        "the YAML is broken here or on the line above",
        "Check the indentation, the quotes and the colons. If the text itself begins with an "
        "unusual sign, put it in quotes.",
    )


_LINES_ABOVE = 5
"""So many lines of a text without quotes are looked through for the field it swallowed."""

_NO_BEGINNINGS = frozenset("\t@`%,?]}:|>")
_NOTHING_BEGINS = (
    "found character that cannot start any token",
    "mapping keys are not allowed",
    "did not find expected node content",
)


def _explain_no_beginning(rest: str) -> tuple[str, str]:
    """Say which character cannot begin a text, and what to do."""
    if rest.startswith("\t"):
        return _TAB
    return (
        f"text cannot begin with {quote_text(rest[:1])}",
        "Put the text in quotes, or delete the sign.",
    )
