"""The wording of a text without its typography, and its fingerprint.

Two texts have one wording if they differ only in what a printer, a word processor or an editor of
YAML changes by itself: line ends, ligatures, the shape of quotation marks and dashes.
"""

import hashlib
import re
import unicodedata

LENGTH = 16
"""So many characters has a fingerprint: enough that no two wordings share one by chance."""

_LIGATURES = range(0xFB00, 0xFB07)
"""ﬀ, ﬁ, ﬂ, ﬃ, ﬄ, ﬅ and ﬆ, which printers make of plain letters."""

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2014\u2015", "\u2013"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("\u00a0\u2007\u202f\u3000", " "),
        **dict.fromkeys(map(chr, (*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F)), " "),
        **{chr(ligature): unicodedata.normalize("NFKC", chr(ligature)) for ligature in _LIGATURES},
        "\u2026": "...",
    }
)
"""Quotation marks, hyphens, dashes and spaces, each to one shape; ligatures and three dots to
their signs; what cannot be seen, to nothing. Letters of other shapes, such as bold or full-width
ones, are other letters: no printer makes them of plain ones."""


def make_plain(text: str) -> str:
    """Return text with one shape of each mark and without ligatures; spaces stay."""
    return unicodedata.normalize("NFC", text.translate(_SHAPES))


def normalise_wording(text: str) -> str:
    """Return the wording of a text on one line; capitals and full stops are part of it."""
    return re.sub(" ?– ?", "–", " ".join(make_plain(text).split()))


def make_fingerprint(text: str, *beside: str) -> str:
    """Return what is the same for two texts exactly if their wording is.

    Args:
        text: The text.
        beside: What else is to be the same, sign by sign: who says it, and where it stands.
    """
    said = "\n".join([normalise_wording(text), *beside])
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]
