"""The files of templates, and how they are read: for pages and for what the search reads."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kb.render.compiling import QuickGenerator

TEMPLATES = Path(__file__).parent / "templates"
"""The folder of the templates."""

_LINE_ENDS = r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]"
_NEW_LINE = re.compile(rf"{_LINE_ENDS}(?! {{0,3}}[A-Za-z@}}]|\n|\Z)")
"""What ends a line, unless the next begins with what begins no block of Markdown."""

_MARK = re.compile(rf"^(?:[-+=: \t]|\d+(?=[.)]))|[\\`*_{{}}\[\]#!|~^$]|{_LINE_ENDS}")
"""What begins a block of Markdown at the start of a text, and what could be a mark within it."""


def make_environment(finalize: Callable[[object], Markup] | None = None) -> Environment:
    """Return an environment that escapes every text, and knows no name that it was not given.

    Args:
        finalize: What makes of each value what is written: `keep_within_line`, if nothing else is
            given.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=finalize or keep_within_line,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        auto_reload=False,
    )
    environment.code_generator_class = QuickGenerator
    return environment


def keep_within_line(value: object) -> Markup:
    """Escape a text so that no line of it begins like Markdown.

    What reads the page as Markdown looks at how lines begin, even within elements. What is
    escaped before is left alone: files whose lines are of a format of their own.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str) and _NEW_LINE.search(value):
        return escape_line(value)
    return escape(value)


def escape_line(text: str) -> Markup:
    """Return a text as HTML that stays on its line."""
    return Markup(_NEW_LINE.sub(_replace_with_entities, escape(text)))  # noqa: S704 - it is escaped


def escape_in_markdown(value: object) -> object:
    """Escape a text so that no character of it means anything to Markdown.

    In templates all text stands within elements; in pages that people write, between their own
    Markdown.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    escaped = "".join(
        _write_entities(part) if is_mark else str(escape(part))
        for is_mark, part in _split_marks(value)
    )
    return Markup(escaped)  # noqa: S704 - it is escaped


def _split_marks(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a text, and whether each is a mark."""
    begin = 0
    for mark in _MARK.finditer(text):
        yield False, text[begin : mark.start()]
        yield True, mark[0]
        begin = mark.end()
    yield False, text[begin:]


def _replace_with_entities(match: re.Match[str]) -> str:
    return _write_entities(match[0])


def _write_entities(text: str) -> str:
    return "".join(f"&#{ord(one)};" for one in text)
