"""The search's index, made while the new pages are read already; the newest edit wins."""

import hashlib
import logging
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from kb.search import gathered
from kb.search.documents import words
from kb.search.entries import entries
from kb.search.index import FOLDER, SearchError, make_index
from kb.search.page_text import Block, page_text
from kb.serve.making import Made
from kb.site.swap import put_in_place

log = logging.getLogger("mkdocs.kb")
T = TypeVar("T")

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
        self._blocks: dict[str, tuple[str, Sequence[Block]]] = {}

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
        site = made.site
        written = {path: made.pages[path] for path in made.sources}
        search = gathered(site, tuple(_unless(stop, entries(site, written))))

        def read(place: str) -> Sequence[Block]:
            _check(stop)
            return self._read(place)

        self._build.mkdir(parents=True, exist_ok=True)
        index = make_index(search, read, self._build, lambda command: _run(command, stop))
        fresh = self._build / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        index.put_into(fresh)
        ready = self._build / "words.json"
        _check(stop)
        put_in_place(fresh, self._site / FOLDER)
        for path, content in words(search).items():
            ready.write_bytes(content)
            (self._site / path).parent.mkdir(exist_ok=True)
            ready.replace(self._site / path)

    def _read(self, place: str) -> Sequence[Block]:
        """Return what a page says; of one that is as it was, that is known."""
        page = (self._site / place / "index.html").read_bytes()
        digest = hashlib.sha256(page).hexdigest()
        if place not in self._blocks or self._blocks[place][0] != digest:
            self._blocks[place] = (digest, page_text(page.decode()))
        return self._blocks[place][1]


def _check(stop: threading.Event) -> None:
    if stop.is_set():
        raise _StoppedError


def _unless(stop: threading.Event, items: Iterable[T]) -> Iterator[T]:
    for item in items:
        _check(stop)
        yield item


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
