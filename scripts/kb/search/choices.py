"""What a search can be narrowed to, each with a word that stands for it in the index.

Pagefind has filters of its own. It writes their values in another order at every run, and two
builds of the same site are to be the same, byte for byte. Its words are always written alike, so a
choice is a word that nobody types: an entry is indexed with the words of its filters, and a search
that is narrowed asks for these words besides.
"""

from collections.abc import Iterable, Mapping

from kb.knowledge.support import SUPPORT_NAMES
from kb.search.entries import TYPES, SearchEntry

Choices = Mapping[str, Mapping[str, str]]
"""The word of every value of every filter: `type`, `study`, `theme`, `audience`, `support`."""


def make_choices(entries: Iterable[SearchEntry]) -> Choices:
    """Return every value that an entry has.

    Types come in the order of `TYPES`, support from the best, and others as they are met.
    """
    values: dict[str, dict[str, None]] = {}
    for entry in entries:
        for name, value in _list_filters(entry):
            values.setdefault(name, {})[value] = None
    ordered = {"type": TYPES, "support": SUPPORT_NAMES.values()}
    values |= {
        name: {value: None for value in order if value in values.get(name, {})}
        for name, order in ordered.items()
    }
    return {
        name: {value: _make_word(name, place) for place, value in enumerate(values.get(name, {}))}
        for name in ("type", "study", "theme", "audience", "support")
    }


def list_words(entry: SearchEntry, known: Choices) -> list[str]:
    """Return the words of an entry's filters."""
    return [known[name][value] for name, value in _list_filters(entry)]


def _list_filters(entry: SearchEntry) -> list[tuple[str, str]]:
    own = entry.filters
    return [
        ("type", entry.kind),
        *(("study", value) for value in own.studies),
        *(("theme", value) for value in own.themes),
        *(("audience", value) for value in own.audiences),
        *([("support", SUPPORT_NAMES[own.support])] if own.support else []),
    ]


def _make_word(name: str, place: int) -> str:
    """Write a place in letters, for Pagefind takes words with digits in them apart."""
    digits = str(place).translate(str.maketrans("0123456789", "abcdefghij"))
    return f"zz{name}{digits}zz"
