"""Which pages an edit of records affects: those that asked for something that is another now."""

import base64
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from zlib import crc32

from kb.incremental.differences import find_differences
from kb.incremental.memory import Memory, Note
from kb.incremental.noting import NotedSite
from kb.incremental.reading import Reader
from kb.knowledge.base import KnowledgeBase
from kb.pages import Page, make_pages
from kb.progress import begin
from kb.project import Project
from kb.render.laid_out import LaidOut
from kb.render.layout import Templates
from kb.render.site import Site
from kb.render.tree import Tree, make_tree
from kb.settings import Settings
from kb.site.kept import Start
from kb.site.reading import format_project_works, read_hand_written


class NotingTemplates(Templates):
    """Templates that note what is asked for each page.

    Attributes:
        asked: What was asked for the last one that was laid out.
    """

    asked: frozenset[Note]

    def __init__(self, site: Site, memory: Memory) -> None:
        """Prepare the templates."""
        self._memory = memory
        super().__init__(site)

    def lay_out(self, page: Page) -> LaidOut:
        """Lay out a page."""
        laid_out, self.asked = self._memory.noting(partial(super().lay_out, page))
        return laid_out


@dataclass(frozen=True, slots=True)
class Affected:
    """The pages of a site after an edit.

    Attributes:
        start: What the build began with.
        tree: All of them.
        templates: What lays them out, and notes what is asked for each.
        before: The pages before the edit, by their paths: what each showed.
        changed: What is answered differently now.
    """

    start: Start
    tree: Tree
    templates: NotingTemplates
    before: Mapping[str, Page]
    changed: frozenset[int]

    def spares(self, page: Page, asked: str) -> bool:
        """Tell whether a page is as it was, by what was asked for it then."""
        return self.before.get(page.path) == page and self.changed.isdisjoint(read_notes(asked))


def read_affected(project: Project, settings: Settings, start: Start) -> Affected:
    """Read the data and the hand-written pages.

    Args:
        project: Where things are.
        settings: What pages need to know that is not in the data.
        start: What the build begins with.

    Raises:
        DataError: Something is wrong with the data or a hand-written page.
    """
    reader, memory = Reader(), Memory()
    before: dict[str, Page] = {}
    changed: set[Note] = set()
    kb = reader.read(project.data)
    site = _make_site(project, settings, kb)
    if start.last is None:
        noted = NotedSite(site, memory)
    else:
        old = _make_site(
            project, settings, reader.recall(start.last.inputs.data, project.data.name)
        )
        noted = NotedSite(old, memory)
        before = {page.path: page for page in make_pages(noted.kb, noted.bibliography)}
        changed = find_differences(old, site)
        memory.forget(changed)
        noted.turn_to(site)
    templates = NotingTemplates(noted, memory)
    tree = make_tree(noted, *read_hand_written(project.docs), templates)
    numbers = frozenset(map(_number, changed))
    return Affected(start, replace(tree, site=site), templates, before, numbers)


def _make_site(project: Project, settings: Settings, kb: KnowledgeBase) -> Site:
    begin("bibliography")
    return Site(kb, format_project_works(project, settings, kb), settings)


def write_notes(asked: Iterable[Note]) -> str:
    """Return what was asked in few letters: two notes may look alike, which costs a page's time."""
    return base64.b64encode(array("I", sorted(map(_number, asked))).tobytes()).decode()


def read_notes(written: str) -> "array[int]":
    """Return the numbers of what was asked."""
    found = array("I")
    found.frombytes(base64.b64decode(written))
    return found


@lru_cache(maxsize=2**17)
def _number(note: Note) -> int:
    """Return a number for what was asked, the same at every build."""
    return crc32(repr(note).encode())
