"""What a build is doing, told to whoever wants to know: a terminal, or a measurement of time.

Nobody is told anything unless they ask, so what runs in a pipe prints its results and nothing else.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, Protocol, TextIO

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # the type of what click.progressbar returns

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


class Listener(Protocol):
    """Whoever wants to know what a build is doing."""

    def begins(self, stage: Stage, steps: int) -> None:
        """Hear that a stage begins, and how many steps it has if they are counted, or 0."""

    def steps_on(self) -> None:
        """Hear that a step is done."""


_listeners: list[Listener] = []


@contextmanager
def report_to(listener: Listener) -> Iterator[None]:
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


def report_nothing() -> None:
    """Tell nobody any more, in a copy of this process: it would write over what this one says."""
    _listeners.clear()


@contextmanager
def show_progress(stream: TextIO | None = None) -> Iterator[None]:
    """Show each stage on a terminal as a bar; where there is none, do nothing."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield
        return
    bars = _Bars(stream)
    try:
        with report_to(bars):
            yield
    finally:
        bars.finish()


class _Bars:
    """One bar a stage, the last of which is still growing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: ProgressBar[int] | None = None

    def begins(self, stage: Stage, steps: int) -> None:
        """Finish the bar before and begin another; a stage without steps is one."""
        self.finish()
        self._bar = click.progressbar(
            length=steps or 1,
            label=WORDS[stage],
            show_eta=False,
            show_pos=bool(steps),
            show_percent=False,
            file=self._stream,
        )
        self._bar.render_progress()

    def steps_on(self) -> None:
        """Let the bar grow."""
        if self._bar:
            self._bar.update(1)

    def finish(self) -> None:
        """Let the bar be full, and leave the line."""
        if self._bar:
            self._bar.finish()
            self._bar.render_progress()
            self._bar.render_finish()
            self._bar = None
