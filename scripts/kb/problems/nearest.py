"""The known name that a misspelled one was probably meant to be."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from kb.text.wording import quote_text


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to `name`, letters' case aside; None when none is close."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def suggest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Advise the nearest known name, or `otherwise` when none is close."""
    candidate = find_nearest(name, known)
    return f"Did you mean {quote_text(candidate)}?" if candidate else otherwise


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
