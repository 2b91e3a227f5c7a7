"""Where running text uses a term of the glossary, and which abbreviations it leaves unexplained.

A form of a term (the term, its abbreviation, a synonym) is found as whole words. Of forms that
begin at the same word the longest counts, and what is in capitals, as abbreviations are, counts
only in capitals. Hyphens join words: "mentalizing" is not found in "non-mentalizing".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kb.records import Term

_WORD = re.compile(r"\w+")
_JOINING = "-\N{NON-BREAKING HYPHEN}"
"""What makes one word of two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, and the term it is a form of if it is one."""

    text: str
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing a term.

    Attributes:
        text: The form as it is written in the glossary.
        term: The term.
        before: How many characters stand before its first word.
    """

    text: str
    term: Term
    before: int

    def stands_in(self, text: str, start: int) -> bool:
        """Return whether a text has the form, as whole words, from a character on."""
        end = start + len(self.text)
        found = text[start:end]
        same = found == self.text or (
            not self.text.isupper() and found.casefold() == self.text.casefold()
        )
        return (
            same
            and not _continues(text[max(0, start - 1) : start])
            and not _continues(text[end : end + 1])
        )


def _continues(character: str) -> bool:
    """Return whether a word goes on over a character beside it."""
    return character.isalnum() or character == "_" or (character != "" and character in _JOINING)


class Glossary:
    """The forms of all terms, by their first word and their shape."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take the terms, each with the forms that are not for the search alone."""
        self._forms: dict[str, dict[tuple[int, int, str], list[_Form]]] = {}
        self._abbreviated = [term for term in terms if term.abbreviation]
        for term in terms:
            for text in list_linked_forms(term):
                if first := _WORD.search(text):
                    form = _Form(text, term, first.start())
                    forms = self._forms.setdefault(first[0].casefold(), {})
                    key = (len(text), form.before, text.casefold())
                    forms.setdefault(key, []).append(form)
        # However many forms begin with one word, they are looked up and not tried in a row.
        self._shapes = {
            word: sorted({(length, before) for length, before, _ in forms}, reverse=True)
            for word, forms in self._forms.items()
        }

    def divided(self, text: str) -> Iterator[Piece]:
        """Divide a text into its terms and what stands between them; no character is changed."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            if found := self._find_at(text, word, end):
                start, form = found
                if start > end:
                    yield Piece(text[end:start])
                end = start + len(form.text)
                yield Piece(text[start:end], form.term)
        if end < len(text):
            yield Piece(text[end:])

    def _find_at(self, text: str, word: re.Match[str], least: int) -> tuple[int, _Form] | None:
        """Return the longest form whose first word is one of a text's, and where it begins."""
        first = word[0].casefold()
        for length, before in self._shapes.get(first, ()):
            start = word.start() - before
            if start < least:
                continue
            key = (length, before, text[start : start + length].casefold())
            for form in self._forms[first].get(key, ()):
                if form.stands_in(text, start):
                    return start, form
        return None

    def unexpanded(self, text: str) -> list[Term]:
        """Return the terms whose abbreviation a text uses without having explained it.

        Where the first use is "mentalization-based treatment (MBT)", the text explains it itself.

        Returns:
            The terms in the order in which the text first abbreviates them.
        """
        uses: list[tuple[int, Term]] = []
        for term in self._abbreviated:
            form = _Form(term.abbreviation or "", term, 0)
            starts = (match.start() for match in re.finditer(re.escape(form.text), text))
            first = next((start for start in starts if form.stands_in(text, start)), None)
            if first is not None and not _is_expanded(text[:first], term):
                uses.append((first, term))
        return [term for _, term in sorted(uses, key=lambda use: use[0])]


def list_linked_forms(term: Term) -> list[str]:
    """Return the ways of writing a term that mean it wherever they stand."""
    forms = [term.term, *([term.abbreviation] if term.abbreviation else []), *term.synonyms]
    return [form for form in forms if form not in term.search_only]


def _is_expanded(before: str, term: Term) -> bool:
    """Return whether an abbreviation follows its term, in brackets."""
    if not before.endswith("("):
        return False
    words = before[:-1].rstrip().casefold()
    return any(words.endswith(form.casefold()) for form in (term.term, *term.synonyms))


@dataclass
class Explained:
    """The terms that one page has explained so far; a page is written once, from top to bottom."""

    terms: dict[str, Term] = field(default_factory=dict)

    def add(self, term: Term) -> bool:
        """Note that a term is explained here, and return whether it is for the first time."""
        first = term.id not in self.terms
        self.terms[term.id] = term
        return first
