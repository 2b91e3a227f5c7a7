"""What a line of prose is made of: words, emphasis and links."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """Characters, each of which is what it is."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Content that is emphasised, strongly or not; within it is no emphasis of the same kind."""

    kind: ClassVar[str] = "emphasis"
    strong: bool
    content: "Content"


@dataclass(frozen=True, slots=True)
class WebLink:
    """Content that leads to an address, `http:` or `https:`; within it is no other link."""

    kind: ClassVar[str] = "link"
    address: str
    content: "Content"


Inline: TypeAlias = Words | Emphasis | WebLink
Content: TypeAlias = tuple[Inline, ...]
