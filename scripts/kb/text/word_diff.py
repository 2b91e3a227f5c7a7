"""Two texts compared word by word: which words stayed, which went and which came."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\w+(?:[’'-]\w+)*|\s+|.", re.DOTALL)
"""Words, spaces, and each other character by itself."""

AROUND = 6
"""So many words are shown before and after a change where a long text stays the same."""


_LONG = 200
"""From so many words on a row is long to difflib."""

_Kind = Literal["replace", "delete", "insert", "equal"]
_Step = tuple[_Kind, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed the same, was removed or was added."""

    kind: Literal["same", "removed", "added"]
    text: str


def compare_words(before: str, after: str) -> list[Piece]:
    """Compare two texts.

    Returns:
        The stretches in their order. Without those that were added they make up `before`, without
        those that were removed `after`.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for kind, i, j, k, m in match_words(old, new):
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces.append(Piece("removed", "".join(old[i:j])))
        pieces.append(Piece("added", "".join(new[k:m])))
    return list(_join(piece for piece in pieces if piece.text))


def match_words(old: Sequence[str], new: Sequence[str]) -> list[_Step]:
    """Return the steps that turn one row of words into another, as difflib has them.

    In long rows what is often there, as spaces are, is no place to begin a comparison from: two
    thousand words that have nothing but spaces in common would take half a minute.
    """
    if len(old) <= len(new) or len(old) < _LONG:
        return SequenceMatcher(None, old, new).get_opcodes()
    turned: dict[_Kind, _Kind] = {"insert": "delete", "delete": "insert"}
    steps = SequenceMatcher(
        None, new, old
    ).get_opcodes()  # difflib looks at the second row's length
    return [(turned.get(kind, kind), k, m, i, j) for kind, i, j, k, m in steps]


def _join(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join two changes that only a space stands between: words changed in a row are one change."""
    removed = added = space = ""
    for piece in pieces:
        if piece.kind == "removed":
            removed, added, space = removed + space + piece.text, added + space, ""
        elif piece.kind == "added":
            if space:
                removed, added, space = removed + space, added + space, ""
            added += piece.text
        elif piece.text.isspace() and (removed or added) and not space:
            space = piece.text
        else:
            yield from _change(removed, added)
            yield Piece("same", space + piece.text)
            removed = added = space = ""
    yield from _change(removed, added)
    if space:
        yield Piece("same", space)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)


def shorten(pieces: Iterable[Piece]) -> list[Piece]:
    """Leave out most of what stayed the same where it is long, an ellipsis in its place."""
    whole = list(pieces)
    return [
        _shorten_piece(piece, first=index == 0, last=index == len(whole) - 1)
        for index, piece in enumerate(whole)
    ]


def _shorten_piece(piece: Piece, *, first: bool, last: bool) -> Piece:
    words = _WORDS.findall(piece.text)
    # A word and a space are two.
    most = 2 * AROUND
    head = [] if first else words[:most]
    tail = [] if last else words[-most:]
    if piece.kind != "same" or len(words) <= len(head) + len(tail) + most:
        return piece
    return Piece(
        "same", f"{''.join(head)}{'' if first else ' '}…{'' if last else ' '}{''.join(tail)}"
    )
