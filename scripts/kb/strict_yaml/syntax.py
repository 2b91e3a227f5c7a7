"""Where the YAML of a file is broken, in a maintainer's words instead of the parser's."""

import yaml

from kb.problems.problem import Position, Problem
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
_COLON = (
    "Write `name: value`, with a space after the colon; text that goes on below its first line "
    "is indented."
)
_QUOTE = (
    "Put text that holds a colon and a space in quotes, or in a block that begins with >-. If a "
    "field begins here, look at the line above: a space must follow its colon."
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
    "could not find expected ':'": ("here or on the line above, a field has no colon", _COLON),
    "found unexpected end of stream": (
        "the quotation mark that opens here is never closed",
        "Close it, or put text that holds quotation marks in a block that begins with >-.",
    ),
    "found a tab character": _TAB,
    "unknown escape character": (_BACKSLASH, _DOUBLE),
    "expected hexdecimal number": (_BACKSLASH, _DOUBLE),
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


def report_broken(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """Say where the YAML's syntax broke and what may be done about it."""
    said = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if said.startswith("found unexpected end of stream") or "alphabetic or numeric" in said:
        # Where the parser gave up is no help: the mistake is the mark that began it.
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    position = Position(file)
    if mark:
        line = min(mark.line, len(lines) - 1)
        column = min(mark.column, len(lines[line])) if line == mark.line else len(lines[line])
        position = Position(file, line + 1, column + 1)
    if said.startswith("found character that cannot start any token"):
        return Problem(
            position, *_explain_no_beginning(lines[position.line - 1][position.column - 1 :])
        )
    for words, (message, advice) in WORDING.items():
        if words in said:
            return Problem(position, message, advice)
    return Problem(
        position,
        f"the YAML is broken: {said}",
        "Check the indentation, the quotes and the colons here and on the line above.",
    )


def _explain_no_beginning(rest: str) -> tuple[str, str]:
    """Say which character cannot begin a text, and what to do."""
    if rest.startswith("\t"):
        return _TAB
    return f"text cannot begin with {quote_text(rest[:1])}", "Put the text in quotes."
