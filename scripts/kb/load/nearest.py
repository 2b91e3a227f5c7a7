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

_ALIKE = 0.6
"""How much two names must have in common, from 0 to 1."""


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

    def find_nearest(self, name: str, besides: str = "") -> str | None:
        """Return the known name closest to `name`, letters' case aside; None when none is close.

        Args:
            name: What somebody wrote.
            besides: A known name that cannot be meant.
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
