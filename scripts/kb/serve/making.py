"""Every file that MkDocs builds the site of, made again after an edit as far as the edit goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jinja2 import Template

from kb.pages import Page
from kb.project import Project
from kb.render.context import Site
from kb.render.layout import Templates
from kb.render.render import render_all
from kb.serve.differences import differences
from kb.serve.memory import Memory, Note
from kb.serve.noting import NotedSite
from kb.serve.reading import Reader
from kb.settings import Settings
from kb.side_by_side import side_by_side
from kb.site.tree import beside_pages, formatted, hand_written


@dataclass(frozen=True)
class Made:
    """All files of one state of the site, but those of the search.

    Attributes:
        site: What they are made from.
        sources: The text of each hand-written page by its path, as people wrote it.
        pages: The text of each page by its path. What did not change is the same object.
        files: The content of all other files by their paths.
    """

    site: Site
    sources: dict[str, str]
    pages: dict[str, str]
    files: dict[str, bytes]

    def content(self, path: str) -> bytes:
        """Return what a file holds."""
        return self.pages[path].encode() if path in self.pages else self.files[path]


class Maker:
    """Makes the files of a project's site, again and again."""

    def __init__(self, project: Project, settings: Settings) -> None:
        """Begin with nothing.

        Args:
            project: Where things are.
            settings: What pages need to know that is not in the data; it stays as it is.
        """
        self._project = project
        self._settings = settings
        self._reader = Reader()
        self._memory = Memory()
        self._last: Site | None = None
        self._noted: NotedSite | None = None
        self._templates: _RememberingTemplates | None = None

    def make(self) -> Made:
        """Make all files.

        Raises:
            DataError: Something is wrong with the data or a hand-written page; the next time goes
                on from what was made before.
        """
        project = self._project
        kb = self._reader.read(project.data)
        works = formatted(project, self._settings, kb, project.kept_bibliography)
        site = Site(kb, works, self._settings)
        sources, assets = hand_written(project.docs)
        noted, templates = self._turned_to(site)
        return Made(
            site, sources, render_all(noted, sources, templates), beside_pages(noted, assets)
        )

    def _turned_to(self, site: Site) -> tuple[NotedSite, "_RememberingTemplates"]:
        """Forget what does not hold for another state of the site, and what is made of it."""
        if self._last is None or self._noted is None or self._templates is None:
            self._noted = NotedSite(site, self._memory)
            self._templates = _RememberingTemplates(self._noted, self._memory)
        else:
            self._memory.forget(differences(self._last, site))
            self._noted.turn_to(site)
        self._last = site
        return self._noted, self._templates


class _RememberingTemplates(Templates):
    """Templates that lay out only pages that are not as they were."""

    def __init__(self, site: Site, memory: Memory) -> None:
        self._memory = memory
        self._written: dict[str, Template] = {}
        super().__init__(site)

    def pages(self, those: Sequence[Page]) -> list[str]:
        """Lay out pages, side by side where there are many; notes come back with the texts."""
        new = [page for page in those if not self._memory.knows(("page", page.path), (page,))]
        if len(new) > len(those) / 2:
            # What copies of this program would each make, and then forget, is made before.
            _ = [*self._site.citations.values()]
        laid_out = side_by_side(self._noted, new)
        for page, (text, asked) in zip(new, laid_out, strict=True):
            self._memory.keep(("page", page.path), (page,), text, asked)
        return [self.page(page) for page in those]

    def page(self, page: Page) -> str:
        lay_out = super().page
        return self._memory.made(("page", page.path), (page,), lambda: lay_out(page))

    def _noted(self, some: Sequence[Page]) -> list[tuple[str, frozenset[Note]]]:
        lay_out = super().page
        return [self._memory.noting(partial(lay_out, page)) for page in some]

    def of(self, source: str) -> Template:
        if source not in self._written:
            self._written[source] = super().of(source)
        return self._written[source]
