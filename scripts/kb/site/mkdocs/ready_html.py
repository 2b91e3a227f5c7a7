"""What of a page is HTML already: Markdown need not look through it.

Pages made from records are HTML between Markdown headings. Python-Markdown and MkDocs each read
all of it, letter by letter, only to leave it as it is, and that took most of a build. So MkDocs is
given the headings, with a mark between them where the HTML belongs. What the front matter says to
machines is not given to it either: it is JSON, which MkDocs would read as YAML, letter by letter.
"""

import json
import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,6} .+ \{ #[\w-]+ \})$", re.MULTILINE)
"""A heading as templates write it, with its identifier."""

_HEAD = re.compile(r"^head: (.+)\n", re.MULTILINE)
"""What a page tells machines, as templates write it into the front matter."""

_MARK = "\ue000{}\ue001"
"""Stands for a piece of HTML; no text of the data can hold characters for private use."""

_MARKED = re.compile("<p>\ue000(\\d+)\ue001</p>")
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Ready:
    """A page made from records, divided.

    Attributes:
        markdown: Front matter and headings, with a mark for each piece of HTML.
        pieces: The pieces of HTML.
        head: What the page tells machines, or None.
    """

    markdown: str
    pieces: list[str]
    head: object


def divided(page: str) -> Ready:
    """Divide a page made from records into what is Markdown and what is ready."""
    matter, ends, body = page.partition("\n---\n") if page.startswith("---\n") else ("", "", page)
    matter += ends
    head = _HEAD.search(matter)
    if head:
        matter = matter.replace(head[0], "", 1)
    pieces: list[str] = []
    lines = []
    for part in _HEADING.split(body):
        if _HEADING.fullmatch(part):
            lines.append(part)
        elif text := part.strip():
            lines.append(_MARK.format(len(pieces)))
            pieces.append(text)
    return Ready(matter + "\n\n".join(lines), pieces, json.loads(head[1]) if head else None)


def put_back(html: str, pieces: list[str]) -> str:
    """Put each piece where its mark is."""
    return _MARKED.sub(lambda mark: pieces[int(mark[1])], html)


class Identifiers(AbstractSet[str]):
    """What links can lead to on a page. It is read when it is asked for: few pages are."""

    def __init__(self, converted: AbstractSet[str], read: Callable[[], str]) -> None:
        """Begin with what was converted.

        Args:
            converted: The places in what was converted: the headings.
            read: Returns the page as it was before it was divided.
        """
        self._converted = converted
        self._read = read

    def __contains__(self, name: object) -> bool:
        """Tell whether a link can lead there."""
        return name in self._converted or name in set(self)

    def __iter__(self) -> Iterator[str]:
        """Go through all places of the page."""
        yield from self._converted
        yield from _ID.findall(self._read())

    def __len__(self) -> int:
        """Count them."""
        return len(set(self))
