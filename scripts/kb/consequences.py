"""What follows from a change: recommendations to read again, quotes to verify, pages, addresses."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from kb.addresses import address
from kb.fingerprint import fingerprint
from kb.knowledge_base import KnowledgeBase
from kb.load import Located
from kb.records import Finding, Implication, Quote

_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_IDS = re.compile(r"\sid=[\"']?([^\s\"'>]+)")
_HEADING = re.compile(r"^#{1,6} +(.*?)(?: +#*)?(?: *\{:? *([^{}]*)\})?\s*$", re.MULTILINE)
_MOVED = re.compile(r"\A---\n(?:\w.*\n)*moved: ")
"""A page that leads on to another, to the same place on it."""
_OWN = re.compile(r"#([\w-]+)")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A recommendation that must be read again, as one of its findings is not what it was.

    Attributes:
        implication: The recommendation.
        finding: The finding, as it is.
        version: The version of the finding that the recommendation was made from.
    """

    implication: Implication
    finding: Finding
    version: int

    @property
    def reason(self) -> str:
        """Why, in half a sentence."""
        if self.finding.withdrawn:
            return f"{self.finding.id} is withdrawn"
        return (
            f"{self.finding.id} is at version {self.finding.version}, and version {self.version} "
            "was read for it"
        )


@dataclass(frozen=True, slots=True)
class PageChanges:
    """What a change does to the site.

    Attributes:
        added: Pages that are new, by path.
        changed: Pages that are not what they were.
        gone: Pages that are no longer there.
        broken: Addresses that led somewhere and would no longer: of pages, and of places on them.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    broken: tuple[str, ...]


def newly_suspect(old: KnowledgeBase, new: KnowledgeBase) -> list[Suspect]:
    """Return the recommendations that became suspect, once for each of their findings."""
    before = {(one.implication.id, one.reason) for one in _suspects(old)}
    return [one for one in _suspects(new) if (one.implication.id, one.reason) not in before]


def _suspects(kb: KnowledgeBase) -> Iterator[Suspect]:
    for implication in kb.all(Implication):
        for finding, basis in kb.foundations(implication):
            if finding.withdrawn or basis.version < finding.version:
                yield Suspect(implication, finding, basis.version)


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
    places = []
    for path in changed:
        if _MOVED.search(new[path]):
            continue
        kept = frozenset(anchors(new[path]))
        lost = (name for name in anchors(old[path]) if name not in kept)
        places += [f"{address(path) or './'}#{name}" for name in lost]
    return PageChanges(
        added=tuple(path for path in new if path not in old),
        changed=changed,
        gone=gone,
        broken=(*map(address, gone), *places),
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
    return list(dict.fromkeys(name for _, name in sorted(found)))
