"""A page made from records, as MkDocs knows it: there is nothing to convert.

MkDocs is told its title for the menu and which places on it links can lead to. Its text comes when
it is written, and goes again: of a large site, all texts would fill the memory.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from kb.pages import Page
from kb.render.laid_out import LaidOut, make_front_matter

_CONTENTS_LEVELS = 2
"""The contents beside a page name headings down to this level."""


class RecordPage(MkDocsPage):
    """A page made from records."""

    def __init__(
        self,
        page: Page,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        anchors: Callable[[Page], AbstractSet[str]],
    ) -> None:
        """Take the place of the page that MkDocs would make of a file.

        Args:
            page: What the page shows.
            title: What the menu calls it, if it has a word of its own for it.
            file: The file that it would be as Markdown.
            config: The settings.
            anchors: Returns the places on the page; it is asked only if a link leads to one.
        """
        super().__init__(title, file, config)
        self.made = page
        self.present_anchor_ids = _Anchors(lambda: anchors(self.made))  # type: ignore[assignment] # only asked whether a place is in it

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - as MkDocs calls it
        """Read nothing: what MkDocs would find at the top of a file is known."""
        self.markdown = ""
        self.meta = make_front_matter(self.made)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - as MkDocs calls it
        """Convert nothing."""
        self.content = ""
        self.toc = TableOfContents([])

    def framed(
        self, laid_out: LaidOut, env: Environment, nav: Navigation, config: MkDocsConfig
    ) -> str:
        """Return the whole page, with the frame around its text, as the file that browsers read."""
        self.meta = {**laid_out.front}
        if laid_out.head:
            self.meta["head"] = laid_out.head.front_matter()
        self.content = laid_out.html
        self.toc = _make_contents(laid_out)
        html: str = env.get_template("main.html").render(get_context(nav, [], config, self))
        self.content = ""
        return html


class _Anchors(AbstractSet[str]):
    """The places on a page, found out when somebody asks."""

    def __init__(self, find: Callable[[], AbstractSet[str]]) -> None:
        self._find = find

    def __contains__(self, name: object) -> bool:
        return name in self._find()

    def __iter__(self) -> Iterator[str]:
        yield from self._find()

    def __len__(self) -> int:
        return len(self._find())


def _make_contents(laid_out: LaidOut) -> TableOfContents:
    """Return the table of contents: the parts of the page below its own heading."""
    links: list[AnchorLink] = []
    for heading in laid_out.headings:
        link = AnchorLink(heading.words, heading.id, heading.level)
        if not links or heading.level <= links[-1].level:
            links.append(link)
        elif heading.level <= _CONTENTS_LEVELS:
            links[-1].children.append(link)
    return TableOfContents(links)
