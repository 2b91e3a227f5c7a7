"""The words that readers use for one thing: every form of a glossary term finds the same pages.

Each term has a mark, a word that nobody types. A page that uses any form of the term is indexed
with the mark, and the forms in a query are replaced by it before the index is asked. A form is the
term, its abbreviation or one of its synonyms. Letters count, their case and what joins them do not:
"burn-out", "burn out" and "burnout" are one form, and so is each with an s at its end. Forms in
capitals, such as "PO", are found on pages as written only: "po" may be anything there.

Pagefind takes words for one whose stem it takes for one, by the rules of Snowball's English stemmer
(https://snowballstem.org). Some such words have little to do with each other: to keep them apart,
they have marks as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kb.records import Term

BREAK = re.compile(r"[^\w\s'’\u2010\u2011–-]|_")
"""What ends a run of words: punctuation other than what joins words. search.js says it again."""

JOINT = re.compile(r"[\s\u2010\u2011–-]+")
"""What stands between the words of a run."""

JOINTS = re.compile(r"[\s'’\u2010\u2011–-]+")
"""What joins words, and what stands within one, as in "one's"."""


KEPT_APART: tuple[tuple[str, ...], ...] = (
    ("authority", "authorities"),  # author
    ("importance", "important", "importantly"),  # import
    ("mental", "mentally"),  # mentalizing
    ("objective", "objectives"),  # object
    ("office", "offices"),  # officer
    ("personality", "personalities"),  # person
    ("position", "positions"),  # positive
    ("positive", "positively"),
    ("public",),  # publication
    ("responsible", "responsibly", "responsibility", "responsibilities"),  # response
    ("severe", "severely", "severity"),  # several
)
"""Words whose stem is that of another word, here in a comment; those of a line belong together."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The forms of all terms, and the words that are kept apart.

    Attributes:
        marks: The mark of each form, written as `key` writes it.
        capitals: The forms that are written in capitals.
        longest: The number of words in the longest form.
        beginnings: What a form begins with, for each of its lengths: most words begin none.
    """

    marks: Mapping[str, str]
    capitals: frozenset[str]
    longest: int
    beginnings: frozenset[str]

    def in_text(self, text: str) -> list[str]:
        """Return the mark of every form in a text of a page, as often as it is used."""
        return [found for run in find_runs(text) for found in self._in_run(run)]

    def _in_run(self, words: list[str]) -> Iterator[str]:
        for start, first in enumerate(words):
            form = ""
            for word in words[start : start + self.longest]:
                form += make_key(word)
                known = form if form in self.marks else form.removesuffix("s")
                if known not in self.marks:
                    if form in self.beginnings:
                        continue
                    break
                if known.upper() not in self.capitals or first.startswith(known.upper()):
                    yield self.marks[known]


def make_vocabulary(terms: Iterable[Term]) -> Vocabulary:
    """Gather the forms of terms; of two terms with one form, the first has it."""
    marks: dict[str, str] = {}
    capitals: set[str] = set()
    for term in terms:
        for form in list_forms(term):
            marks.setdefault(make_key(form), mark(term))
            if form.isupper():
                capitals.add(form)
    for words in KEPT_APART:
        for word in words:
            marks.setdefault(word, f"zz{words[0]}zz")
    longest = max(
        (len(run) for term in terms for f in list_forms(term) for run in find_runs(f)), default=0
    )
    beginnings = frozenset(form[:end] for form in marks for end in range(1, len(form) + 1))
    return Vocabulary(marks, frozenset(capitals), longest + 1, beginnings)


def list_forms(term: Term) -> list[str]:
    """Return every form of a term."""
    return [term.term, *([term.abbreviation] if term.abbreviation else []), *term.synonyms]


def mark(term: Term) -> str:
    """Return the word that stands for a term in the index: no word begins or ends like it."""
    return f"zz{re.sub('[^a-z]', '', term.id)}zz"


def list_phrases(search_words: Iterable[str]) -> list[str]:
    """Return words in which people look for a situation as they are compared: by their letters.

    A single word is no phrase: it is found as any other.
    """
    several = (words for words in search_words if len([w for r in find_runs(words) for w in r]) > 1)
    return [re.sub("[^a-z]", "", words.casefold()) for words in several]


def mark_phrase(phrase: str) -> str:
    """Return the word that stands for such words, as a whole, in the index."""
    return f"zzw{phrase}zz"


@lru_cache(maxsize=2**16)
def make_key(text: str) -> str:
    """Write words as forms are compared: without case, hyphens, apostrophes and spaces."""
    return JOINTS.sub("", text).casefold()


def find_runs(text: str) -> list[list[str]]:
    """Divide a text where punctuation ends a run of words, and the runs into words."""
    divided = ([word for word in JOINT.split(run) if word] for run in BREAK.split(text))
    return [run for run in divided if run]
