"""The small Markdown that prose may have: emphasis, links to the web, and lists.

A line of a text is a paragraph, or an entry of a list: `- entry`, or `1. entry` and so on in order.
Within a line there are `*emphasis*`, `**strong emphasis**` and `[words](https://address)`, by
CommonMark's rules, and a backslash before a sign makes it plain. Everything else, `_` and `<`
included, is the characters that it is.
"""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from kb.text.inline import Content, Words
from kb.text.wording import split_paragraphs

_SIGN = re.compile(r"[*\\]|\]\(")
"""What every mark within a line has in it; most lines have none, and looking for this is quick."""

_ENTRY = re.compile(r"(?:-|(?P<number>[1-9][0-9]{0,2})\.) +")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line by itself."""

    kind: ClassVar[str] = "paragraph"
    content: Content


@dataclass(frozen=True, slots=True)
class Entries:
    """A list, numbered from 1 or not, and each of its entries."""

    kind: ClassVar[str] = "list"
    numbered: bool
    entries: tuple[Content, ...]


Block: TypeAlias = Paragraph | Entries
Kind: TypeAlias = Literal["paragraph", "points", "numbers"]


def read_blocks(text: str) -> list[Block]:
    """Return the paragraphs and lists of a text, in its order."""
    rows: list[tuple[Kind, list[Content]]] = []
    for line in split_paragraphs(text):
        before, entries = rows[-1] if rows else ("paragraph", [])
        kind, said = _divide(line, len(entries) + 1 if before == "numbers" else 1)
        if kind == "paragraph" or kind != before:
            rows.append((kind, []))
        rows[-1][1].append(read_content(said))
    return [
        Paragraph(found[0]) if kind == "paragraph" else Entries(kind == "numbers", tuple(found))
        for kind, found in rows
    ]


def _divide(line: str, number: int) -> tuple[Kind, str]:
    """Return what kind of line it is, if the next number of a list is `number`, and what it says.

    A line with another number is a paragraph: the numbers that readers see are those written.
    """
    entry = _ENTRY.match(line)
    if not entry or entry["number"] not in (None, str(number)):
        return "paragraph", line
    return ("numbers" if entry["number"] else "points"), line[entry.end() :]


def read_content(line: str) -> Content:
    """Return what a line says, with what is emphasised and linked in it."""
    if not _SIGN.search(line):
        return (Words(line),)
    from kb.text.markup_reader import read  # noqa: PLC0415 - few texts have marks, and it takes time

    return read(line)


def strip_marks(text: str) -> str:
    """Return the words of a text, a line for each paragraph and each entry of a list."""
    return "\n".join(
        join_words(line)
        for block in read_blocks(text)
        for line in (block.entries if isinstance(block, Entries) else (block.content,))
    )


def join_words(of: Content) -> str:
    """Return content without its marks."""
    return "".join(
        piece.text if isinstance(piece, Words) else join_words(piece.content) for piece in of
    )
