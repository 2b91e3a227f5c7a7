"""Long work shows how far it is on a terminal, and nothing but results in a pipe."""

import io
from typing import get_args

from kb.progress import WORDS, Stage, begin, report_to, show_progress, step


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


def test_a_terminal_shows_each_stage_and_how_far_it_is() -> None:
    """A bar with its count; the next stage begins on a line of its own."""
    terminal = _Terminal()
    with show_progress(terminal):
        begin("convert", 2)
        step()
        step()
        begin("index")
    converting, indexing, _ = terminal.getvalue().split("\n")
    assert converting.count("Converting pages") == 3
    assert ["0/2" in converting, "1/2" in converting, "2/2" in converting] == [True] * 3
    assert "Making the index of the search" in indexing


def test_a_pipe_gets_nothing() -> None:
    """What is no terminal is told nothing."""
    pipe = io.StringIO()
    with show_progress(pipe):
        begin("load", 3)
        step()
    assert not pipe.getvalue()


def test_whoever_stopped_listening_hears_no_more() -> None:
    """A measurement hears the stages of its own build only."""
    heard = _Heard()
    with report_to(heard):
        begin("load", 2)
        step()
    begin("link")
    step()
    assert (heard.stages, heard.steps) == ([("load", 2)], 1)


def test_every_stage_has_words() -> None:
    """A terminal has something to say of each."""
    assert set(WORDS) == set(get_args(Stage))
