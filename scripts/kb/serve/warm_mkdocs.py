"""MkDocs kept warm: after a whole build, single pages are built as MkDocs builds them.

All that a page of the finished site shows besides its own text is the menu, and the addresses of
styles and scripts. Where these could change, everything is to be built again.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_build_date

from kb.files.tree import write_file
from kb.render.hand_written import HandWritten
from kb.render.laid_out import LaidOut
from kb.serve.making import Made
from kb.site.mkdocs.plugin import get_plugin
from kb.site.mkdocs.settings import list_menu_titles

_LOG = logging.getLogger("mkdocs")


class WarmSite:
    """A site that MkDocs has built whole, and builds again in part."""

    def __init__(self, config: MkDocsConfig, serve_url: str, made: Made) -> None:
        """Build all of it.

        Raises:
            Abort: A page is not in order.
        """
        self._config = config
        self._made = made
        self._plugin = get_plugin(config)
        self._plugin.begin_with(made.tree)
        build(config, serve_url=serve_url)
        self._stamped = (get_build_date(), config.extra["changed"])

    def update(self, made: Made) -> str:
        """Build again what an edit changed.

        Args:
            made: The site after the edit.

        Returns:
            What was built; nothing if the site is to be built whole, as it is after an error.

        Raises:
            Abort: A page is not in order.
        """
        before, self._made = self._made, made
        if _may_change_frame(self._config, before, made):
            return ""
        frame = self._frame()
        changed = [path for path, page in made.pages.items() if before.pages.get(path) != page]
        moved = before.pages.keys() ^ made.pages.keys()
        unlisted = self._plugin.unlisted
        self._plugin.turn_to(made.tree, self._config)
        self._config.extra["changed"] = f"{made.tree.site.kb.changed or ''}"
        written = made.tree.written if moved else [p for p in changed if p in made.tree.written]
        with self._counting_warnings():
            pages = [self._populated(path, made) for path in written]
            if frame != self._frame():
                return ""
            self._write(before, made, changed)
            self._build(pages, lists=bool(moved) or unlisted != self._plugin.unlisted)
        return f"{len(changed)} of {len(made.pages)} pages"

    def _populated(self, path: str, made: Made) -> Page:
        """Return a hand-written page, converted."""
        page = self._plugin.hand_written_page(path, made.tree.written[path].text)
        _populate_page(page, self._config, self._plugin.files)
        return page

    def _write(self, before: Made, made: Made, changed: list[str]) -> None:
        """Write what MkDocs does not, and remove what is gone with every folder it leaves empty."""
        site = Path(self._config.site_dir)
        old = {path: page for path, page in before.pages.items() if page != made.pages.get(path)}
        gone = self._outputs(old) | before.files.keys() - made.files.keys()
        for path in changed:
            if isinstance(page := made.pages[path], LaidOut):
                for name, content in self._plugin.files_of(page, self._config).items():
                    write_file(site, name, content)
                    gone.discard(name)
        for path, content in made.files.items():
            if before.files.get(path) != content:
                write_file(site, path, content)
            gone.discard(path)
        for path in gone:
            _remove(site, path)

    def _outputs(self, pages: dict[str, LaidOut | HandWritten]) -> set[str]:
        """Return the files that pages made from records became."""
        return {
            name
            for path, page in pages.items()
            if isinstance(page, LaidOut)
            for name in (self._plugin.output_of(path), *(n for n, _ in page.files))
        }

    def _build(self, pages: list[Page], *, lists: bool) -> None:
        """Build hand-written pages, and what lists all pages if that is another now."""
        config, plugin = self._config, self._plugin
        documents = plugin.files.documentation_pages()
        stamp = (get_build_date(), config.extra["changed"])
        if lists or stamp != self._stamped:
            self._stamped = stamp
            for file in documents:
                if file.page:
                    file.page.update_date = get_build_date()
            for template in config.theme.static_templates:
                _build_theme_template(template, plugin.env, plugin.files, config, plugin.nav)
        for page in pages:
            _build_page(page, config, documents, plugin.nav, plugin.env)
        for file in documents:
            if file.page:
                level = config.validation.links.anchors
                file.page.validate_anchor_links(files=plugin.files, log_level=level)

    def _frame(self) -> list[tuple[str | None, str]]:
        """Return what each page shows of others."""
        return [(page.title, page.url) for page in self._plugin.nav.pages]

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


def _may_change_frame(config: MkDocsConfig, before: Made, made: Made) -> bool:
    """Tell whether files come or go that the menu has, that people link to, or that hide others."""
    if (before.tree.former, before.tree.sources.keys(), before.tree.assets.keys()) != (
        made.tree.former,
        made.tree.sources.keys(),
        made.tree.assets.keys(),
    ):
        return True
    moved = before.pages.keys() ^ made.pages.keys()
    return not moved.isdisjoint(path for path, _ in list_menu_titles(config.nav))


def _remove(site: Path, path: str) -> None:
    """Remove a file and every folder that it leaves empty."""
    (site / path).unlink(missing_ok=True)
    for folder in (site / path).parents:
        if folder == site or any(folder.iterdir()):
            break
        folder.rmdir()
