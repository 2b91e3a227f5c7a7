"""One entry of a tagged file: RIS, EndNote or PubMed, with the tags of RIS."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.problems.problem import Position


@dataclass(slots=True)
class Tag:
    """One field of an entry: its tag, what it says, and what the file calls it."""

    tag: str
    text: str
    name: str


@dataclass(slots=True)
class TaggedEntry:
    """One entry of a tagged file.

    Attributes:
        word: The type of RIS, or "" where the file's type means none.
        written: The type as the file writes it.
        known: What types may be written instead.
        position: Where it begins.
        tags: Its fields in the order of the file.
        notes: What was left out before it, and the like.
    """

    word: str
    written: str
    known: str
    position: Position
    tags: list[Tag] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _by_tag: dict[str, list[Tag]] = field(default_factory=dict)

    def settle(self) -> None:
        """Put the fields in order; from now on, none is added or renamed."""
        self._by_tag = {}
        for one in self.tags:
            if one.text.strip():
                self._by_tag.setdefault(one.tag, []).append(one)

    def find(self, *tags: str) -> Iterator[Tag]:
        """Yield the fields that have one of some tags, and say something; in the tags' order."""
        for tag in tags:
            if self._by_tag:
                yield from self._by_tag.get(tag, ())
            else:
                yield from (one for one in self.tags if one.tag == tag and one.text.strip())

    def in_order(self, *tags: str) -> list[Tag]:
        """Return the fields that have one of some tags, in the order of the file."""
        if not any(tag in self._by_tag for tag in tags):
            return []
        return [one for one in self.tags if one.tag in tags and one.text.strip()]
