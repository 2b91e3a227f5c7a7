"""What a build is doing, told to whoever wants to know: a terminal, or a measurement of time.

Nobody is told anything unless they ask, so what runs in a pipe prints its results and nothing else.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Literal, Protocol

Stage = Literal[
    "load",
    "link",
    "check",
    "bibliography",
    "views",
    "convert",
    "layout",
    "downloads",
    "finish",
    "index",
    "exchange",
]
"""The stages of a build, in their order."""

WORDS: dict[Stage, str] = {
    "load": "Reading the data",
    "link": "Linking records",
    "check": "Checking the data",
    "bibliography": "Formatting works",
    "views": "Gathering what pages show",
    "convert": "Converting pages",
    "layout": "Writing pages",
    "downloads": "Writing downloads",
    "finish": "Finishing pages",
    "index": "Making the index of the search",
    "exchange": "Putting the site in place",
}
"""What a terminal calls each stage."""

OFTEN = 0.1
"""A line that changes more often than this many seconds cannot be read."""


class Listener(Protocol):
    """Whoever wants to know what a build is doing."""

    def begins(self, stage: Stage, steps: int) -> None:
        """Hear that a stage begins, and how many steps it has if they are counted, or 0."""

    def steps_on(self) -> None:
        """Hear that a step is done."""


_listeners: list[Listener] = []


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Tell someone what is being done, for as long as this lasts."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def begin(stage: Stage, steps: int = 0) -> None:
    """Say that a stage begins."""
    for listener in _listeners:
        listener.begins(stage, steps)


def step() -> None:
    """Say that a step of the stage is done."""
    for listener in _listeners:
        listener.steps_on()


def tell_nobody() -> None:
    """Tell nobody any more, in a copy of this process: it would write over what this one says."""
    _listeners.clear()


@contextmanager
def shown(stream: IO[str] | None = None) -> Iterator[None]:
    """Show what is being done in one line of a terminal; where there is none, do nothing."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield
        return
    line = _Line(stream)
    try:
        with told_to(line):
            yield
    finally:
        line.clear()


class _Line:
    """One line, written over and over."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._words = ""
        self._steps = self._done = 0
        self._written = 0.0

    def begins(self, stage: Stage, steps: int) -> None:
        """Write what begins."""
        self._words, self._steps, self._done = WORDS[stage], steps, 0
        self._write()

    def steps_on(self) -> None:
        """Write how far it is."""
        self._done += 1
        if time.monotonic() - self._written >= OFTEN:
            self._write()

    def clear(self) -> None:
        """Leave nothing behind."""
        self._stream.write("\r\x1b[K")
        self._stream.flush()

    def _write(self) -> None:
        far = f": {self._done:,} of {self._steps:,}" if self._steps else ""
        self._stream.write(f"\r\x1b[K{self._words}{far} …")
        self._stream.flush()
        self._written = time.monotonic()
