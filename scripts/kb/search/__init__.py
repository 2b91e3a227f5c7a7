"""Searching: what is found, by which words, and the index that a browser takes in pieces."""

from dataclasses import dataclass

from kb.records import Term
from kb.render.tree import Tree
from kb.search.choices import Choices, make_choices
from kb.search.entries import SearchEntry, list_entries
from kb.search.vocabulary import Vocabulary, make_vocabulary


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that the index is made from, besides the finished pages."""

    entries: tuple[SearchEntry, ...]
    choices: Choices
    vocabulary: Vocabulary


def search_of(tree: Tree) -> Search:
    """Gather what can be found on a site, what a search can be narrowed to, and forms of words."""
    found = tuple(list_entries(tree))
    return Search(found, make_choices(found), make_vocabulary(tree.site.kb.all(Term)))


__all__ = ["Search", "SearchEntry", "documents", "index", "page_text", "search_of"]
