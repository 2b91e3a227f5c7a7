"""How wide text is, before any browser has seen it: an estimate on the safe side.

Pages use the fonts of the reader's system. The widths below are those of DejaVu Sans, the widest
of the fonts in common use as one: in any other the text is narrower, and its box has room to spare.
"""

from functools import lru_cache

WIDTHS: dict[str, int] = {
    "'": 275,
    "ijlIJ": 295,
    " ,.‘’·/:;\\|": 338,
    "f-()[]t!r": 411,
    '"*_`–“”sz?': 531,
    "cLFkvxyPTYoaeö": 615,
    "Ehnubdgpq$S0123456789{}éüäß": 636,
    "KAVXZBRCU": 732,
    "NHDG&OQ": 787,
    "w#+<=>^~M": 863,
    "m%W@—…": 1000,
}
"""Widths in thousandths of the size, each for the characters that are no wider than that."""

WIDEST = 1000
"""The width taken for any other character: hardly any letter is wider."""

BOLD = 1.17
"""How much wider bold text is, at most."""

LETTERS_APART = 0.12
WORDS_APART = 0.16
"""How far apart readers may set letters and words, in sizes, without losing text (WCAG 1.4.12)."""

_WIDTH = {letter: width for letters, width in WIDTHS.items() for letter in letters}


def measure_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most, in the unit of its size."""
    width = sum(_WIDTH.get(letter, WIDEST) for letter in text) * size / 1000
    return width * BOLD if bold else width


def measure_spaced(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is at most where a reader sets letters and words further apart."""
    apart = LETTERS_APART * len(text) + WORDS_APART * text.count(" ")
    return measure_width(text, size, bold=bold) + apart * size


@lru_cache(maxsize=2**15)
def wrap(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break text into lines that are no wider than `room`, between words or after their hyphens.

    Lines have room for letters that a reader sets further apart, a single long word for as many as
    there is room for. A word that is wider as it is is broken where the room ends. No character is
    lost: lines that were broken at a space end where the space was. Results are kept, because the
    same words stand in several drawings.
    """
    lines = [""]
    for word in _split_pieces(text, size, room, bold=bold):
        longer = lines[-1] + word
        if lines[-1] and measure_spaced(longer.rstrip(), size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(line.rstrip() for line in lines)


def _split_pieces(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Divide text into words, each with the space or hyphen after it, none wider than `room`."""
    pieces = [""]
    for letter in text:
        too_wide = measure_width((pieces[-1] + letter).rstrip(), size, bold=bold) > room
        if pieces[-1] and (pieces[-1][-1] in " -–/" or too_wide):
            pieces.append("")
        pieces[-1] += letter
    return pieces
