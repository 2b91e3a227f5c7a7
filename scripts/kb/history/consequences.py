"""What follows from a change: recommendations to read again, quotes to verify, pages, addresses."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from kb.history.suspect_text import summarise_suspect
from kb.history.suspects import Suspect, find_suspects
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.records import Implication, Quote
from kb.records.addresses import make_address


class ComparedPage(Protocol):
    """A page as two sites are compared by it: equal pages say the same."""

    @property
    def anchors(self) -> Sequence[str]:
        """The places on it that a link can lead to."""

    @property
    def leads_on(self) -> str | None:
        """The address of the page to which it only leads on, to the same place on it."""

    @property
    def files(self) -> Sequence[tuple[str, str]]:
        """The files that lie beside it to be downloaded: path below the site, and text."""


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
        files: Files beside pages that are no longer there, by path below the site.
        written: Of the lost places those that people wrote themselves, by the page's path.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    broken: tuple[str, ...]
    lost: Mapping[str, tuple[str, ...]]
    files: tuple[str, ...] = ()
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_newly_suspect(old: KnowledgeBase, new: KnowledgeBase) -> list[Suspect]:
    """Return what recommendations rest on that has to be read again, and had not before."""
    before = {_identify(one) for one in _find_suspects(old)}
    return [one for one in _find_suspects(new) if _identify(one) not in before]


def _find_suspects(kb: KnowledgeBase) -> Iterator[Suspect]:
    for implication in kb.all(Implication):
        yield from find_suspects(kb, implication)


def _identify(suspect: Suspect) -> tuple[str, str]:
    return suspect.implication.id, summarise_suspect(suspect)


def find_unverified(old: KnowledgeBase, new: KnowledgeBase) -> list[Quote]:
    """Return the quotes that had the wording of their source and are no longer known to."""
    return [
        quote
        for quote in new.all(Quote)
        if not _is_verified(new.located[quote.id])
        and quote.id in old.located
        and _is_verified(old.located[quote.id])
    ]


def find_verified_anew(old: KnowledgeBase, new: KnowledgeBase) -> list[Quote]:
    """Return the quotes whose words, speaker or lines changed, and whose fingerprint went along.

    `kb verify` writes one after a comparison with the source, and so can anybody by hand: whoever
    reviews the change has to look at the source.
    """
    return [
        quote
        for quote in new.all(Quote)
        if quote.is_verified
        and quote.id in old.located
        and isinstance(before := old.located[quote.id].record, Quote)
        and before.verified
        and before.fingerprint != quote.fingerprint
    ]


def _is_verified(located: Located) -> bool:
    return isinstance(located.record, Quote) and located.record.is_verified


def compare_pages(
    old: Mapping[str, ComparedPage],
    new: Mapping[str, ComparedPage],
    written: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> PageChanges:
    """Compare the pages of two sites.

    Args:
        old: Each page of the earlier site by its path.
        new: Those of the later one.
        written: Which of the places on an earlier page people wrote themselves, by its path: what
            the page shows of records comes and goes with them, but these stay.
    """
    gone = tuple(path for path in old if path not in new)
    changed = tuple(path for path, page in new.items() if path in old and old[path] != page)
    at = {make_address(path): page for path, page in new.items()}
    lost = {}
    for path in changed:
        leads_on = new[path].leads_on
        reached = new[path] if leads_on is None else at.get(leads_on)
        kept = frozenset(reached.anchors if reached else old[path].anchors)
        if gone_from := tuple(name for name in old[path].anchors if name not in kept):
            lost[make_address(path)] = gone_from
    own = {
        path: tuple(name for name in names if name in lost.get(make_address(path), ()))
        for path, names in written.items()
    }
    return PageChanges(
        added=tuple(path for path in new if path not in old),
        changed=changed,
        gone=gone,
        broken=tuple(map(make_address, gone)),
        lost=lost,
        files=tuple(sorted(_list_files(old) - _list_files(new))),
        written={path: names for path, names in own.items() if names},
    )


def _list_files(pages: Mapping[str, ComparedPage]) -> set[str]:
    return {path for page in pages.values() for path, _ in page.files}
