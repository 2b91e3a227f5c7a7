"""Characters that a reader cannot see, or sees as something else than what is written.

What may not stand anywhere in the data: controls, invisible format characters (among them those
that change the direction of text, see Unicode Technical Report 36 and "Trojan Source"), characters
without an agreed sign, and the mark of a lost one. And what is worth a second look: words that mix
letters of two scripts, of which one may stand there for the look of another.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_UNUSUAL = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u034e\u0350-\u036f\u03a3-\u052f\u2010-\u2027\u202f-\u205f]"
)
"""Most texts have none of these, and are done with at once."""

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_LOST = "\ufffd"
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""What Unicode counts among letters, marks and signs although it shows nothing."""

_NO_NAMES = {"Cc": "a control character", "Co": "a character for private use"}


def find_unfit(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the character of everything in a text that may not stand there."""
    for match in _UNUSUAL.finditer(text):
        if _is_unfit(match[0]) and not _joins_letters(text, match.start()):
            yield match.start(), match[0]


def _is_unfit(character: str) -> bool:
    kind = unicodedata.category(character)
    return (
        kind[0] == "C"
        or kind in ("Zl", "Zp")
        or bool(_UNSEEN.match(character))
        or (character == _LOST)
    )


def _joins_letters(text: str, place: int) -> bool:
    """Tell whether it is a joiner where writing needs one: within a word of Persian or Hindi."""
    if text[place] not in _JOINERS or not 0 < place < len(text) - 1:
        return False
    return all(
        unicodedata.category(beside)[0] in "LM" and find_script(beside) not in _LOOK_ALIKE
        for beside in (text[place - 1], text[place + 1])
    )


def describe(character: str) -> str:
    """Name a character for whoever cannot see it: U+202E, RIGHT-TO-LEFT OVERRIDE."""
    kind = unicodedata.category(character)
    name = unicodedata.name(character, _NO_NAMES.get(kind, "a character that is not in Unicode"))
    return f"U+{ord(character):04X}, {name}"


def advise(character: str) -> str:
    """Say what is wrong with such a character, and what to do about it."""
    if character in _DIRECTIONS:
        return (
            "It changes the order in which text is shown, so that people read something else than "
            "what is written. Delete it."
        )
    if character == _LOST:
        return "It stands where another character was lost. Write the one that is meant."
    if unicodedata.category(character) in ("Co", "Cn"):
        return "No two devices need show it alike. Write the character that is meant."
    return "Delete the character; it often comes along when text is pasted from a PDF."


# --------------------------------------------------------------------------------- lookalikes

_LOOK_ALIKE = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "FULLWIDTH", "MATHEMATICAL"}
)
"""Scripts, and styles that Unicode has of Latin, whose letters are taken for each other's."""

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[ -~\xa0-\u024f\u2010-\u2027]*")


def find_mixed_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word that mixes scripts whose letters look alike, and what it mixes in.

    Honest about how far this goes: a word that is written in another script throughout, and two
    letters of one script that look alike, are not noticed.
    """
    if text.isascii() or _PLAIN.fullmatch(text):
        return
    for word in _WORD.findall(text):
        scripts = {
            letter: found for letter in word if (found := find_script(letter)) in _LOOK_ALIKE
        }
        usual = max(counts := Counter(scripts.values()), key=counts.__getitem__, default="")
        if others := [letter for letter, found in scripts.items() if found != usual]:
            yield word, others[0]


@lru_cache(maxsize=2**12)
def find_script(letter: str) -> str:
    """Return the script of a letter, which is the first word of its name in Unicode."""
    return unicodedata.name(letter, "").partition(" ")[0]
