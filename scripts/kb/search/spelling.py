"""Words that a misspelt one can be compared with, and one that is not typed to its end.

They are those of titles, of the sentences in results, of search words and of the glossary: what is
said there is what readers look for, and it is a small part of what pages say.
"""

import re
from collections import Counter

from kb.search.common_words import COMMON
from kb.search.entries import SearchEntry
from kb.search.vocabulary import Vocabulary

MOST = 4_000
"""How many words a browser fetches at most: those that most entries have."""

_WORD = re.compile(r"[^\W\d_]+")


def list_known_words(
    entries: tuple[SearchEntry, ...], vocabulary: Vocabulary, most: int = MOST
) -> list[str]:
    """Return words in small letters, those that more entries have before others.

    Args:
        entries: What can be found.
        vocabulary: The forms of terms, of which a browser knows the marks.
        most: How many words to return at most.
    """
    counts = Counter(word for entry in entries for word in _list_words(entry))
    counts.update(form for form in vocabulary.marks if _WORD.fullmatch(form))
    for common in COMMON:
        counts.pop(common, None)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return ranked[:most]


def _list_words(entry: SearchEntry) -> set[str]:
    text = "\n".join((entry.title, entry.sentence, *entry.text, *entry.search_words))
    return set(_WORD.findall(re.sub("['’]", "", text).casefold()))
