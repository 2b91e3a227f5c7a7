"""The glossary: all terms on one page, each with an anchor of its own."""

import unicodedata
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.pages.page import HOME, Identity, Page, identify
from kb.pages.withdrawn import WithdrawnView, view_withdrawn
from kb.records import InformedBy, Place, Reference, Study, Term
from kb.records.addresses import GLOSSARY


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with where its meaning comes from."""

    term: Term
    places: list[tuple[Study, Place]]
    works: list[tuple[Reference, InformedBy]]
    identity: Identity


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All terms in the order of the alphabet, and apart those that were withdrawn.

    Attributes:
        letters: Each letter that terms begin with, and the first term that does.
        entries: The terms.
        withdrawn: Those that were withdrawn.
    """

    letters: list[tuple[str, Term]]
    entries: list[Entry]
    withdrawn: list[tuple[WithdrawnView, Identity]]


def make_glossary_page(kb: KnowledgeBase) -> Page:
    """Return the glossary."""
    terms = sorted(kb.all(Term), key=lambda term: term.term.casefold())
    return Page(
        path=GLOSSARY,
        template="glossary",
        title="Glossary",
        description="The concepts of the studies, in plain words, and where each meaning is from.",
        view=GlossaryView(
            letters=_list_letters(terms),
            entries=[
                Entry(
                    term=term,
                    places=[(kb.get(place.study, Study), place) for place in term.used_in],
                    works=kb.informing(term),
                    identity=identify(kb, term, "Glossary term"),
                )
                for term in terms
            ],
            withdrawn=[
                (view_withdrawn(kb, term), identify(kb, term, "Glossary term"))
                for term in kb.withdrawn(Term)
            ],
        ),
        trail=(HOME,),
        lists=tuple(terms),
    )


def _list_letters(terms: list[Term]) -> list[tuple[str, Term]]:
    """Return each letter that terms begin with, and the first that does; accents do not count."""
    firsts: dict[str, Term] = {}
    for term in terms:
        first = unicodedata.normalize("NFD", term.term)[0].upper()
        if first.isalpha():
            firsts.setdefault(first, term)
    return list(firsts.items())
