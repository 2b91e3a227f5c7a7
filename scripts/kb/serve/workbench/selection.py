"""What is printed around words that were selected: who says them, and at which lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.verify.attribution import NEAR

_MARKS = "‘’“”„«»'\""
_LINES = re.compile(r"[^\d()]{0,12}([0-9]+)(?:\s*[-–]\s*([0-9]+))?\b")
_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_DIVIDED = re.compile(r"(?<=[a-z])[-\u2010\u00ad]\s*\n\s*(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a source that somebody selected.

    Attributes:
        words: The words, as they are to stand in a quote.
        speaker: Whose name is printed near them; "" unless there is exactly one.
        lines: The lines of the transcript that are printed with the name, with an en dash; or "".
        form: block if they begin a paragraph, inline if words stand before them on their line;
            "" where neither is so.
    """

    words: str
    speaker: str
    lines: str
    form: str


def read_selection(words: str, before: str, behind: str, participants: Sequence[str]) -> Selection:
    """Tell what is printed around some words. Nobody is guessed: one name is printed near, or none.

    Args:
        words: What was selected, as it is printed.
        before: What is printed before it.
        behind: What is printed behind it.
        participants: The names of those who took part.
    """
    plain = " ".join(_DIVIDED.sub("", words).split())
    whole = plain[:1] in _MARKS and plain[-1:] in _MARKS  # an apostrophe alone may begin a word
    bare = plain.strip(f"{_MARKS} ") if whole else plain
    form = _find_form(before)
    ahead, after = _END.split(before[-NEAR:])[-1], _END.split(behind[:NEAR])[0]
    named = [
        (found, name)
        for name in participants
        for text in (ahead, after)
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    if len({name for _, name in named}) != 1:
        return Selection(bare, "", "", form)
    lines = [_find_lines(found) for found, _ in named if found.string is after]
    printed = next(filter(None, lines), "")
    return Selection(bare, named[0][1], printed, form)


def _find_form(before: str) -> str:
    above, _, line = before.rstrip(_MARKS).rpartition("\n")
    if line.strip():
        return "inline"
    return "" if above.rpartition("\n")[2].strip() else "block"


def _find_lines(name: re.Match[str]) -> str:
    """Return the lines of the transcript that follow a name: "(Testina, lines 12-14)"."""
    found = _LINES.match(name.string, name.end())
    if found is None:
        return ""
    return f"{found[1]}–{found[2]}" if found[2] else found[1]
