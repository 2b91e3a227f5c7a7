"""From themes_data/ and docs/ to the tree of Markdown that a site generator builds."""

import gc
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.citations.bibliography import Bibliography, bibliography_of
from kb.files.limits import ALL_DOCS_BYTES, ASSET_BYTES, PAGE_BYTES, RECORD_FILES
from kb.files.names import unfit_names
from kb.files.plain import Limits, read_folder
from kb.files.tree import Written, remove_all_but, write_file, write_tree
from kb.knowledge.base import KnowledgeBase
from kb.pages.moved_written import moved_pages
from kb.problems.problem import DataError, Position, Problem
from kb.progress import begin
from kb.project import Project
from kb.read import read
from kb.render.render import Pages, Site, all_of
from kb.search import Search, search_of
from kb.search.documents import words
from kb.settings import Settings
from kb.side_by_side import side_by_side
from kb.site.downloads import downloads
from kb.strict_yaml.reader import decode
from kb.web.assets import site_assets
from kb.web.card import preview
from kb.web.headers import NGINX, SITE_HEADERS, headers_file, nginx_file


@dataclass(frozen=True, slots=True)
class Generated:
    """A knowledge base, what can be found in it, and what writing its pages did.

    Attributes:
        kb: The records.
        search: What can be found.
        written: What writing did.
        unlisted: The files of pages at which hand-written ones were once: no menu has them.
    """

    kb: KnowledgeBase
    search: Search
    written: Written
    unlisted: tuple[str, ...]


def generate(project: Project, settings: Settings) -> Generated:
    """Read the data and write every page.

    Args:
        project: Where things are.
        settings: What pages need to know that is not in the data.

    Raises:
        DataError: Something is wrong with the data or a hand-written page. Nothing was written.
    """
    with keeping_everything():
        return _generate(project, settings)


@contextmanager
def keeping_everything() -> Iterator[None]:
    """Let Python not look for what can be thrown away: all of it is needed until it is written.

    Looking through a thousand findings again and again took a quarter of the time.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def _generate(project: Project, settings: Settings) -> Generated:
    kb = read(project.data)
    begin("bibliography")
    works = formatted(project, settings, kb, project.kept_bibliography)
    site = Site(kb, works, settings)
    sources, assets = hand_written(project.docs)
    pages = all_of(site, sources)
    begin("downloads")
    files = beside_pages(site, assets)
    begin("index")
    search = search_of(site, pages.written)
    files |= words(search)
    nginx = project.pages.parent / NGINX
    write_tree(nginx.parent, {nginx.name: nginx_file().encode()})
    written = write_pages(project.pages, pages, files)
    return Generated(kb, search, written, unlisted(sources))


def write_pages(folder: Path, pages: Pages, files: dict[str, bytes]) -> Written:
    """Make a folder hold exactly the given pages and files.

    Args:
        folder: The folder; it is made if it does not exist.
        pages: The pages; each is written as soon as it is laid out.
        files: All other files, by path. They are let go of when they are written, because of a
            large site they take as much memory as its records.
    """
    removed = remove_all_but(folder, {*files, *pages.paths})
    begin("write")
    paths = (*files, *pages.paths)
    new = side_by_side(lambda some: [write_file(folder, p, files[p]) for p in some], tuple(files))
    files.clear()
    new += pages.each(lambda path, text: write_file(folder, path, text.encode()))
    return Written(tuple(path for path, is_new in zip(paths, new, strict=True) if is_new), removed)


def beside_pages(site: Site, assets: dict[str, bytes]) -> dict[str, bytes]:
    """Return every file that is no page and not for the search, by its path.

    Args:
        site: Everything that pages are made from.
        assets: What people put into docs/ besides pages.
    """
    files = assets | site_assets() | downloads(site)
    files[SITE_HEADERS] = headers_file().encode()
    files["assets/preview.png"] = preview(site.settings.name, site.settings.description)
    return files


def unlisted(sources: dict[str, str]) -> tuple[str, ...]:
    """Return the files of pages at which hand-written ones were once: no menu has them."""
    moved, _ = moved_pages(sources, ())
    return tuple(page.path for page in moved)


def formatted(project: Project, settings: Settings, kb: KnowledgeBase, kept: Path) -> Bibliography:
    """Format the works, and keep the result in a file.

    Raises:
        DataError: The style cannot be used, which is a problem with the settings.
    """
    style = project.root / settings.citation_style
    advice = "Name a CSL style file in `citation_style` in mkdocs.yml."
    try:
        return bibliography_of(kb, style, kept)
    except OSError as error:
        message = f"the citation style cannot be read ({error.strerror})"
        raise DataError([Problem(Position(settings.citation_style), message, advice)]) from None
    except subprocess.CalledProcessError as error:
        message = f"works cannot be formatted with this style: {error.stderr.strip()}"
        raise DataError([Problem(Position(settings.citation_style), message, advice)]) from None


def hand_written(docs: Path) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the pages in docs/, and everything else that is to be copied.

    Raises:
        DataError: A page is not UTF-8 text, or a file is none that can be copied.
    """
    limits = Limits(
        RECORD_FILES,
        ALL_DOCS_BYTES,
        lambda path: PAGE_BYTES if path.endswith(".md") else ASSET_BYTES,
    )
    files = read_folder(docs, lambda path: not path.rpartition("/")[2].startswith("."), limits)
    sources: dict[str, str] = {}
    problems = unfit_names(files, docs.name)
    for path in sorted(files):
        if path.endswith(".md"):
            sources[path], problem = decode(f"{docs.name}/{path}", files[path])
            problems += [problem] if problem else []
    if problems:
        raise DataError(problems)
    return sources, {path: files[path] for path in sorted(files) if path not in sources}
