"""Rules on words: of terms, of verified quotes, of earlier names, and of which letters."""

import re
from collections.abc import Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.problems.problem import Problem
from kb.records import Quote, RecordNamedInWords, Term
from kb.strict_yaml.document import FieldPath
from kb.text.characters import describe, find_mixed_words
from kb.text.wording import quote_text, unquote_text


@requirement("it would not be clear which term a word is explained by")
def words_lead_to_one_term(linked: Linked) -> Iterator[Problem]:
    """No two terms share a word or an abbreviation, however either writes it."""
    taken: dict[str, Term] = {}
    for located, term in linked.of(Term):
        # The words of a withdrawn term are free for the one that takes its place.
        for path, word in () if term.withdrawn else _list_words(term):
            first = taken.setdefault(_normalise(word), term)
            if first is not term:
                yield Problem(
                    located.position(*path),
                    f"{quote_text(word)} already leads to the term {quote_text(first.term)}",
                    "A reader's word can lead to one term only: keep it with one of the two.",
                )


@requirement("the search would look for a word without a meaning")
def words_for_the_search_are_the_terms_own(linked: Linked) -> Iterator[Problem]:
    """What is kept for the search is the term, its abbreviation or one of its synonyms."""
    for located, term in linked.of(Term):
        own = {word for _, word in _list_words(term)}
        for i, word in enumerate(term.search_only):
            if word not in own:
                yield Problem(
                    located.position("search_only", i),
                    f"{quote_text(word)} is not a word of the term {quote_text(term.term)}",
                    "Write it as in `term`, `abbreviation` or `synonyms`, or add it there.",
                )


def _list_words(term: Term) -> Iterator[tuple[FieldPath, str]]:
    """Yield everything that a reader may call a term, with the path to it."""
    yield ("term",), term.term
    if term.abbreviation:
        yield ("abbreviation",), term.abbreviation
    for i, synonym in enumerate(term.synonyms):
        yield ("synonyms", i), synonym


def _normalise(word: str) -> str:
    """Leave out what readers vary: capitals, spaces, hyphens and an s at the end."""
    return re.sub(r"[\s-]", "", word).casefold().removesuffix("s")


@judgement
def words_are_of_one_script(linked: Linked) -> Iterator[Problem]:
    """No word mixes letters of two alphabets that look alike."""
    for located, record in linked.all():
        for path, text in linked.kb.texts_of(record):
            for word, letter in find_mixed_words(text):
                yield Problem(
                    located.position(*path),
                    f"the word {quote_text(word)} mixes alphabets: it holds {describe(letter)}",
                    "Write it with letters of one alphabet, or say why it needs two.",
                    severity="warning",
                )


@judgement
def quotes_are_without_the_marks_around_them(linked: Linked) -> Iterator[Problem]:
    """A quote holds the words, without the quotation marks that stand around them in print."""
    for located, quote in linked.of(Quote):
        if unquote_text(quote.text) != quote.text:
            yield Problem(
                located.position("text"),
                f"{quote.id} holds the quotation marks around the words",
                "Take them off: pages put quotation marks around every quote.",
            )


@requirement("its page would say that changed words were verified")
def verified_quotes_keep_their_wording(linked: Linked) -> Iterator[Problem]:
    """A quote that was verified against its source still has the words and speaker of that day."""
    for located, quote in linked.of(Quote):
        if quote.verified and not quote.is_verified:
            yield Problem(
                located.position("text"),
                f"the wording of {quote.id} is not the one that was verified against the source "
                f"on {quote.verified.on}, or it has another speaker or other lines",
                "Put back what was changed, or run `kb verify` with the source.",
            )


@requirement("two pages would have one address")
def earlier_names_lead_to_one_record(linked: Linked) -> Iterator[Problem]:
    """An earlier name is that of one record only, and no record has it now."""
    taken: dict[str, str] = {}
    kb = linked.kb
    for located, record in linked.of(RecordNamedInWords):
        for i, name in enumerate(record.formerly):
            position = located.position("formerly", i)
            if name in kb.located:
                where = kb.located[name].position("id")
                yield Problem(
                    position,
                    f"{quote_text(name)} is no earlier name: a record has it now, at {where}",
                    "Remove it here, or give that record a name that was never used.",
                )
            elif name == "index":
                yield Problem(
                    position,
                    "'index' is no earlier name: it is the address of a list",
                    "Remove it.",
                )
            elif name in taken:
                yield Problem(
                    position,
                    f"{quote_text(name)} is already an earlier name of {quote_text(taken[name])}",
                    "An earlier name leads to one record: keep it with one of the two.",
                )
            taken.setdefault(name, record.id)
