"""Whether a study prints a quote word for word, where, and what it prints instead."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kb.files.limits import OMISSIONS
from kb.records import Section
from kb.text.fingerprint import normalise_wording
from kb.verify.passage import BRACKETS, find_starts, make_pattern
from kb.verify.source import StudySource
from kb.verify.text import BROKEN, SourceText

_CONTEXT = 4
"""So many words are shown before and after words that differ."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the wording of a quote: its line, and its section if it could be told.

    `start` is where it begins in the text.
    """

    line: int
    section: str | None
    start: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """A few words as they are recorded, and as they are printed."""

    recorded: str
    printed: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage that is most like a quote, by its line, and how the two differ."""

    line: int
    differences: tuple[Difference, ...]


def find_section_starts(source: SourceText, sections: Iterable[Section]) -> list[tuple[int, str]]:
    """Return where sections begin, in order, with their keys.

    Headings are looked for from the end, each before the one that follows it: so a table of
    contents is passed over, and headings that are printed twice are told apart. A section whose
    heading stands on no line of its own is left out.
    """
    starts: list[tuple[int, str]] = []
    limit = len(source.text)
    for section in reversed([*sections]):
        places = [
            found.start()
            for found in re.finditer(
                make_pattern(normalise_wording(section.heading)), source.text[:limit]
            )
            if found.start() in source.headed and found.end() in source.ended
        ]
        if places:
            limit = places[-1]
            starts.append((limit, section.key))
    return starts[::-1]


def find(
    text: str,
    recorded_in: str,
    source: SourceText,
    starts: Sequence[tuple[int, str]],
    *,
    spaced: bool = True,
) -> Found | None:
    """Find a quote.

    Args:
        text: The quote. […] stands for words left out, other brackets for words replaced; either
            may be printed as well.
        recorded_in: The key of the section that is said to print it, preferred to any other.
        source: The study's text.
        starts: Where its sections begin.
        spaced: Whether spaces are where they were printed, as they need not be in a PDF.

    Returns:
        Where it is printed; None if it is not, word for word.
    """
    words = re.sub(r"^\[\.\.\.\] ?| ?\[\.\.\.\]$", "", normalise_wording(text))
    if not BRACKETS.sub("", words).strip() or len(BRACKETS.findall(words)) > OMISSIONS:
        return None
    found = [
        Found(source.lines[start], _find_section(start, starts), start)
        for start in find_starts(words, source.text, spaced=spaced)
    ]
    return next((one for one in found if one.section == recorded_in), found[0] if found else None)


def find_printed(
    text: str, recorded_in: str, source: StudySource, starts: Sequence[tuple[int, str]]
) -> Found | None:
    """Find a quote in a study's file, as `find` does; in a PDF, whatever its spaces."""
    found = find(text, recorded_in, source.text, starts)
    if found is None and source.is_pdf:
        return find(text, recorded_in, source.text, starts, spaced=False)
    return found


def find_nearest_passage(text: str, source: SourceText) -> Nearest | None:
    """Return the passage most like a quote, or None if no passage shares half of its words."""
    recorded = re.findall(r"[^\s\[]*\[[^\]]*\][^\s\[]*|\S+", normalise_wording(text))
    known = set(recorded)
    words = [
        (word, source.lines[place.start()])
        for place in re.finditer(r"\S+", source.text)
        for word in _list_joined(place[0], known)
    ]
    printed = [word for word, _ in words]
    start = _find_most_alike(recorded, printed)
    if start is None:
        return None
    first, last = _trim(recorded, printed, start)
    passage = printed[first:last]
    differences = tuple(
        Difference(
            " ".join(recorded[group[0][1] : group[-1][2]]),
            " ".join(passage[group[0][3] : group[-1][4]]),
        )
        for group in SequenceMatcher(None, recorded, passage).get_grouped_opcodes(_CONTEXT)
        if any(
            tag != "equal" and not (a < b and all("[" in word for word in recorded[a:b]))
            for tag, a, b, _, _ in group
        )
    )
    whole = Difference(" ".join(recorded), " ".join(passage))
    return Nearest(words[first][1], differences or (whole,))


def _find_section(place: int, starts: Sequence[tuple[int, str]]) -> str | None:
    return next((key for start, key in reversed(starts) if start <= place), None)


def _list_joined(word: str, known: set[str]) -> list[str]:
    """Join a word divided at the end of a line, or take it apart, as the quote has it."""
    forms = [word.replace(BROKEN, "-"), word.replace(BROKEN, "- ")]
    fitting = (form.split() for form in forms if known.issuperset(form.split()))
    return next(fitting, [word.replace(BROKEN, "")])


def _find_most_alike(recorded: list[str], printed: list[str]) -> int | None:
    """Return where as many words as are recorded have most in common with them, in any order."""
    wanted = Counter(recorded)
    width = len(recorded)
    held: Counter[str] = Counter()
    shared, best, start = 0, 0, 0
    for i, word in enumerate(printed):
        held[word] += 1
        shared += held[word] <= wanted[word]
        if i >= width:
            gone = printed[i - width]
            shared -= held[gone] <= wanted[gone]
            held[gone] -= 1
        if shared > best:
            best, start = shared, max(0, i - width + 1)
    return start if best * 2 >= width else None


def _trim(recorded: list[str], printed: list[str], start: int) -> tuple[int, int]:
    """Return the first word of the passage at `start` and the one after its last."""
    width = len(recorded)
    margin = 3 + width // 4
    low = max(0, start - margin)
    window = printed[low : start + width + margin]
    matcher = SequenceMatcher(None, recorded, window)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    # A single word beside the passage, such as "the", is no part of it.
    blocks = [block for block in blocks if block.size > 1] or blocks
    first = low + blocks[0].b - blocks[0].a
    last = low + blocks[-1].b + width - blocks[-1].a
    return max(0, first), min(len(printed), last)
