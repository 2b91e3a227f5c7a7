"""The known name that a misspelled one was probably meant to be.

To compare every misspelt name with every known one would take for ever where somebody writes many
of both: how much is compared is limited.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property

from kb.files.limits import (
    COMPARED_CLOSELY,
    GUESSED_AMONG,
    GUESSED_LENGTH,
    GUESSES,
)
from kb.text.wording import quote_text

_ALIKE = 0.75
"""How much two names must have in common, from 0 to 1."""

_PARTS_ALIKE = 0.5
"""The same of two words at the same place in two names of several words."""

_WORDS_ALIKE = 0.85
"""The same of all their words without what joins them, where one has more words than the other."""

_PART = re.compile(r"[^\W_]+")


class Names:
    """Names that there are, among which it can be guessed what was meant, so and so often."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names; nothing is done with them before somebody asks."""
        self._names = names
        self._left = GUESSES

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in sorted(self._names)}

    @cached_property
    def _forwards(self) -> list[str]:
        return sorted(self._by_folded)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(name[::-1] for name in self._by_folded)

    def find_nearest(self, name: str, besides: str = "", *, loosely: bool = False) -> str | None:
        """Return the known name closest to `name`, letters' case aside; None when none is close.

        Of two names that differ in a number, one is never taken for the other.

        Args:
            name: What somebody wrote.
            besides: A known name that cannot be meant.
            loosely: Whether a slip in a number counts too: good enough to leave something alone,
                and not to advise it.
        """
        if len(name) > GUESSED_LENGTH or not self._left:
            return None
        self._left -= 1
        folded = name.casefold()
        matcher = SequenceMatcher(None, "", folded)
        ranked: list[tuple[float, str]] = []
        for candidate in self._list_beside(folded) - {besides.casefold()}:
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() >= _ALIKE and (likely := matcher.quick_ratio()) >= _ALIKE:
                ranked.append((likely, candidate))
        ranked.sort(reverse=True)
        best = (0.0, "")
        for likely, candidate in ranked[:COMPARED_CLOSELY]:
            if likely < best[0]:
                break
            matcher.set_seq1(candidate)
            if loosely or not _differ_on_purpose(folded, candidate):
                best = max(best, (matcher.ratio(), candidate))
        return self._by_folded[best[1]] if best[0] >= _ALIKE else None

    def suggest(self, name: str, otherwise: str, besides: str = "") -> str:
        """Advise the nearest known name, or `otherwise` when none is close."""
        candidate = self.find_nearest(name, besides)
        return f"Did you mean {quote_text(candidate)}?" if candidate else otherwise

    def _list_beside(self, folded: str) -> set[str]:
        """Return all names if they are few, else those that begin or end most like one."""
        if len(self._forwards) <= GUESSED_AMONG:
            return set(self._forwards)
        turned = _cut_around(self._backwards, folded[::-1])
        return {*_cut_around(self._forwards, folded), *(name[::-1] for name in turned)}


def _differ_on_purpose(one: str, other: str) -> bool:
    """Tell whether names differ in a number or a single letter, or in a whole word.

    A slip can be seen in a word only: F034 and F036 are two findings, P7 and P37 are two people,
    and so are participants A and B; results-one and results-two are two sections.
    """
    codes = [
        sorted(part for part in _PART.findall(name) if len(part) == 1 or not part.isalpha())
        for name in (one, other)
    ]
    if codes[0] != codes[1]:
        return True
    parts = [_PART.findall(name) for name in (one, other)]
    if len(parts[0]) != len(parts[1]):
        joined = ["".join(one) for one in parts]
        return SequenceMatcher(None, joined[0], joined[1]).ratio() < _WORDS_ALIKE
    different = [pair for pair in zip(*parts, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 < len(parts[0]) and (
        SequenceMatcher(None, different[0][0], different[0][1]).ratio() < _PARTS_ALIKE
    )


def _cut_around(names: list[str], name: str) -> list[str]:
    place = bisect_left(names, name)
    return names[max(0, place - GUESSED_AMONG // 4) : place + GUESSED_AMONG // 4]


def match_form(name: str, pattern: str) -> str | None:
    """Return how an identifier would be written in the form it must have: T002 for t2.

    None if no other case, no hyphens in the place of spaces and no more zeros give it that form.
    """
    if not pattern or re.search(r"[^\w\s@-]", name):
        return None  # an address, a DOI: what is wrong there is no slip of form
    words = re.sub(r"[\s_-]+", "-", name.strip())
    padded = re.sub(r"^([a-z])-?0*([0-9]{1,3})(?=@|$)", _pad, words, flags=re.IGNORECASE)
    forms = (words.lower(), words.upper(), padded.upper())
    return next((form for form in forms if re.search(pattern, form)), None)


def _pad(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]):03}"
