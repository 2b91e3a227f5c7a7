"""What is noted of a page while it is laid out: nothing that was written has to be read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kb.render.glossing import Explained
from kb.render.laid_out import Block, Heading


@dataclass
class Notes:
    """What one page says, noted from top to bottom.

    Attributes:
        explained: The terms that it has explained so far.
        headings: Its headings.
        anchors: The places that links can lead to.
        words: What of it is searched.
        texts: Every text that it shows, searched or not.
        files: The files that lie beside it: path below the site, and text.
    """

    explained: Explained = field(default_factory=Explained)
    headings: list[Heading] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    words: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    _unsearched: int = 0

    def add_heading(self, heading: Heading) -> int:
        """Note a heading, and return its number."""
        self.headings.append(heading)
        self.anchors.append(heading.id)
        self.add_words(heading.text, f"h{heading.level}")
        self.texts.append(heading.text)
        return len(self.headings) - 1

    def add_words(self, text: str, element: str = "p") -> None:
        """Note a heading or a paragraph that is searched, unless it stands where nothing is."""
        if not self._unsearched and (words := " ".join(text.split())):
            self.words.append(Block(element, words))

    @contextmanager
    def unsearched(self) -> Iterator[None]:
        """Let nothing be searched that is noted meanwhile."""
        self._unsearched += 1
        try:
            yield
        finally:
            self._unsearched -= 1
