"""Where MkDocs meets the knowledge base: it gives MkDocs the pages, and writes those it made.

MkDocs converts the pages that people write, and makes the menu, the map of the site and the page
for what is not found. The pages made from records are HTML already; they get their frame, and are
written, by as many processes as there are processors.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext
from pathspec.gitignore import GitIgnoreSpec

from kb.files.tree import write_file, write_tree
from kb.pages import Page
from kb.problems.problem import DataError
from kb.progress import begin
from kb.render.environment import TEMPLATES
from kb.render.laid_out import Block, LaidOut
from kb.render.tree import Tree
from kb.search import search_of
from kb.search.documents import Document, DocumentWriter, write_browser_words
from kb.search.index import SOURCE, SearchError, write_index
from kb.search.page_text import read_page
from kb.site.affected import Affected, read_affected
from kb.site.frame import THEME, make_frame_settings
from kb.site.kept import Outcome, Start, find_folder, forget_build
from kb.site.lock import lock_builds
from kb.site.mkdocs.live_reload import admit_live_reload
from kb.site.mkdocs.own_host import answer_as
from kb.site.mkdocs.record_page import RecordPage
from kb.site.mkdocs.settings import (
    DATE,
    build_date,
    find_project,
    get_settings,
    list_menu_titles,
)
from kb.site.owner import PLUGIN
from kb.site.reading import keep_everything, read_other_files, read_tree
from kb.site.theme_files import keep_only_what_is_loaded
from kb.site.writing import write_pages
from kb.web.assets import STATIC, STATIC_FOLDER
from kb.web.documents import HTML
from kb.web.headers import NGINX, write_nginx_file
from kb.web.policy import find_inline_parts

log = get_plugin_logger("kb")


class KnowledgeBaseConfig(Config):  # type: ignore[no-untyped-call] # MkDocs has no types there
    """What mkdocs.yml can set."""

    citation_style = config_options.Type(str, default="vendor/csl/apa.csl")
    edit_base = config_options.Type(str, default="")
    editors = config_options.ListOfItems(config_options.Type(str), default=[])
    interests = config_options.Type(str, default="")
    contact = config_options.Type(str, default="")
    next_review = config_options.Type(str, default="")


class KnowledgeBasePlugin(BasePlugin[KnowledgeBaseConfig]):  # type: ignore[no-untyped-call]
    """Makes the site of a project's knowledge base.

    Attributes:
        tree: Every page of the site that is being made.
        files: All files of the site, those made from records included.
        nav: The menu.
        env: What fills in the frame of a page.
        outcome: What came of a build that began from the last one.
    """

    tree: Tree
    files: Files
    nav: Navigation
    env: Environment

    def __init__(self) -> None:
        """Begin with nothing."""
        self.outcome = Outcome()
        self._start: Start | None = None
        self._affected: Affected | None = None
        self._is_given = False
        self._alone = ExitStack()
        self._pages: dict[str, RecordPage] = {}
        self._words: dict[str, list[Block]] = {}
        self._documents: list[Document] = []

    def begin_with(self, tree: Tree) -> None:
        """Make the site of pages that are read already, without the index of the search.

        The project's folder is then not written to.
        """
        self._is_given = True
        self.tree = tree

    def begin_from(self, start: Start) -> None:
        """Make the site from the last one, as far as that is the same.

        Without this, as when MkDocs is called by itself, all of it is made.
        """
        self._start = start

    # What MkDocs asks, in the order in which it does.

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data, and stop before anything is cleaned if it is bad."""
        if not self._is_given:
            self.tree = self._read(config)
        changed = self.tree.site.kb.changed
        if changed:
            os.environ.setdefault(DATE, build_date(changed))
        former = GitIgnoreSpec.from_lines(f"/{path}" for path in self.tree.former)
        config.not_in_nav = config.not_in_nav + former if config.not_in_nav else former
        config.theme.dirs.insert(0, str(THEME))
        config.extra |= make_frame_settings(changed, map(Path, config.theme.dirs))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Fill in the hand-written pages, and add those made from records."""
        begin("convert")
        keep_only_what_is_loaded(files, config)
        for path, written in self.tree.written.items():
            files.src_uris[path].content_string = written.text
        for path, content in self.tree.assets.items():
            if path.lower().endswith(HTML):
                files.src_uris[path].content_bytes = content
        titles = dict(list_menu_titles(config.nav))
        self._pages = {
            page.path: self._record_page(page, config, titles.get(page.path))
            for page in self.tree.made
        }
        added = [page.file for page in self._pages.values()]
        return Files(sorted([*files, *added], key=file_sort_key))

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Remember the menu, which is on every page."""
        self.nav = nav

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> None:
        """Note the words of a hand-written page."""
        if page.file.src_uri in self.tree.written:
            self._words[page.file.src_uri] = read_page(f"<article>{html}</article>")

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Write what MkDocs does not: pages made from records, and what lies beside pages."""
        self.env, self.files = env, Files([*files])
        for path in self._pages:
            files.remove(files.src_uris[path])
        if self._is_given:
            self.tree.lay_out_each(lambda page: self._write(page, config))
        else:
            self._write_with_documents(config)
        begin("downloads")
        for path, content in read_other_files(self.tree).items():
            write_file(Path(config.site_dir), path, content)
        begin("finish")

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Let the map of the site list all pages, in the order in which MkDocs has files."""
        context["pages"] = self.files.documentation_pages()
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: object) -> str:
        """Stop where a hand-written page holds what its own policy would keep from running."""
        if found := find_inline_parts(output):
            raise Abort(
                f"{page.file.dest_uri}: the content security policy keeps {found[0]} from working."
                f"\n    Put scripts and styles into {STATIC_FOLDER}."
            )
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search's index, and what web servers can include."""
        if self._is_given:
            return
        build = find_project(config).build
        write_tree((build / NGINX).parent, {Path(NGINX).name: write_nginx_file().encode()})
        begin("index")
        try:
            write_index(self._documents, Path(config.site_dir), self._kept_folder(config))
        except SearchError as error:
            raise Abort(str(error)) from None
        self._alone.close()

    def on_build_error(self, **_: object) -> None:
        """Let other builds go on where this one was stopped."""
        self._alone.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Watch the data too, and outlast mistakes in it."""
        for source in (find_project(config).data, STATIC, TEMPLATES, THEME):
            server.watch(str(source))
        server.builder = _keep_last_pages(builder)
        host, _ = config.dev_addr
        server.set_app(answer_as(host, admit_live_reload(server.serve_request)))
        return server

    # What a preview asks besides, which builds single pages again.

    @property
    def unlisted(self) -> set[str]:
        """The pages that the map of the site leaves out."""
        return {file.src_uri for file in self.files if file.page and file.page.meta.get("robots")}

    def turn_to(self, tree: Tree, config: MkDocsConfig) -> None:
        """Go on with the pages as they are after an edit, which the menu has all the same."""
        self.tree = tree
        made = {page.path: page for page in tree.made}
        gone = self._pages.keys() - made.keys()
        new = {
            path: self._record_page(page, config, None, InclusionLevel.NOT_IN_NAV)
            for path, page in made.items()
            if path not in self._pages
        }
        for path in gone:
            self.files.remove(self._pages.pop(path).file)
        for path, known in self._pages.items():
            known.made = made[path]
            known.read_source(config)
        self._pages |= new
        if new:
            files = [*self.files, *(page.file for page in new.values())]
            self.files = Files(sorted(files, key=file_sort_key))

    def hand_written_page(self, path: str, text: str) -> MkDocsPage:
        """Return a hand-written page as MkDocs knows it, with what it says now."""
        file = self.files.src_uris[path]
        file.content_string = text
        assert file.page is not None  # noqa: S101 - MkDocs made it when it built the whole site
        return file.page

    def output_of(self, path: str) -> str:
        """Return the path of the file that a page made from records becomes, below the site."""
        return File(path, "", "", use_directory_urls=True).dest_uri

    def files_of(self, laid_out: LaidOut, config: MkDocsConfig) -> dict[str, bytes]:
        """Return a page as browsers read it, and the files beside it, by their paths."""
        page = self._pages[laid_out.path]
        html = page.framed(laid_out, self.env, self.nav, config)
        return {page.file.dest_uri: html.encode()} | {
            path: text.encode() for path, text in laid_out.files
        }

    def _read(self, config: MkDocsConfig) -> Tree:
        project = find_project(config)
        self._alone.enter_context(lock_builds(project.build, _report_another))
        self._alone.enter_context(keep_everything())
        try:
            if self._start:
                self._affected = read_affected(project, get_settings(config), self._start)
                return self._affected.tree
            return read_tree(project, get_settings(config))
        except DataError as error:
            raise Abort(project.format_problems(error.problems)) from None

    def _record_page(
        self,
        page: Page,
        config: MkDocsConfig,
        title: str | None,
        inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
    ) -> RecordPage:
        file = File.generated(config, page.path, content="", inclusion=inclusion)
        made = RecordPage(page, title, file, config, self._anchors_of)
        made.read_source(config)
        return made

    def _anchors_of(self, page: Page) -> frozenset[str]:
        """Return the places on a page made from records, which a hand-written one links to."""
        return frozenset(self.tree.templates.lay_out(page).anchors)

    def _kept_folder(self, config: MkDocsConfig) -> Path:
        return self._start.folder if self._start else find_folder(find_project(config))

    def _write(self, laid_out: LaidOut, config: MkDocsConfig) -> None:
        for path, content in self.files_of(laid_out, config).items():
            write_file(Path(config.site_dir), path, content)

    def _write_with_documents(self, config: MkDocsConfig) -> None:
        """Write every page, and what the index of the search is to be made from."""
        search = search_of(self.tree)
        folder = self._kept_folder(config)
        forget_build(folder)
        documents = DocumentWriter(search, folder / SOURCE)
        documents.remove_others()

        site = Path(config.site_dir)
        self.outcome = write_pages(
            self._affected or self.tree,
            repr([(page.title, page.url) for page in self.nav.pages]),
            site,
            documents,
            lambda page: self.files_of(page, config),
        )
        self._documents = [one for it in self.outcome.pages.values() for one in it.documents]
        self._documents += documents.write_others()
        for path, words in self._words.items():
            self._documents += documents.write_page(path, words)
        for path, content in write_browser_words(search).items():
            write_file(site, path, content)


def get_plugin(config: MkDocsConfig) -> KnowledgeBasePlugin:
    """Return this plugin among the settings.

    Raises:
        Abort: It is not among them.
    """
    get_settings(config)
    return cast("KnowledgeBasePlugin", config.plugins[PLUGIN])


def _report_another() -> None:
    log.info("Another build is running in this folder; this one waits for it.")


def _keep_last_pages(builder: Callable[[], None]) -> Callable[[], None]:
    """Let a build that was stopped be over: MkDocs would keep every reader of a page waiting."""

    def build() -> None:
        try:
            builder()
        except MkDocsException as error:
            log.error(error.format_message())  # noqa: TRY400 - it says all that is to be said

    return build
