"""One entry of a bibliographic file as a reader found it, not yet checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from kb.problems.problem import Position, Problem
from kb.records.csl import ItemType
from kb.text.wording import quote_text

RECORD_TYPES: dict[str, ItemType] = {kind: kind for kind in get_args(ItemType)} | {
    **dict.fromkeys(("manuscript", "unpublished"), "article"),
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), "chapter"),
    **dict.fromkeys(("post", "post-weblog"), "webpage"),
    "pamphlet": "document",
}
"""The type of a record for each type of CSL that can be told as one."""


@dataclass(slots=True)
class Draft:
    """What a reader gathers of one entry.

    Attributes:
        key: What the file calls the entry, or "".
        number: The entry's place in the file, counted from 1.
        position: Where in the file it begins.
        fields: CSL fields by name, as plain values.
        unheld: The file's names of the fields that a record has no place for.
        mistakes: What is wrong, each with what to do about it.
        notes: What the maintainer should look at, although nothing is wrong.
    """

    key: str
    number: int
    position: Position
    fields: dict[str, object] = field(default_factory=dict)
    unheld: set[str] = field(default_factory=set)
    mistakes: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What messages call the entry: by its key, else its title, else its number."""
        title = self.fields.get("title")
        called = self.key or (title if isinstance(title, str) else "")
        return f"entry {quote_text(called)}" if called else f"entry {self.number}"

    def put(self, name: str, text: str | None) -> None:
        """Give a field a text, unless there is none or the field has one already."""
        if text and text.strip():
            self.fields.setdefault(name, text)

    def problems(self) -> Iterable[Problem]:
        """Yield everything that is wrong with the entry, by its name."""
        for message, advice in self.mistakes:
            yield Problem(self.position, f"{self.name}: {message}", advice)
