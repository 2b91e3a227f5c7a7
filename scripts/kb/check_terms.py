"""The rule that readers' words lead to one term of the glossary each."""

import re
from collections.abc import Iterator

from kb.knowledge_base import KnowledgeBase
from kb.load import Loaded
from kb.problems import Problem, shown
from kb.records import Term
from kb.yaml_document import Path


def words_lead_to_one_term(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No two terms share a word or an abbreviation, however either writes it."""
    taken: dict[str, Term] = {}
    for place in kb.located.values():
        if isinstance(place.record, Term):
            for path, word in _words(place.record):
                first = taken.setdefault(_as_compared(word), place.record)
                if first is not place.record:
                    yield Problem(
                        place.position(*path),
                        f"{shown(word)} already leads to the term {shown(first.term)}",
                        "A reader's word can lead to one term only: keep it with one of the two.",
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
