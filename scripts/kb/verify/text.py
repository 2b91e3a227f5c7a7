"""The text of a study as it can be searched, with the way back to the lines it was printed on."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kb.text.fingerprint import make_plain

BROKEN = "\u00ad"
"""Stands where a word or a compound is divided at the end of a line: a hyphen, or nothing."""

_PIECE = re.compile(
    r"(?P<divided>(?<=\w)[-\u2010\u00ad][^\S\n\f]*[\n\f]\s*(?=\w))|(?P<space>\s+)"
    r"|(?P<character>.[\u0300-\u036f]*)"
)
_MOST_EDGE_LINES = 4
"""So many lines a running head or foot has at most: a journal's name, a licence, a number."""

_BEFORE_HEADING = re.compile(r"[\s#*\d.]*")
_AFTER_HEADING = re.compile(r"[^\S\n]*\**[^\S\n]*(\n|$)")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A study's text.

    Attributes:
        text: All of it on one line, in one shape of each mark, without what stands at the edges
            of pages.
        lines: For each character of `text`, the line it was printed on.
        headed: Where in `text` a line begins that holds nothing before it but marks and numbers.
        ended: Where in `text` a line has ended.
    """

    text: str
    lines: tuple[int, ...]
    headed: frozenset[int]
    ended: frozenset[int]


def read_text(printed: str) -> SourceText:
    """Make a study's text searchable.

    Args:
        printed: The text as it was taken out of the publication. A form feed ends a page.
    """
    body = strip_page_edges(printed.replace("\r\n", " \n").replace("\r", "\n"))
    starts = [0, *(found.end() for found in re.finditer("\n", body))]
    characters: list[str] = []
    offsets: list[int] = []
    for piece in _PIECE.finditer(body):
        for character in _normalise(piece):
            if character == "–" and characters[-1:] == [" "]:
                characters.pop()
                offsets.pop()
            if character == " " and characters[-1:] in ([" "], ["–"]):
                continue
            characters.append(character)
            offsets.append(piece.start())
    begins = [starts[bisect_right(starts, offset) - 1] for offset in offsets]
    return SourceText(
        "".join(characters),
        tuple(bisect_right(starts, offset) for offset in offsets),
        frozenset(
            i
            for i, offset in enumerate(offsets)
            if _BEFORE_HEADING.fullmatch(body, begins[i], offset)
        ),
        frozenset(
            i + 1 for i, offset in enumerate(offsets) if _AFTER_HEADING.match(body, offset + 1)
        ),
    )


def _normalise(piece: re.Match[str]) -> str:
    if piece["divided"]:
        return BROKEN
    return " " if piece["space"] else make_plain(piece["character"])


def strip_page_edges(text: str) -> str:
    """Blank out page numbers and running heads at page breaks, and keep every place in the text.

    From the edge of a page inwards, lines go that hold a number only, or stand at the same place
    of other pages too, numbers aside. Heads of left and right pages may differ; programs may write
    a head above its page or below it.
    """
    if "\f" not in text:
        return text
    edges = [edge for page in re.finditer(r"[^\f]+", text) for edge in _find_edges(page)]
    pages = Counter(line.stands for edge in edges for line in edge if line.words)
    for edge in edges:
        for line in edge:
            if line.words and pages[line.stands] == 1:
                break
            text = text[: line.start] + " " * (line.end - line.start) + text[line.end :]
    return text


class _EdgeLine(NamedTuple):
    """A line near the edge of a page.

    Attributes:
        start: Where in the text it begins.
        end: Where it ends.
        words: What it says, without numbers.
        stands: What is the same for the same words at the same place of another page: the edge,
            and how many lines with words are between.
    """

    start: int
    end: int
    words: str
    stands: tuple[str, int, str]


def _find_edges(page: re.Match[str]) -> Iterator[list[_EdgeLine]]:
    """Yield the outermost lines of a page, from each edge inwards."""
    filled = [
        (page.start() + line.start(), page.start() + line.end(), _say_pages(line[0]))
        for line in re.finditer(r"[^\n]*\S[^\n]*", page[0])
    ]
    for side, lines in (("top", filled), ("bottom", filled[::-1])):
        between = 0
        edge = []
        for start, end, words in lines[:_MOST_EDGE_LINES]:
            edge.append(_EdgeLine(start, end, words, (side, between, words)))
            between += bool(words)
        yield edge


def _say_pages(line: str) -> str:
    return " ".join(re.sub(r"\d+", "", line).split())
