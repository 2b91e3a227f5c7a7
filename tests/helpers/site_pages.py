"""The HTML pages of a built site: what they hold and where their links lead."""

import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from bs4 import BeautifulSoup, Tag

LINKING = ("href", "src", "srcset", "action", "formaction", "poster", "data", "cite")
"""The attributes that hold addresses."""

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
"""The attributes that hold identifiers of elements on the same page."""

THEMES_OWN = "__"
"""How identifiers begin that the theme gives; it labels a table of contents that is hidden."""


NAMED_ONLY = {"alternate", "canonical", "cite-as", "describedby", "license", "next", "prev"}
"""Relations of a link element that a browser reads and does not fetch."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that a page mentions, made absolute.

    Attributes:
        element: The element that mentions it.
        written: The address as written.
        address: The address as a browser resolves it, without the fragment.
        fragment: The part after #.
    """

    element: Tag
    written: str
    address: str
    fragment: str

    @property
    def is_resource(self) -> bool:
        """Whether the browser fetches it without being asked to."""
        if self.element.name == "link":
            return not NAMED_ONLY & set(words(self.element, "rel"))
        return self.element.name not in ("a", "area", "form", "blockquote", "q")


class SitePage:
    """One HTML file of a site."""

    def __init__(self, file: Path, path: str, home: str) -> None:
        """Read a file.

        Args:
            file: The file.
            path: Its address below the site's: `findings/f001/`.
            home: The site's address.
        """
        self.path = path
        self.home = home
        self.size = file.stat().st_size
        self._file = file

    def __repr__(self) -> str:
        return f"SitePage({self.path or 'home'})"

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Its elements.

        There are millions of objects in those of a site, none of which goes away. Looking through
        them for garbage took as long as reading them, and then again in every later test.
        """
        gc.disable()
        try:
            return BeautifulSoup(self._file.read_text(encoding="utf-8"), "html.parser")
        finally:
            gc.freeze()
            gc.enable()

    @cached_property
    def ids(self) -> list[str]:
        """Every identifier on the page, as often as it is given."""
        return [str(element["id"]) for element in self.soup.find_all(id=True)]

    @cached_property
    def article(self) -> Tag:
        """The page's own content, without what surrounds it on every page."""
        article = self.soup.find("article")
        assert isinstance(article, Tag), self
        return article

    def targets(self, within: Tag | None = None) -> Iterator[Target]:
        """Yield every address that the page, or a part of it, mentions."""
        for element in (within or self.soup).find_all(_mentions_an_address):
            for name in LINKING:
                if name in element.attrs:
                    for written in _addresses(name, str(element[name])):
                        absolute = urljoin(self.home + self.path, written)
                        address, fragment = urldefrag(absolute)
                        yield Target(element, written, address, unquote(fragment))

    def leads_to(self, path: str, within: Tag | None = None) -> bool:
        """Return whether a link leads to the page with an address below the site's."""
        return any(
            target.address == self.home + path and target.element.name == "a"
            for target in self.targets(within)
        )


def words(element: Tag, attribute: str) -> list[str]:
    """Return the words of an attribute, of which HTML allows several in some."""
    value = element.get(attribute)
    return value.split() if isinstance(value, str) else list(value or ())


def text_of(element: Tag) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.get_text(" ").split())


@cache
def read_site(folder: Path, home: str) -> dict[str, SitePage]:
    """Return every HTML page of a finished site by its address below the site's."""
    pages = [
        SitePage(file, _path(file.relative_to(folder).as_posix()), home)
        for file in sorted(folder.rglob("*.html"))
    ]
    return {page.path: page for page in pages}


def broken_links(folder: Path, pages: dict[str, SitePage]) -> list[str]:
    """Return a sentence for every link within the site that leads nowhere."""
    return [
        f"{page.path or 'home'}: {target.written!r} {fault}"
        for page in pages.values()
        for target in page.targets()
        if (fault := _fault(folder, pages, page, target))
    ]


def dangling_references(page: SitePage) -> list[str]:
    """Return a sentence for every attribute that names an element which the page does not have."""
    return [
        f"{page.path or 'home'}: {name}={identifier!r} names nothing"
        for element in page.soup.select("*")
        for name in REFERRING
        for identifier in words(element, name)
        if identifier not in page.ids and not identifier.startswith(THEMES_OWN)
    ]


def _fault(folder: Path, pages: dict[str, SitePage], page: SitePage, target: Target) -> str | None:
    if not target.address.startswith(page.home):
        # What leads out of the site is none of the crawl's; what leads out of its folder is.
        beside = urljoin(target.address, "/") == urljoin(page.home, "/")
        return "leads out of the site's folder" if beside else None
    # A version that a link names changes nothing about where it leads.
    path = unquote(target.address.removeprefix(page.home).partition("?v=")[0])
    other = pages.get(path)
    if other is None:
        exists = (folder / path).is_file() and not path.endswith(".html")
        return None if exists else "leads to no file"
    if path == "handout/" and target.fragment and target.fragment not in other.ids:
        known = (folder / "handout" / "known.json").read_text(encoding="utf-8")
        chosen = [one.rpartition(".")[0] for one in target.fragment.split(",")]
        lost = [name for name in chosen if f'"{name}"' not in known]
        return f"chooses what cannot be on a handout: {lost}" if lost else None
    if target.fragment and target.fragment not in other.ids:
        return "leads to no element of that page"
    return None


def _path(file: str) -> str:
    folder, _, name = file.rpartition("/")
    return file if name != "index.html" else f"{folder}/" if folder else ""


def _mentions_an_address(element: Tag) -> bool:
    return any(name in element.attrs for name in LINKING)


def _addresses(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
    if value.startswith(("mailto:", "data:", "javascript:")):
        return []
    return [value]


def addresses_in_style(css: str) -> list[str]:
    """Return every address that a style sheet fetches."""
    return [
        address
        for _, address in re.findall(r"""(?:url\(|@import)\s*(["']?)([^"')]+)\1""", css)
        if not address.startswith(("data:", "#"))
    ]
