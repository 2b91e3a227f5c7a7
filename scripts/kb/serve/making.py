"""Every page and file of a site, made again after an edit as far as the edit goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from jinja2 import Template

from kb.incremental.differences import find_differences
from kb.incremental.memory import Memory, Note
from kb.incremental.noting import NotedSite
from kb.incremental.reading import Reader
from kb.pages import Page
from kb.project import Project
from kb.render.laid_out import LaidOut
from kb.render.layout import Templates
from kb.render.site import Site
from kb.render.tree import AnyPage, Tree, make_tree
from kb.settings import Settings
from kb.side_by_side import run_side_by_side
from kb.site.reading import format_project_works, read_hand_written, read_other_files

T = TypeVar("T")


@dataclass(frozen=True)
class Made:
    """One state of a site, but for what the search fetches.

    Attributes:
        tree: Its pages.
        pages: Each of them by its path. What did not change is the same object.
        files: The content of each file beside all pages, by its path.
    """

    tree: Tree
    pages: dict[str, AnyPage]
    files: dict[str, bytes]


class Maker:
    """Makes the pages and files of a project's site, again and again."""

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
        """Make all pages and files.

        Raises:
            DataError: Something is wrong with the data or a hand-written page; the next time goes
                on from what was made before.
        """
        project = self._project
        kb = self._reader.read(project.data)
        works = format_project_works(project, self._settings, kb)
        site = Site(kb, works, self._settings)
        sources, assets = read_hand_written(project.docs)
        noted, templates = self._turned_to(site)
        tree = make_tree(noted, sources, assets, templates)
        files = {**assets} | read_other_files(tree)
        return Made(replace(tree, site=site), tree.pages(), files)

    def _turned_to(self, site: Site) -> tuple[NotedSite, "_RememberingTemplates"]:
        """Forget what does not hold for another state of the site, and what is made of it."""
        if self._last is None or self._noted is None or self._templates is None:
            self._noted = NotedSite(site, self._memory)
            self._templates = _RememberingTemplates(self._noted, self._memory)
        else:
            self._memory.forget(find_differences(self._last, site))
            self._noted.turn_to(site)
        self._last = site
        return self._noted, self._templates


class _RememberingTemplates(Templates):
    """Templates that lay out only pages that are not as they were."""

    def __init__(self, site: Site, memory: Memory) -> None:
        self._memory = memory
        self._written: dict[str, Template] = {}
        super().__init__(site)

    def lay_out_each(self, pages: Sequence[Page], use: Callable[[LaidOut], T]) -> list[T]:
        """Lay out new pages first, side by side where there are many; notes come back with them."""
        new = [page for page in pages if not self._memory.knows(("page", page.path), (page,))]
        laid_out = run_side_by_side(self._noted, new)
        for page, (value, asked) in zip(new, laid_out, strict=True):
            self._memory.keep(("page", page.path), (page,), value, asked)
        return super().lay_out_each(pages, use)

    def lay_out(self, page: Page) -> LaidOut:
        lay_out = super().lay_out
        return self._memory.made(("page", page.path), (page,), lambda: lay_out(page))

    def _noted(self, some: Sequence[Page]) -> list[tuple[LaidOut, frozenset[Note]]]:
        lay_out = super().lay_out
        return [self._memory.noting(partial(lay_out, page)) for page in some]

    def of(self, source: str) -> Template:
        if source not in self._written:
            self._written[source] = super().of(source)
        return self._written[source]
