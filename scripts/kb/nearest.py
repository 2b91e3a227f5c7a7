"""The known name that a misspelled one was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

from kb.problems import shown


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to `name`, letters' case aside; None when none is close."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def suggestion(name: str, known: Iterable[str], otherwise: str) -> str:
    """Advise the nearest known name, or `otherwise` when none is close."""
    candidate = nearest(name, known)
    return f"Did you mean {shown(candidate)}?" if candidate else otherwise
