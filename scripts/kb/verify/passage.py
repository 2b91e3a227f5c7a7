"""Where a text has a wording, with words left out and put in by brackets, in time that is linear.

One pattern for the whole would try every length of every omission with every other. Here the
wording is followed from its end: each part is looked for once, and fits where the parts after it
can follow.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kb.verify.text import BROKEN

BRACKETS = re.compile(r"(\[[^\[\]]*\])")

_OMITTED = "[...]"
_LONGEST_OMISSION = 2000
_LONGEST_REPLACED = 100


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where something can begin: anywhere between each first and the last that belongs to it."""

    firsts: list[int]
    lasts: list[int]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "_Reach":
        """Join spans that overlap."""
        firsts: list[int] = []
        lasts: list[int] = []
        for first, last in sorted(spans):
            if lasts and first <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], last)
            else:
                firsts.append(first)
                lasts.append(last)
        return cls(firsts, lasts)

    def holds(self, place: int) -> bool:
        i = bisect_right(self.firsts, place) - 1
        return i >= 0 and place <= self.lasts[i]

    def list_spans(self) -> list[tuple[int, int]]:
        return [*zip(self.firsts, self.lasts, strict=True)]


def find_starts(words: str, text: str, *, spaced: bool = True) -> list[int]:
    """Return where a text has a wording.

    Args:
        words: The wording. […] stands for words left out, other brackets for words replaced; either
            may be printed as well. What comes before the first words is no part of the passage.
        text: The text, divided at the ends of lines as it may be.
        spaced: Whether spaces are where they were printed.
    """
    parts = [part for part in BRACKETS.split(words) if part]
    reach = _Reach([0], [len(text)])
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        pattern = make_pattern(part, spaced=spaced, begins=i == 0, ends=i == len(parts) - 1)
        spans = [(start, start) for start in _find_literally(pattern, text, reach)]
        if BRACKETS.fullmatch(part) and i == 0:
            spans += [(start, start) for start in _list_word_starts(text, reach)]
        elif BRACKETS.fullmatch(part):
            longest = _LONGEST_OMISSION if part == _OMITTED else _LONGEST_REPLACED
            spans += [(max(0, first - longest), last) for first, last in reach.list_spans()]
        reach = _Reach.of(spans)
    return [place for first, last in reach.list_spans() for place in range(first, last + 1)]


def make_pattern(words: str, *, spaced: bool = True, begins: bool = True, ends: bool = True) -> str:
    """Return what finds words as they are, divided at the ends of lines as they may be.

    Args:
        words: The words.
        spaced: Whether spaces are where they were printed.
        begins: Whether no word goes on before them.
        ends: Whether no word goes on behind them.
    """
    before = rf"(?<![\w{BROKEN}])" if begins and re.match(r"\w", words) else ""
    after = rf"(?![\w{BROKEN}])" if ends and re.search(r"\w$", words) else ""
    return f"{before}{_escape_literally(words, spaced=spaced)}{after}"


def _find_literally(pattern: str, text: str, reach: _Reach) -> list[int]:
    """Return where words stand that what follows them can follow; they may overlap."""
    found = re.finditer(f"(?=({pattern}))", text)
    return [match.start() for match in found if reach.holds(match.end(1))]


def _list_word_starts(text: str, reach: _Reach) -> list[int]:
    """Return where the words begin that end where a passage goes on, or the passage itself."""
    starts = []
    for place in reach.firsts:
        least = max(0, place - _LONGEST_REPLACED)
        letters = re.search(r"\w*$", text[least:place])
        starts.append(least + letters.start() if letters else place)
    return starts


def _escape_literally(words: str, *, spaced: bool) -> str:
    if not spaced:
        characters = [re.escape(character) for character in words if character != " "]
        return rf"[ {BROKEN}]?".join(characters).replace(r"\-", rf"(?:-|{BROKEN})")
    divided = re.sub(r"(?<=\w)(?=\w)", BROKEN, words)
    escaped = re.escape(divided).replace(BROKEN, f"{BROKEN}?")
    return re.sub(r"\\-(\\ )?", rf"(?:\g<0>|{BROKEN})", escaped)
