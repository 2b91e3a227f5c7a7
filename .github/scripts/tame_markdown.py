"""Markdown from anybody, tamed: it says what it says, and does nothing to what stands around it.

What a pull request hands over was written by a program that the pull request may have changed, so
it may hold anything. Kept of it is what `kb diff` writes: headings, entries, code, and the tags for
words that are bold, were removed or were added. All else is shown as the signs that it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BEGINNING = re.compile(r"(#{2,3} |- |)(.*)", re.DOTALL)
_FENCE = re.compile(r"(`{3,})(text|yaml|)")
_PIECE = re.compile(
    r"(?<!`)(?P<code>(?P<ticks>`+)(?!`)(?:.*?[^`])(?P=ticks))(?!`)|(?P<tag></?(?:b|del|ins)>)"
)
_LEFT_OUT = re.compile(r"\*There is no room here for [0-9]+ more; `kb diff` shows them all\.\*")
_SAME = re.compile(r"[\w\s.,;?’‘“”–—…()]")
_LINKED = re.compile(r"(gh(?=&#45;)|www(?=\.))", re.IGNORECASE)
_APART = "&#8203;"
"""A space without width: what GitHub looks for in a finished text does not go on behind it."""


def tame(text: str) -> str:
    """Return Markdown in which nobody is mentioned, nothing is linked and nothing stays open."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_tame_lines(lines))


def _tame_lines(lines: list[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        shown = "".join(one if one.isprintable() else " " for one in line)
        if fence:
            closes = shown.strip(" ").startswith(fence) and not shown.strip(" `")
            yield fence if closes else shown
            fence = "" if closes else fence
        elif found := _FENCE.fullmatch(shown):
            fence = found[1]
            yield shown
        else:
            yield _tame_line(shown)
    if fence:
        yield fence


def _tame_line(line: str) -> str:
    if _LEFT_OUT.fullmatch(line):
        return line
    beginning = _BEGINNING.fullmatch(line)
    before, rest = beginning.groups() if beginning else ("", line)
    pieces = [*_PIECE.finditer(rest)]
    if not _close_all([piece["tag"] for piece in pieces if piece["tag"]]):
        pieces = [piece for piece in pieces if piece["code"]]
    parts: list[str] = []
    end = 0
    for piece in pieces:
        parts += [_escape(html.unescape(rest[end : piece.start()])), piece[0]]
        end = piece.end()
    return before + "".join([*parts, _escape(html.unescape(rest[end:]))])


def _close_all(tags: list[str]) -> bool:
    """Tell whether each tag is closed before another opens or the line ends."""
    opened = ""
    for tag in tags:
        if opened and tag != f"</{opened}>":
            return False
        if not opened and tag.startswith("</"):
            return False
        opened = "" if opened else tag.strip("<>")
    return not opened


def _escape(text: str) -> str:
    """Write text so that no character of it means anything, as `kb diff` does."""
    shown = "".join(one if one.isprintable() else " " for one in text.replace("\u200b", ""))
    coded = "".join(
        one if _SAME.fullmatch(one) and one != "_" else _encode(one, shown[i + 1 : i + 2])
        for i, one in enumerate(shown)
    )
    return _LINKED.sub(rf"\1{_APART}", coded)


def _encode(character: str, following: str) -> str:
    apart = _APART if character in "@#:" and not following.isspace() else ""
    return f"&#{ord(character)};{apart}"
