"""How long it takes from saving a record to its new page, at a thousand findings."""

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.building import KB
from tests.serve.test_incremental import large
from tests.serve.test_serve import Preview, preview

FINDINGS = 1_000
START_SECONDS = 1_200
FOLLOW_SECONDS = 600
_LIVE = re.compile(r"livereload\((\d+), \d+\);")


def processor_seconds(process: int) -> float:
    """Return how long a process has been working, all its threads together."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait(condition: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, and look often."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def edited(server: Preview, file: Path, number: int) -> tuple[float, float]:
    """Save an edit; return the seconds to the new page, and those that the server worked."""
    text = file.read_text(encoding="utf-8")
    words = f"number {number} is made up"
    shown = _LIVE.search(server.page("findings/f001/"))
    assert shown
    worked, start = processor_seconds(server.process), time.monotonic()
    file.write_text(re.sub(r"(?m)^label: .*$", f"label: Label {words}", text), encoding="utf-8")
    # A browser asks this address; it answers when there is another page, which is then fetched.
    reload = f"{server.address.removesuffix('base/')}livereload/{shown[1]}/1"
    while int(server.fetched(reload, timeout=FOLLOW_SECONDS)) <= int(shown[1]):
        pass
    assert words in server.page("findings/f001/")
    return time.monotonic() - start, processor_seconds(server.process) - worked


@pytest.mark.benchmark
def test_an_edit_at_a_thousand_findings_shows_in_no_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The best of three edits, each when the search has followed the one before it.

    The aim is 1.5 seconds from saving to the new page in the browser, where nothing else runs. A
    machine that is busy with other things gives a program only now and then a turn, so two things
    are held that do not depend on that: how long the processor worked, at up to twice its usual
    time where others share its caches, and how many times longer a whole build took beside them.
    """
    project = large(tmp_path, FINDINGS)
    finding = next(project.data.rglob("F001.yaml"))
    begun = time.monotonic()
    with preview((*KB, "serve"), "--address", project, patience=FOLLOW_SECONDS) as server:
        wait(lambda: bool(server.page("findings/f001/")), START_SECONDS)
        whole = time.monotonic() - begun
        taken = []
        for number in range(3):
            wait(lambda n=number: server.said.count("has followed") > n, FOLLOW_SECONDS)  # type: ignore[misc]
            taken.append(edited(server, finding, number))
        assert len(re.findall(r"Built \d+ of \d+ pages", server.said)) == len(taken)
    seconds, worked = (min(each) for each in zip(*taken, strict=True))
    said = f"{seconds:.2f} s, {worked:.2f} s of the processor; all: {whole:.0f} s"
    with capsys.disabled():
        sys.stdout.write(f"\nan edit at {FINDINGS} findings: {said}\n")
    assert worked < 3, said
    assert seconds < whole / 15, said
