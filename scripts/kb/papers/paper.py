"""What was read of a paper, whatever it was printed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kb.exchange.draft import Draft

BlockKind = Literal["heading", "text", "quote", "work"]
"""A heading, a paragraph, what is set apart as a quote, or an entry of the list of works."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a paper that is set by itself.

    Attributes:
        kind: What it is.
        text: What it says, on one line.
        level: How deep a heading lies, from 1; 0 where the print does not tell.
        by: Whose words a quote is, where the print marks that apart from the words.
        cites: The works that a paragraph cites, by the keys of the list of works.
    """

    kind: BlockKind
    text: str
    level: int = 0
    by: str = ""
    cites: tuple[str, ...] = ()


@dataclass(slots=True)
class Paper:
    """A paper.

    Attributes:
        blocks: Its pieces in their order, without what stands in front of the text.
        about: The paper itself as a bibliographic entry, as far as the file tells it.
        facts: What else the file tells of it: licence, holder, funding and the like, by name.
        works: The entries of its list of works that the file holds field by field, by their keys.
        listed: How many entries that list has, as far as one can tell.
        doubts: What could not be told, in sentences.
    """

    blocks: tuple[Block, ...]
    about: Draft
    facts: dict[str, str] = field(default_factory=dict)
    works: Mapping[str, Draft] = field(default_factory=dict)
    listed: int = 0
    doubts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that its pieces say, one piece below the other."""
        return "\n\n".join(block.text for block in self.blocks)
