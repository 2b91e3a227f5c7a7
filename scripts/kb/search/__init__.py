"""Searching: what is found, by which words, and the index that a browser takes in pieces."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.records import Term
from kb.render.context import Site
from kb.search.choices import Choices, choices
from kb.search.entries import SearchEntry, entries
from kb.search.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that the index is made from, besides the finished pages."""

    entries: tuple[SearchEntry, ...]
    choices: Choices
    vocabulary: Vocabulary


def search_of(site: Site, written: Mapping[str, str]) -> Search:
    """Gather what can be found.

    Args:
        site: Everything that pages are made from.
        written: The text of every hand-written page by its path.
    """
    return gathered(site, tuple(entries(site, written)))


def gathered(site: Site, found: tuple[SearchEntry, ...]) -> Search:
    """Add to what can be found what a search can be narrowed to, and the forms of words."""
    return Search(found, choices(found), vocabulary(site.kb.all(Term)))


__all__ = ["Search", "SearchEntry", "gathered", "search_of"]
