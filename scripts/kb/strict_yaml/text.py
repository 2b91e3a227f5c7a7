"""A value as a piece of YAML, in the style of the files that people write."""

import json
import re
import textwrap
from collections.abc import Iterator

from kb.strict_yaml.document import parse

_NUMBERS = frozenset({"volume", "issue", "page", "number", "edition"})
"""Fields that take a number for text, so that it may stand without quotes (`NumberText`)."""

_MOST_FIGURES = 18
"""From here on the reader of YAML takes no number any more."""

_NOT_WRAPPED = re.compile(r"[^\S \n]|\s\s|\A\s|\s\Z")
"""White space that would be lost where lines are broken."""

_LONGEST_LINE = 96
_BLOCK_WIDTH = 88


def write_field(name: str, value: object) -> Iterator[str]:
    """Yield the lines of a field: a long text in a block, a list with one entry a line."""
    match value:
        case str():
            number = name in _NUMBERS and value.isdecimal() and len(value) < _MOST_FIGURES
            written = value if number else _write_scalar(value, "{}")
            line = f"{name}: {written}"
            # A block cannot hold a line that begins with a space, which wrapping never makes.
            if (len(line) > _LONGEST_LINE or "\n" in value) and not _NOT_WRAPPED.search(value):
                yield f"{name}: >-"
                yield from textwrap.indent(_wrap(value), "  ").splitlines()
            else:
                yield line
        case list():
            yield f"{name}:"
            yield from (f"  - {write_flow(entry)}" for entry in value)
        case _:
            yield f"{name}: {write_flow(value)}"


def _wrap(text: str) -> str:
    """Break each line of a text; what was a line break is an empty line then."""
    return "\n\n".join(
        textwrap.fill(line, _BLOCK_WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def write_flow(value: object) -> str:
    """Write a value on one line."""
    match value:
        case dict():
            return (
                f"{{{', '.join(f'{name}: {write_flow(inner)}' for name, inner in value.items())}}}"
            )
        case list():
            return f"[{', '.join(map(write_flow, value))}]"
        case str():
            return _write_scalar(value, "{{x: {}}}")
        case None:
            return ""
        case _:
            return str(value)


def _write_scalar(text: str, around: str) -> str:
    """Write a text plainly where the strict reader of YAML would read it so, else in quotes."""
    document, problems = parse("", f"x: {around.format(text)}".encode())
    plain = {"x": text} if around == "{}" else {"x": {"x": text}}
    read_so = not problems and document is not None and document.value == plain
    return text if read_so else json.dumps(text, ensure_ascii=False)
