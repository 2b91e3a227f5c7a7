"""Where MkDocs meets the knowledge base: it makes the pages first, then MkDocs builds them."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from pathspec.gitignore import GitIgnoreSpec

from kb.problems.problem import DataError
from kb.progress import begin, step
from kb.project import Project
from kb.render.environment import TEMPLATES
from kb.search.index import SearchError, write_index
from kb.site.frame import frame_settings
from kb.site.lock import one_build_at_a_time
from kb.site.mkdocs.live_reload import admitting_live_reload
from kb.site.mkdocs.ready_html import Identifiers, divided, put_back
from kb.site.mkdocs.settings import WRITTEN, WrittenPages, build_date, settings_of
from kb.site.theme_files import keep_only_what_is_loaded
from kb.site.tree import generate
from kb.web.assets import STATIC
from kb.web.policy import inline_parts

log = get_plugin_logger("kb")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages and point MkDocs at them; stop before anything is cleaned if data is bad."""
    written = config.extra.setdefault(WRITTEN, None) or _written(config)
    if written.changed:
        os.environ.setdefault("SOURCE_DATE_EPOCH", build_date(written.changed))
    config.docs_dir = str(written.folder)
    outside = GitIgnoreSpec.from_lines(f"/{path}" for path in written.unlisted)
    config.not_in_nav = config.not_in_nav + outside if config.not_in_nav else outside
    config.extra[WRITTEN] = written
    config.extra |= frame_settings(written.changed, map(Path, config.theme.dirs))
    return config


def _written(config: MkDocsConfig) -> WrittenPages:
    """Write the pages, unless whoever called MkDocs has done it."""
    project = _project(config)
    _alone.enter_context(one_build_at_a_time(project.pages.parent, _tell_of_another))
    try:
        generated = generate(project, settings_of(config))
    except DataError as error:
        raise Abort(project.told(error.problems)) from None
    return WrittenPages(project.pages, generated.kb.changed, generated.unlisted, generated.search)


def on_files(files: Files, *, config: MkDocsConfig, **_: object) -> None:
    """Leave out what of the theme no page loads, and say how many pages there are to convert."""
    keep_only_what_is_loaded(files, config)
    begin("convert", len(files.documentation_pages()))


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs of a page made from records only what is Markdown."""
    if (_project(config).docs / page.file.src_uri).exists():
        _ready.discard(page.file.src_uri)  # a preview goes on after people took over an address
        return None
    _ready.add(page.file.src_uri)
    return divided(page.file.content_string).markdown


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Say that the page is converted, and where in it links can lead to."""
    step()
    if page.file.src_uri in _ready:
        headings = page.present_anchor_ids or set()
        places = Identifiers(headings, lambda: page.file.content_string)
        page.present_anchor_ids = cast("set[str]", places)  # only asked whether a place is in it
    return html


def on_page_context(context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
    """Put back what was set aside: not before, for MkDocs keeps all pages until it is done."""
    if page.file.src_uri in _ready:
        ready = divided(page.file.content_string)
        page.content = put_back(page.content or "", ready.pieces)
        page.meta["head"] = ready.head
    return context


_ready: set[str] = set()
"""The pages made from records, of which MkDocs converts only the headings."""


def on_env(*_: object, files: Files, **__: object) -> None:
    """Say how many pages there are to finish."""
    begin("finish", len(files.documentation_pages()))


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """Stop where a page holds what its own policy would keep from running."""
    step()
    if page.file.src_uri in _ready:
        page.content = ""
        del page.meta["head"]
    return _without_inline_parts(page.file.dest_uri, output)


def on_post_template(output_content: str, *, template_name: str, **_: object) -> str:
    """Stop where the page for what is not found holds what its policy would keep from running."""
    return _without_inline_parts(template_name, output_content)


def _without_inline_parts(file: str, page: str) -> str:
    if found := inline_parts(page):
        raise Abort(
            f"{file}: the content security policy keeps {found[0]} from working.\n"
            "    Put scripts and styles into scripts/kb/web/static/."
        )
    return page


def on_post_build(*, config: MkDocsConfig) -> None:
    """Make the search's index of the finished pages, whichever command built them."""
    written: WrittenPages = config.extra[WRITTEN]
    if written.search:
        begin("index")
        try:
            write_index(written.search, Path(config.site_dir), written.folder.parent)
        except SearchError as error:
            raise Abort(str(error)) from None
    _alone.close()


def on_build_error(**_: object) -> None:
    """Let other builds go on where this one was stopped."""
    _alone.close()


_alone = ExitStack()
"""Holds other builds off, from the first page that is written to the finished site."""


def _tell_of_another() -> None:
    log.info("Another build is running in this folder; this one waits for it.")


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None], **_: object
) -> LiveReloadServer:
    """Watch what people edit, not what the build writes, and outlast their mistakes."""
    project = _project(config)
    server.unwatch(str(project.pages))
    for source in (project.data, project.docs, STATIC, TEMPLATES):
        server.watch(str(source))
    server.builder = _keeping_the_last_pages(builder)
    server.set_app(admitting_live_reload(server.serve_request))
    return server


def _keeping_the_last_pages(builder: Callable[[], None]) -> Callable[[], None]:
    """Let a build that was stopped be over: MkDocs would keep every reader of a page waiting."""

    def build() -> None:
        try:
            builder()
        except MkDocsException as error:
            log.error(error.format_message())  # noqa: TRY400 - it says all that is to be said

    return build


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path).resolve().parent)
