"""Where each of two linked records shows the link: the other end of every link is one step away.

A link between two records stands on the page of either. From each it leads to the place on the
other's page at which it stands there, which leads back, so that nobody has to look for it. Two
records show their links as a whole: a quote's page is short and begins with the words, and a
glossary entry is a place of its own.
"""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.pages.dividing import find_place
from kb.records import Audience, Implication, Part, Quote, Record, Reference, Study, Term
from kb.records.addresses import get_page_path, get_works_path, make_relative
from kb.records.kinds import get_kind


@dataclass(frozen=True, slots=True)
class Ends:
    """A link as one of its pages writes it.

    Attributes:
        anchor: The identifier of the element that holds it here.
        href: The way to the element that holds it there.
    """

    anchor: str
    href: str


def find_ends(
    kb: KnowledgeBase, path: str, here: Record, there: Record, by: Part | None = None
) -> Ends:
    """Return both ends of the link between two records.

    Args:
        kb: The linked records.
        path: The page that the way begins at.
        here: The record that the page shows.
        there: The record that is linked to, or from.
        by: What the data says about the link; needed where two records may be linked twice.
    """
    details = [edge.detail for edge in kb.between(here, there)]
    place = next((i for i, detail in enumerate(details) if detail is by), 0)
    return Ends(
        anchor=make_anchor(there, place),
        href=make_relative(path, _get_page(kb, there, here), _get_element(there, here, place)),
    )


def make_anchor(other: Record, place: int = 0) -> str:
    """Return the identifier, on a record's page, of its link with another: the first is 0."""
    name = f"{get_kind(other).prefix}{other.id.lower()}"
    return f"{name}-{place + 1}" if place else name


def _get_page(kb: KnowledgeBase, record: Record, other: Record) -> str:
    """Return the page on which a record shows its link with another."""
    if isinstance(record, Study) and isinstance(other, Reference):
        return get_works_path(record)
    if isinstance(record, Audience) and isinstance(other, Implication):
        return find_place(kb, record, other) or get_page_path(record)
    return get_page_path(record)


def _get_element(record: Record, other: Record, place: int) -> str:
    match record:
        case Quote():
            return ""
        case Term():
            return record.id
        case _:
            return make_anchor(other, place)
