"""Rules on the words by which readers find the terms of the glossary."""

import re
from collections.abc import Iterator

from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Loaded
from kb.problems.problem import Problem
from kb.records import Term
from kb.strict_yaml.document import Path
from kb.text.wording import quoted


def words_lead_to_one_term(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No two terms share a word or an abbreviation, however either writes it."""
    taken: dict[str, Term] = {}
    for place in kb.located.values():
        # The words of a withdrawn term are free for the one that takes its place.
        if isinstance(place.record, Term) and not place.record.withdrawn:
            for path, word in _words(place.record):
                first = taken.setdefault(_as_compared(word), place.record)
                if first is not place.record:
                    yield Problem(
                        place.position(*path),
                        f"{quoted(word)} already leads to the term {quoted(first.term)}",
                        "A reader's word can lead to one term only: keep it with one of the two.",
                    )


def words_for_the_search_are_the_terms_own(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """What is kept for the search is the term, its abbreviation or one of its synonyms."""
    for place in kb.located.values():
        if isinstance(place.record, Term):
            own = {word for _, word in _words(place.record)}
            for i, word in enumerate(place.record.search_only):
                if word not in own:
                    yield Problem(
                        place.position("search_only", i),
                        f"{quoted(word)} is not a word of the term {quoted(place.record.term)}",
                        "Write it as in `term`, `abbreviation` or `synonyms`, or add it there.",
                    )


def _words(term: Term) -> Iterator[tuple[Path, str]]:
    """Yield everything that a reader may call a term, with the path to it."""
    yield ("term",), term.term
    if term.abbreviation:
        yield ("abbreviation",), term.abbreviation
    for i, synonym in enumerate(term.synonyms):
        yield ("synonyms", i), synonym


def _as_compared(word: str) -> str:
    """Leave out what readers vary: capitals, spaces, hyphens and an s at the end."""
    return re.sub(r"[\s-]", "", word).casefold().removesuffix("s")
