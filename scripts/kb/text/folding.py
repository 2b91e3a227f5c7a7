"""Text without what languages and keyboards write differently: capitals and accents."""

import unicodedata

_LIKE_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that are not a Latin letter with an accent, as far as Unicode knows."""


def fold(text: str) -> str:
    """Return a text without capitals and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LIKE_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
