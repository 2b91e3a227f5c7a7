"""Identifiers for new references: ramsden-2018, nice-2013, sample-nd."""

import re
from collections.abc import Container, Iterator
from itertools import count, product
from string import ascii_lowercase

from kb.records import CslItem
from kb.records.base import LONGEST
from kb.records.csl import Name
from kb.text.folding import fold

_ROOM = LONGEST - 20
"""Of an identifier, the rest of which tells works apart that are called alike."""

_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})


def propose_id(item: CslItem, taken: Container[str]) -> str:
    """Return a free identifier: the first author's name and the year.

    Args:
        item: The work. Without an author its editor gives the name, and without one the title.
        taken: The identifiers that there are already.

    Returns:
        ASCII letters in lower case, hyphens, and a year with a letter after it where it is taken,
        or `nd` if there is no date.
    """
    return next(identifier for identifier in _list_candidates(item) if identifier not in taken)


def _list_candidates(item: CslItem) -> Iterator[str]:
    title = [word for word in _split_words(item.title) if word not in _SMALL_WORDS]
    names = [_make_slug(name) for name in (*item.author, *item.editor)[:1]]
    slug = next((name for name in names if name), "-".join(title[:2])) or "work"
    slug = slug[:_ROOM].rstrip("-")
    year = f"{item.issued.year:04}" if item.issued else "nd"
    letters = ["", *(ascii_lowercase if item.issued else "")]
    # Where all letters are used, the title tells works apart.
    for words in range(len(title) + 1):
        longer = "-".join([slug, *title[:words]])
        if len(longer) > _ROOM:
            break
        yield from (f"{longer}-{year}{letter}" for letter in letters)
    for size in count(1):
        for word in product(ascii_lowercase, repeat=size):
            yield f"{slug}-{''.join(word)}-{year}"


def _make_slug(name: Name) -> str:
    """Return the words of a family name, or the initials of a body: nice, bps."""
    words = _split_words(name.surname)
    if name.family or len(words) == 1:
        return "-".join(words)
    capitals = [word for word in re.findall(r"\w+", name.surname) if word[0].isupper()]
    initials = "".join(_split_words(" ".join(word[0] for word in capitals)))
    return initials if len(initials) > 1 else "-".join(words[:2])


def _split_words(text: str) -> list[str]:
    """Return the words of a text in ASCII letters; an apostrophe does not divide a word."""
    letters = re.sub(r"['’]", "", fold(text))
    return re.findall(r"[a-z]+", letters)
