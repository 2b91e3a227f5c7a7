"""The rule on words that are written with letters of two scripts."""

from collections.abc import Iterator

from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Loaded
from kb.problems.problem import Problem
from kb.text.characters import described, mixed_words
from kb.text.wording import quoted


def words_are_of_one_script(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No word mixes letters of two alphabets that look alike."""
    for place in kb.located.values():
        for path, text in kb.texts_of(place.record):
            for word, letter in mixed_words(text):
                yield Problem(
                    place.position(*path),
                    f"the word {quoted(word)} mixes alphabets: it holds {described(letter)}",
                    "Write it with letters of one alphabet, or say why it needs two.",
                    severity="warning",
                )
