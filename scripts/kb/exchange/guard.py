"""Nothing is lost in silence: every word that a file gives is found in the work, or it is told.

The guard knows nothing of how a file is read. It takes each field that a reader says it was given,
decodes it as simply as can be (no commands, no marks, no accents), and looks for its words in one
field of the work. What it does not find, it tells by the name that the file gives the field. So it
also finds what a reader loses by a fault of its own.
"""

import re
from collections.abc import Iterable, Iterator
from heapq import nlargest
from urllib.parse import unquote

from kb.exchange.dates import find_month
from kb.exchange.plain_text import to_plain
from kb.records.csl import CslDate, CslItem, Name
from kb.text.folding import fold
from kb.text.wording import quote_text

_DATE = "qdateq"
"""Stands among the words of a date, so that 3 is known to be a month."""

_GAP = "\ua66e"
"""Stands for a command of LaTeX, which may be a letter or a few: a letter that no language uses."""

_COMMAND = re.compile(
    r"\\(?:(?:begin|end|[hv]space)\*?\s*\{[^{}]*\}|[A-Za-z]+\*?|[\"'`^~=.]|[^A-Za-z])\s*"
)
_CLOCK = re.compile(r"[T/\s]*\b\d\d?:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[AP]M)?(?:Z|[+-]\d\d:?\d\d)?\b")
_WORD = re.compile(r"[^\W_]+")
_UNTOLD_WORDS = """
http https www doi org dx url pii isbn issn print online electronic linking retrieved
accessed available at from on urn
"""
_UNTOLD = frozenset(_UNTOLD_WORDS.split())
"""Words that say what a field is, not what the work is."""


def list_lost(
    given: Iterable[tuple[str, str]], item: CslItem, *, latex: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield each given field of which words are missing in a work, with these words.

    Args:
        given: The file's fields and what each says.
        item: What was made of them.
        latex: Whether the texts are LaTeX.
    """
    values = [_list_words(text) for text in _list_texts(item)]
    for field, text in given:
        lost = _find_missing(_split_words(text, latex=latex), values)
        if lost:
            yield field, " ".join(lost)


def _find_missing(words: list[str], values: list[frozenset[str]]) -> list[str]:
    """Return the words that the value with most of them has not."""
    wanted = frozenset(words)
    if any(wanted <= value for value in values):
        return []
    # A word may be there in another form, as a month is; of a thousand names, the likeliest do.
    likely = nlargest(_FEW, values, key=lambda value: len(wanted & value))
    return min((_list_missing(words, value) for value in (*likely, *values[:_MANY])), key=len)


_FEW, _MANY = 5, 40


def describe_lost(field: str, words: str) -> str:
    """Say that words of a field are left out."""
    return f"{field}: {quote_text(words.replace(_GAP, '…'))} is left out"


def _list_texts(item: CslItem) -> Iterator[str]:
    """Yield what each field of a work says, every name by itself."""
    for name in type(item).model_fields:
        match getattr(item, name):
            case str() as text:
                yield text
            case CslDate() as date:
                parts = (str(part) for numbers in date.date_parts for part in numbers)
                yield " ".join([_DATE, *parts])
            case tuple() as names:
                yield from (_join(one) for one in names if isinstance(one, Name))
            case _:
                pass


def _join(name: Name) -> str:
    initials = "".join(filter(str.isalnum, name.given or ""))
    parts = (name.given, name.non_dropping_particle, name.family, name.suffix, name.literal)
    return " ".join(part for part in (*parts, initials) if part)


def _list_words(text: str) -> frozenset[str]:
    plain = fold(text.translate(_NO_APOSTROPHES))
    words = _find_words(plain)
    if "%" in text:
        words += _find_words(fold(unquote(text)))
    # A number may be written with hyphens, or without.
    return frozenset([*words, "".join(words)])


def _split_words(text: str, *, latex: bool) -> list[str]:
    """Return the words of a text as a file writes it."""
    if latex and "\\" in text:
        text = _COMMAND.sub(_GAP, text)
    if latex and "$" in text:
        text = text.replace("_", "")
    plain = to_plain(_CLOCK.sub("", text)).translate(_NO_MARKS if latex else _NO_APOSTROPHES)
    plain = fold(unquote(plain))
    return [word for word in _find_words(plain) if word not in _UNTOLD and word.strip(_GAP)]


def _find_words(text: str) -> list[str]:
    """Return the words of a text, numbers without zeros before them."""
    words = _WORD.findall(text)
    if "0" not in text:
        return words
    return [
        word.lstrip("0") or "0" if word[0] == "0" and word.isdigit() else word for word in words
    ]


_NO_APOSTROPHES = str.maketrans("", "", "'’")
_NO_MARKS = str.maketrans("", "", "{}$'’^")


def _list_missing(words: list[str], value: frozenset[str]) -> list[str]:
    missing = {word for word in {*words} - value if not _is_there(word, value)}
    return [word for word in words if word in missing]


def _is_there(word: str, value: frozenset[str]) -> bool:
    """Tell whether a word is there in another form: as a month, or with its commands."""
    if word == "0" and _DATE in value:
        return True  # a month or a day that is not known
    if _DATE in value and (month := find_month(word)) and str(month) in value:
        return True
    if _GAP in word:
        parts = [part for part in word.split(_GAP) if part]
        if all(part in value for part in parts):
            return True
        form = re.compile(".{0,3}".join(map(re.escape, word.split(_GAP))))
        return any(form.fullmatch(one) for one in value)
    return False
