"""Long work shows how far it is on a terminal, and nothing but results in a pipe."""

import io
from typing import get_args

from kb import progress
from kb.progress import WORDS, Stage, begin, shown, step, told_to


class _Terminal(io.StringIO):
    """Somewhere to write that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class _Heard:
    """Whoever hears what is done."""

    def __init__(self) -> None:
        self.stages: list[tuple[Stage, int]] = []
        self.steps = 0

    def begins(self, stage: Stage, steps: int) -> None:
        self.stages.append((stage, steps))

    def steps_on(self) -> None:
        self.steps += 1


def test_a_terminal_shows_one_line_that_is_gone_in_the_end() -> None:
    """What is being done stands in one line with its count, written over by what comes next."""
    terminal = _Terminal()
    with shown(terminal):
        begin("convert", 1200)
        progress.OFTEN, often = 0, progress.OFTEN
        step()
        progress.OFTEN = often
        begin("index")
    written = terminal.getvalue()
    assert "Converting pages: 0 of 1,200 …" in written
    assert "Converting pages: 1 of 1,200 …" in written
    assert written.endswith("\r\x1b[KMaking the index of the search …\r\x1b[K")
    assert "\n" not in written


def test_a_pipe_gets_nothing() -> None:
    """What is no terminal is told nothing."""
    pipe = io.StringIO()
    with shown(pipe):
        begin("load", 3)
        step()
    assert not pipe.getvalue()


def test_whoever_stopped_listening_hears_no_more() -> None:
    """A measurement hears the stages of its own build only."""
    heard = _Heard()
    with told_to(heard):
        begin("load", 2)
        step()
    begin("link")
    step()
    assert (heard.stages, heard.steps) == ([("load", 2)], 1)


def test_every_stage_has_words() -> None:
    """A terminal has something to say of each."""
    assert set(WORDS) == set(get_args(Stage))
