"""The passages of a page: what stands under one heading, and where its links lead."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from bs4.element import NavigableString, Tag

from tests.helpers.site_pages import SitePage, text_of

HEADINGS = ("h1", "h2", "h3")


@dataclass
class Passage:
    """What stands between two headings.

    Attributes:
        headings: The headings it stands under.
        texts: Its pieces of text, headings left out.
        links: Where its links lead, absolute, fragments included.
    """

    headings: str
    texts: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)

    @cached_property
    def _words(self) -> str:
        return " ".join(" ".join([self.headings, *self.texts]).split()).casefold()

    def names(self, name: str) -> bool:
        """Return whether the passage, or a heading above it, uses some words.

        Case does not matter, nor does an ending: "has finding" is found in "Has findings".
        """
        return name.casefold() in self._words

    def links_to(self, address: str) -> bool:
        """Return whether a link leads to a page or a part of it; with a #, to that part."""
        return any(link == address or link.startswith(f"{address}#") for link in self.links)


def passages(page: SitePage) -> list[Passage]:
    """Cut a page at its headings, at each entry of a list of terms, and before its foot."""
    cut = [Passage("")]
    above: dict[str, str] = {}
    for node in page.article.descendants:
        if isinstance(node, Tag):
            if node.name in HEADINGS:
                above = {level: text for level, text in above.items() if level < node.name}
                above[node.name] = text_of(node)
                cut.append(Passage(" ".join(above.values())))
            elif node.name in ("dt", "footer"):
                cut.append(Passage(" ".join(above.values())))
            elif node.name == "a" and "href" in node.attrs:
                cut[-1].links.add(urljoin(page.home + page.path, str(node["href"])))
        elif isinstance(node, NavigableString):
            cut[-1].texts.append(node)
    return cut
