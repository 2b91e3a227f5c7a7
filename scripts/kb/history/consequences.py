"""What follows from a change: recommendations to read again, quotes to verify, pages, addresses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.history.suspect_text import suspect_line
from kb.history.suspects import Suspect, suspects
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.records import Implication, Quote
from kb.records.addresses import address
from kb.text.fingerprint import fingerprint


class ComparedPage(Protocol):
    """A page as two sites are compared by it: equal pages say the same."""

    @property
    def anchors(self) -> Sequence[str]:
        """The places on it that a link can lead to."""

    @property
    def leads_on(self) -> bool:
        """Whether it only leads on to another page, to the same place on it."""


@dataclass(frozen=True, slots=True)
class PageChanges:
    """What a change does to the site.

    Attributes:
        added: Pages that are new, by path.
        changed: Pages that are not what they were.
        gone: Pages that are no longer there.
        broken: Addresses that led to pages and would lead nowhere.
        lost: Places on pages that are no longer there, by the page's address: a link to one would
            lead to the top of the page.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    broken: tuple[str, ...]
    lost: Mapping[str, tuple[str, ...]]


def newly_suspect(old: KnowledgeBase, new: KnowledgeBase) -> list[Suspect]:
    """Return what recommendations rest on that has to be read again, and had not before."""
    before = {_about(one) for one in _suspects(old)}
    return [one for one in _suspects(new) if _about(one) not in before]


def _suspects(kb: KnowledgeBase) -> Iterator[Suspect]:
    for implication in kb.all(Implication):
        yield from suspects(kb, implication)


def _about(suspect: Suspect) -> tuple[str, str]:
    return suspect.implication.id, suspect_line(suspect)


def verification_lost(old: KnowledgeBase, new: KnowledgeBase) -> list[Quote]:
    """Return the quotes that had the wording of their source and are no longer known to."""
    return [
        quote
        for quote in new.all(Quote)
        if not _is_verified(new.located[quote.id])
        and quote.id in old.located
        and _is_verified(old.located[quote.id])
    ]


def _is_verified(place: Located) -> bool:
    quote = place.record
    return (
        isinstance(quote, Quote)
        and quote.verified is not None
        and fingerprint(quote.text) == quote.verified.fingerprint
    )


def page_changes(old: Mapping[str, ComparedPage], new: Mapping[str, ComparedPage]) -> PageChanges:
    """Compare the pages of two sites.

    Args:
        old: Each page of the earlier site by its path.
        new: Those of the later one.
    """
    gone = tuple(path for path in old if path not in new)
    changed = tuple(path for path, page in new.items() if path in old and old[path] != page)
    lost = {}
    for path in changed:
        kept = frozenset(new[path].anchors)
        gone_from = tuple(name for name in old[path].anchors if name not in kept)
        if gone_from and not new[path].leads_on:
            lost[address(path)] = gone_from
    return PageChanges(
        added=tuple(path for path in new if path not in old),
        changed=changed,
        gone=gone,
        broken=tuple(map(address, gone)),
        lost=lost,
    )
