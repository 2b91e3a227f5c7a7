"""Nothing is lost in silence: every word that a file gives is found in the work, or it is told.

The guard knows nothing of how a file is read. It takes each field that a reader says it was given,
decodes it as simply as can be (no commands, no marks, no accents), and looks for its words in one
field of the work. What it does not find, it tells by the name that the file gives the field. So it
also finds what a reader loses by a fault of its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from kb.exchange.dates import find_month
from kb.exchange.plain_text import to_plain
from kb.records.csl import CslDate, CslItem, Name
from kb.text.folding import fold
from kb.text.wording import quote_text

_GAP = "\ue000"
"""Stands for a command of LaTeX, which may be a letter or a few."""

_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?\s*|[^A-Za-z])")
_CLOCK = re.compile(r"[T/\s]*\b\d\d?:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[AP]M)?(?:Z|[+-]\d\d:?\d\d)?\b")
_WORD = re.compile(rf"[^\W_]+(?:{_GAP}[^\W_]*)*|{_GAP}[^\W_]+(?:{_GAP}[^\W_]*)*")
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
    search = _Search([_list_words(text) for text in _list_texts(item)])
    for field, text in given:
        lost = search.list_missing(_split_words(text, latex=latex))
        if lost:
            yield field, " ".join(lost)


class _Search:
    """Finds words in the values of a work; works may have a thousand names."""

    def __init__(self, values: list[frozenset[str]]) -> None:
        self._values = values
        self._places: dict[str, set[int]] = {}
        for place, value in enumerate(values):
            for word in value:
                self._places.setdefault(word, set()).add(place)

    def list_missing(self, words: list[str]) -> list[str]:
        """Return the words that the value with most of them has not."""
        found = sorted((self._places.get(word, set()) for word in words), key=len)
        if not words or set.intersection(*found):
            return []
        likely = Counter(place for places in found for place in list(places)[:_ENOUGH])
        places = [place for place, _ in likely.most_common(_FEW)]
        # Where no word is there as it is, one may be in another form, as a month is.
        places += [place for place in range(min(len(self._values), _ENOUGH)) if place not in likely]
        return min((_list_missing(words, self._values[place]) for place in places), key=len)


_FEW, _ENOUGH = 5, 40


def describe_lost(field: str, words: str) -> str:
    """Say that words of a field are left out."""
    return f"{field}: {quote_text(words)} is left out"


def _list_texts(item: CslItem) -> Iterator[str]:
    """Yield what each field of a work says, every name by itself."""
    for name in type(item).model_fields:
        match getattr(item, name):
            case str() as text:
                yield text
            case CslDate() as date:
                yield " ".join(str(part) for parts in date.date_parts for part in parts)
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
    words = _WORD.findall(plain)
    if "%" in text:
        words += _WORD.findall(fold(unquote(text)))
    # A number may be written with hyphens, or without.
    return frozenset([*words, "".join(words)])


def _split_words(text: str, *, latex: bool) -> list[str]:
    """Return the words of a text as a file writes it, figures without zeros before them."""
    if latex and "\\" in text:
        text = _COMMAND.sub(_GAP, text)
    if latex and "$" in text:
        text = text.replace("_", "")
    plain = to_plain(_CLOCK.sub("", text)).translate(_NO_MARKS if latex else _NO_APOSTROPHES)
    plain = fold(unquote(plain))
    return [word for word in _WORD.findall(plain) if word not in _UNTOLD]


_NO_APOSTROPHES = str.maketrans("", "", "'’")
_NO_MARKS = str.maketrans("", "", "{}$'’^")


def _list_missing(words: list[str], value: frozenset[str]) -> list[str]:
    return [word for word in words if word not in value and not _is_there(word, value)]


def _is_there(word: str, value: frozenset[str]) -> bool:
    """Tell whether a word is there in another form: as a number, a month, or with its commands."""
    if word.isdigit() and word.lstrip("0") in value | {""}:
        return True
    if (month := find_month(word)) and str(month) in value:
        return True
    if _GAP in word:
        parts = [part for part in word.split(_GAP) if part]
        if all(part in value for part in parts):
            return True
        form = re.compile(".{0,3}".join(map(re.escape, word.split(_GAP))))
        return any(form.fullmatch(one) for one in value)
    return False
