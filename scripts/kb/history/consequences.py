"""What follows from a change: recommendations to read again, quotes to verify, pages, addresses."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from kb.history.suspect_text import suspect_line
from kb.history.suspects import Suspect, suspects
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.records import Implication, Quote
from kb.records.addresses import address
from kb.text.fingerprint import fingerprint

_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_IDS = re.compile(r"\sid=[\"']?([^\s\"'>]+)")
_HEADING = re.compile(r"^#{1,6} +(.*?)(?: +#*)?(?: *\{:? *([^{}]*)\})?\s*$", re.MULTILINE)
_MOVED = re.compile(r"\A---\n(?:\w.*\n)*moved: ")
"""A page that leads on to another, to the same place on it."""
_PASSING = ("gloss-", "__")
"""What ids begin with that are of no use to a reader: they tie a word to its meaning."""
_OWN = re.compile(r"#([\w-]+)")


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


def page_changes(old: Mapping[str, str], new: Mapping[str, str]) -> PageChanges:
    """Compare the pages of two sites.

    Args:
        old: The text of each page of the earlier site by its path, as Markdown.
        new: Those of the later one.
    """
    gone = tuple(path for path in old if path not in new)
    changed = tuple(path for path, text in new.items() if path in old and old[path] != text)
    lost = {}
    for path in changed:
        kept = frozenset(anchors(new[path]))
        gone_from = tuple(name for name in anchors(old[path]) if name not in kept)
        if gone_from and not _MOVED.search(new[path]):
            lost[address(path)] = gone_from
    return PageChanges(
        added=tuple(path for path in new if path not in old),
        changed=changed,
        gone=gone,
        broken=tuple(map(address, gone)),
        lost=lost,
    )


def anchors(page: str) -> list[str]:
    """Return the places on a page that a link can lead to, in their order, each once.

    They are ids in HTML, and headings: by the id that is written behind one, or else by its words.
    """
    text = _FENCE.sub("", page)
    found = [(match.start(), html.unescape(match[1])) for match in _IDS.finditer(text)]
    for match in _HEADING.finditer(text):
        own = _OWN.search(match[2] or "")
        name = own[1] if own else slugify(html.unescape(match[1]), "-")
        found.append((match.start(), name))
    names = dict.fromkeys(name for _, name in sorted(found))
    return [name for name in names if not name.startswith(_PASSING)]
