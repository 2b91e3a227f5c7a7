"""The preview that `kb serve` shows: MkDocs' own server, with a faster way from edit to page."""

import errno
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from kb.project import Project
from kb.serve.rebuilding import TOOLS, Rebuilder
from kb.serve.trouble import Trouble
from kb.serve.workbench.app import FOLDER, Workbench
from kb.serve.workbench.desk import QuoteDesk
from kb.site.mkdocs.live_reload import admit_live_reload
from kb.site.mkdocs.own_host import answer_as
from kb.site.mkdocs.settings import load_settings
from kb.verify.source import StudySource
from kb.web.assets import STATIC

log = logging.getLogger("mkdocs.kb")

_LOOK_SECONDS = 0.2
"""How long an edit may wait to be seen: folders are looked through so often."""

_FAREWELL_SECONDS = 1.0
"""How long the making of the index may take to give up; then it ends with the program."""


def serve_site(project: Project, address: str, source: StudySource | None = None) -> None:
    """Serve the site at `host:port` and rebuild it on every change, until interrupted.

    Args:
        project: Where things are.
        address: Where to serve.
        source: The text of a study, for the workbench; without one there is no workbench.

    Raises:
        MkDocsException: The first build was stopped; there is nothing to show.
        OSError: The address cannot be had, for another program answers there, say.
    """
    settings = project.root / "mkdocs.yml"
    config = load_settings(settings, dev_addr=address)
    host, port = config.dev_addr
    mount = urlsplit(config.site_url or "/").path
    with (
        _interrupt_on_termination(),
        TemporaryDirectory(prefix="kb-serve-", ignore_cleanup_errors=True) as temporary,
    ):
        folder = Path(temporary)
        site = folder / "site"
        server = LiveReloadServer(
            lambda: None, host, port, str(site), mount, polling_interval=_LOOK_SECONDS
        )
        _take_address(server, f"{host}:{port}")
        rebuilder = Rebuilder(project, folder, address, server.url)
        trouble = Trouble()
        server.builder = lambda: _keep_last_pages(rebuilder, trouble)
        server.error_handler = lambda code: _make_error_page(site, code)
        app = trouble.shown_by(admit_live_reload(server.serve_request))
        workbench = Workbench(QuoteDesk(project, source), port) if source else None
        server.set_app(answer_as(host, workbench.beside(app) if workbench else app))
        try:
            rebuilder.build()
            if workbench:
                log.info("Workbench: http://%s:%d%s#%s", host, port, FOLDER, workbench.token)
            for watched in (project.data, project.docs, settings, STATIC, *TOOLS):
                server.watch(str(watched))
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            server.shutdown()
            rebuilder.index.stop()
            rebuilder.index.wait(_FAREWELL_SECONDS)


def _take_address(server: LiveReloadServer, address: str) -> None:
    """Bind the server at once: nobody waits for a first build to hear that it cannot be.

    Raises:
        OSError: The address cannot be had; the error names it.
    """
    try:
        server.server_bind()
    except OSError as error:
        server.server_close()
        raise OSError(error.errno, error.strerror or str(error), address) from None
    except OverflowError:
        server.server_close()
        raise OSError(errno.EINVAL, "the number of a port ends at 65535", address) from None
    server.server_bind = lambda: None  # type: ignore[method-assign] # it is bound


@contextmanager
def _interrupt_on_termination() -> Iterator[None]:
    """Let a system that ends the program end it as a person does, so that nothing stays behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _keep_last_pages(rebuilder: Rebuilder, trouble: Trouble) -> None:
    """Let a build that was stopped be over: MkDocs would keep every reader of a page waiting."""
    try:
        rebuilder.build()
    except MkDocsException as error:
        trouble.text = error.format_message()
        log.error(trouble.text)  # noqa: TRY400 - it says all that is to be said
    else:
        trouble.text = ""


def _make_error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
