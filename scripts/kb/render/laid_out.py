"""A page that is laid out: a value until somebody writes it, in whatever form they need."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kb.pages import Page
from kb.render.head import Head

_MARKED = re.compile(r"[^\w\s.,;?’“”–…]|_")
"""Characters that Markdown, HTML or an extension could take for markup within a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the contents of a page can name.

    Attributes:
        id: Its identifier, which links lead to.
        text: Its words.
        level: 1 for the page's own, 2 for those of its parts.
    """

    id: str
    text: str
    level: int = 2

    @property
    def words(self) -> str:
        """Its words, with an entity for every character that could mean something."""
        if isinstance(self.text, Markup):
            return self.text
        return _MARKED.sub(lambda match: f"&#{ord(match[0])};", self.text)

    @property
    def html(self) -> str:
        """The element."""
        return f'<h{self.level} id="{self.id}">{self.words}</h{self.level}>'

    @property
    def markdown(self) -> str:
        """The heading as Markdown, with its identifier."""
        return f"{'#' * self.level} {self.words} {{ #{self.id} }}"


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a heading, as HTML; the first section of a page has none above it."""

    heading: Heading | None
    body: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph: its element, `h1` to `h4` or `p`, and its words."""

    element: str
    text: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page made from records, laid out.

    Attributes:
        path: The file that it would be as Markdown, below the documentation folder.
        front: What the frame around it asks for: see `make_front_matter`.
        head: What it tells machines, if it shows a record.
        sections: Its text.
        anchors: Every place on it that a link can lead to, in their order, each once.
        words: What of it is searched.
        files: The files that lie beside it to be downloaded: path below the site, and text.
    """

    path: str
    front: Mapping[str, object]
    head: Head | None
    sections: tuple[Section, ...]
    anchors: tuple[str, ...]
    words: tuple[Block, ...]
    files: tuple[tuple[str, str], ...] = ()

    @property
    def leads_on(self) -> str | None:
        """The address of the page to which it only leads on, to the same place on it."""
        moved = self.front.get("moved")
        return html.unescape(moved) if isinstance(moved, str) else None

    @property
    def headings(self) -> list[Heading]:
        """Its headings."""
        return [section.heading for section in self.sections if section.heading]

    @property
    def html(self) -> str:
        """Its text as HTML, without the frame around it."""
        parts = (part for s in self.sections for part in (s.heading and s.heading.html, s.body))
        return "\n".join(text for part in parts if part and (text := part.strip()))

    @property
    def markdown(self) -> str:
        """The page as a Markdown file, for site generators that know nothing of this project."""
        matter = {**self.front} | ({"head": self.head.front_matter()} if self.head else {})
        lines = [f"{name}: {json.dumps(it, ensure_ascii=False)}" for name, it in matter.items()]
        text = "".join(f"{s.heading.markdown if s.heading else ''}{s.body}" for s in self.sections)
        return "\n".join(["---", *lines, "---", text])


def make_front_matter(page: Page) -> dict[str, object]:
    """Return what the frame around a page asks for, as the theme reads it: texts are HTML."""
    matter: dict[str, object] = {
        "title": html.escape(page.title),
        "description": html.escape(page.description),
        "hide": ["navigation", *(["toc"] if page.wide or page.moved is not None else [])],
    }
    if page.unlisted:
        matter["robots"] = "noindex"
    if page.moved is not None:
        matter["moved"] = html.escape(page.moved)
    if page.wide:
        matter["wide"] = True
    return matter
