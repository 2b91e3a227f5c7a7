"""The search's index, made while the new pages are read already; the newest edit wins."""

import logging
import shutil
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from kb.records.addresses import make_address
from kb.render.laid_out import Block, LaidOut
from kb.render.tree import AnyPage
from kb.search import search_of
from kb.search.documents import DocumentWriter, write_browser_words
from kb.search.index import FOLDER, SOURCE, SearchError, make_index
from kb.search.page_text import read_page
from kb.serve.making import Made
from kb.site.swap import put_in_place

log = logging.getLogger("mkdocs.kb")

_PATIENCE_SECONDS = 0.1
"""How long a newer edit may have to wait for Pagefind to be stopped."""


class _StoppedError(Exception):
    """There is a newer edit."""


class FollowingIndex:
    """Makes the index in a thread of its own, from one state of the site at a time."""

    def __init__(self, site: Path, build: Path) -> None:
        """Begin with nothing.

        Args:
            site: The folder of the site.
            build: The folder for what is kept between one time and the next.
        """
        self._site = site
        self._build = build
        self._stop = threading.Event()
        self._done: threading.Event | None = None
        self._thread: threading.Thread | None = None

    def follow(self, made: Made) -> None:
        """Make the index of a finished site; what was being made before is given up."""
        self.stop()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._make, args=(made, self._stop, self._thread), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Give up what is being made. The last index stays in the site."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the index is made or given up, or for some seconds at most."""
        if self._thread:
            self._thread.join(seconds)

    @property
    def is_there(self) -> bool:
        """Whether the index of the last state that was to be followed is made."""
        return self._done is self._stop

    def _make(self, made: Made, stop: threading.Event, before: threading.Thread | None) -> None:
        if before:
            before.join()
        start = time.monotonic()
        try:
            self._make_unless(made, stop)
            self._done = stop
            log.info("The search has followed after %.2f seconds", time.monotonic() - start)
        except _StoppedError:
            pass
        except (SearchError, OSError) as error:
            # Pages that are being built again may be missing for a moment: a new index follows.
            if not stop.is_set():
                log.error("%s", error)  # noqa: TRY400 - it says all that is to be said

    def _make_unless(self, made: Made, stop: threading.Event) -> None:
        search = search_of(made.tree)
        _check(stop)
        documents = DocumentWriter(search, self._build / SOURCE)
        documents.remove_others()
        found = documents.write_others()
        for path, page in made.pages.items():
            _check(stop)
            found += documents.write_page(path, self._words(path, page))
        self._build.mkdir(parents=True, exist_ok=True)
        index = make_index(found, self._build, lambda command: _run(command, stop))
        fresh = self._build / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        index.put_into(fresh)
        ready = self._build / "words.json"
        _check(stop)
        put_in_place(fresh, self._site / FOLDER)
        for path, content in write_browser_words(search).items():
            ready.write_bytes(content)
            (self._site / path).parent.mkdir(exist_ok=True)
            ready.replace(self._site / path)

    def _words(self, path: str, page: AnyPage) -> Sequence[Block]:
        """Return what of a page is searched; of a hand-written one, MkDocs made the text."""
        if isinstance(page, LaidOut):
            return page.words
        return read_page(
            (self._site / make_address(path) / "index.html").read_text(encoding="utf-8")
        )


def _check(stop: threading.Event) -> None:
    if stop.is_set():
        raise _StoppedError


def _run(command: Sequence[str], stop: threading.Event) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end, unless it is to be stopped."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        while True:
            try:
                said, complained = running.communicate(timeout=_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                if stop.is_set():
                    running.kill()
                    raise _StoppedError from None
            else:
                return subprocess.CompletedProcess(command, running.returncode, said, complained)
