"""MkDocs kept warm: after a whole build, single pages are built as MkDocs builds them.

All that a page of the finished site shows besides its own text is the menu, and the addresses of
styles and scripts. Where these could change, everything is to be built again.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, copy_file, get_build_date

_LOG = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edit did to the folder that MkDocs builds the site of, by paths there.

    Attributes:
        changed: The files whose content is another.
        added: The files that are new.
        gone: The files that are not there any more.
        linking: The pages in which MkDocs looks for links; those that are made from records are
            blocks of HTML, which it leaves alone.
    """

    changed: frozenset[str]
    added: frozenset[str]
    gone: frozenset[str]
    linking: frozenset[str]


class _Kept(BasePlugin):  # type: ignore[type-arg, no-untyped-call] # it has no settings
    """Keeps what MkDocs gathers before it builds the pages."""

    nav: Navigation
    env: Environment
    files: Files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the menu."""
        self.nav = nav

    def on_env(self, env: Environment, *, files: Files, **_: object) -> None:
        """Keep the templates and the files."""
        self.env = env
        self.files = files


class WarmSite:
    """A site that MkDocs has built whole, and builds again in part."""

    def __init__(self, config: MkDocsConfig, serve_url: str) -> None:
        """Build all of it.

        Raises:
            Abort: A page is not in order.
        """
        self._config = config
        self._kept = _Kept()
        config.plugins["kb-kept"] = self._kept
        build(config, serve_url=serve_url)
        self._stamped = (get_build_date(), config.extra["changed"])

    def update(self, what: Difference, changed: dt.date | None) -> bool:
        """Build again what an edit changed.

        Args:
            what: What that is.
            changed: The day of the newest change in any record.

        Returns:
            Whether the site is as it would be after a whole build. If not, it is to be built whole;
            so it is after an error.

        Raises:
            Abort: A page is not in order.
        """
        if self._frame_may_change(what):
            return False
        before = self._frame(), self._unlisted(what.changed)
        if what.added or what.gone:
            self._gather(what)
        self._config.extra["changed"] = f"{changed or ''}"
        linking = what.linking if what.added or what.gone else frozenset()
        pages = [self._page(p) for p in sorted(what.changed | what.added | linking) if _is_page(p)]
        if not all(_has_a_place(page, self._kept.nav) for page in pages):
            return False
        with self._counting_warnings():
            for page in pages:
                _populate_page(page, self._config, self._kept.files)
            if before[0] != self._frame():
                return False
            listed_otherwise = before[1] != self._unlisted(what.changed)
            self._write(what, pages, lists=bool(what.added or what.gone or listed_otherwise))
        return True

    def _write(self, what: Difference, pages: list[Page], *, lists: bool) -> None:
        config, kept = self._config, self._kept
        documents = kept.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        for path in what.gone:
            _remove(Path(config.site_dir), _destination(path, config))
        for path in what.changed | what.added:
            if not _is_page(path):
                copy_file(str(Path(config.docs_dir) / path), str(Path(config.site_dir) / path))
        every = [file.page for file in documents if file.page]
        stamp = (get_build_date(), config.extra["changed"])
        if lists or stamp != self._stamped:
            self._stamped = stamp
            for page in every:
                page.update_date = get_build_date()
            for template in config.theme.static_templates:
                _build_theme_template(template, kept.env, kept.files, config, kept.nav)
        for page in pages:
            _build_page(page, config, documents, kept.nav, kept.env)
        for page in every:
            page.validate_anchor_links(files=kept.files, log_level=config.validation.links.anchors)

    def _frame_may_change(self, what: Difference) -> bool:
        """Tell whether a page comes or goes that the menu has, or that hides a theme's file."""
        moved = what.added | what.gone
        themes = (Path(folder) / path for folder in self._config.theme.dirs for path in moved)
        return not moved.isdisjoint(_paths_in(self._config.nav)) or any(
            file.is_file() for file in themes
        )

    def _frame(self) -> list[tuple[str | None, str]]:
        """Return what each page shows of others."""
        return [(page.title, page.url) for page in self._kept.nav.pages]

    def _unlisted(self, paths: Iterable[str]) -> dict[str, object]:
        """Return which pages the site map leaves out."""
        return {path: self._page(path).meta.get("robots") for path in paths if _is_page(path)}

    def _gather(self, what: Difference) -> None:
        """Put new files where a whole build would have them, and leave out those that are gone."""
        known = self._kept.files.src_uris
        gathered = [known.get(file.src_uri, file) for file in get_files(self._config)]
        others = [
            file
            for file in self._kept.files
            if file.src_dir != self._config.docs_dir and file.src_uri not in what.gone
        ]
        self._kept.files = Files([*gathered, *others])

    def _page(self, path: str) -> Page:
        file = self._kept.files.src_uris[path]
        return file.page or Page(None, file, self._config)

    @contextmanager
    def _counting_warnings(self) -> Iterator[None]:
        """Stop at the end if there was a warning, and at once if there was an error, as MkDocs."""
        counter = CountHandler()
        counter.setLevel(logging.WARNING)
        _LOG.addHandler(counter)
        try:
            yield
        except BuildError as error:
            raise Abort(str(error)) from None
        finally:
            _LOG.removeHandler(counter)
        if self._config.strict and (counts := counter.get_counts()):
            said = ", ".join(f"{count} {level.lower()}s" for level, count in counts)
            raise Abort(f"Aborted with {said} in strict mode!")


def _has_a_place(page: Page, nav: Navigation) -> bool:
    """Tell whether a page is in the menu, or need not be."""
    return page.file.inclusion is InclusionLevel.NOT_IN_NAV or page in nav.pages


def _is_page(path: str) -> bool:
    return path.endswith(".md")


def _destination(path: str, config: MkDocsConfig) -> str:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls).dest_uri


def _paths_in(nav: object) -> set[str]:
    """Return every file that a menu names, as mkdocs.yml writes it."""
    match nav:
        case str():
            return {nav}
        case dict():
            return {path for part in nav.values() for path in _paths_in(part)}
        case list():
            return {path for part in nav for path in _paths_in(part)}
        case _:
            return set()


def _remove(site: Path, path: str) -> None:
    """Remove a file and every folder that it leaves empty."""
    (site / path).unlink(missing_ok=True)
    for folder in (site / path).parents:
        if folder == site or any(folder.iterdir()):
            break
        folder.rmdir()
