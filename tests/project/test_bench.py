"""The bench measures what it says, and writes it as a page and a plot."""

import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.tools.bench.__main__ import main
from tests.tools.bench.measuring import Measured
from tests.tools.bench.memory import OFTEN_SECONDS, watched
from tests.tools.bench.report import GROUPS, Size, page, plot


def row(*cells: str) -> str:
    """Return a row of a table as the page has it."""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _measured(seconds: float, index: float = 0) -> Measured:
    stages = {stage: (0.5, 0.5) for stages in GROUPS.values() for stage in stages}
    return Measured(seconds, seconds, 100, stages | {"index": (index, index)})


def test_the_ratio_is_that_of_builds_side_by_side_without_the_index() -> None:
    """Each build is divided by the bare one beside it; the median of these is reported."""
    builds = [_measured(13, index=2), _measured(34, index=4), _measured(9, index=1)]
    size = Size(100, 500, builds, [_measured(10), _measured(20), _measured(8)])
    assert size.ratio == pytest.approx(1.1)
    assert size.busy_ratio == pytest.approx(1.1)


def test_a_page_tells_ratios_and_growth() -> None:
    """What takes longer than the pages grow is seen beside them."""
    small = Size(100, 500, [_measured(11)], [_measured(10)])
    large = Size(1000, 5000, [_measured(120)], [_measured(100)])
    text = page([small, large], "a machine that was made up")
    assert row("Pages", "500", "5,000") in text
    assert row("Time", "× 1.10", "× 1.20") in text
    assert row("Memory at most", "100 MB", "100 MB") in text
    assert row("Pages", "× 10.0") in text
    assert row("<code>kb build</code>, without the index", "× 10.9") in text
    assert "Only one size" in page([small], "a machine that was made up")


def test_other_programs_are_told_where_they_were_there() -> None:
    """The whole build is divided by theirs, the index included."""
    others = [{"Other": _measured(5)}]
    there = Size(100, 500, [_measured(12, index=2)], [_measured(10)], others=others)
    absent = Size(1000, 5000, [_measured(120)], [_measured(100)])
    text = page([there, absent], "a machine that was made up")
    assert row("Other", "× 2.4", "–") in text
    assert "Beside other programs" not in page([absent], "a machine that was made up")


def test_memory_is_that_of_a_program_and_all_it_started() -> None:
    """What a process of a process holds counts too."""
    holding = "import time; it = b'x' * 200_000_000; print(flush=True); time.sleep(600)"
    starting = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {holding!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", starting], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            with watched(process.pid) as peak:
                assert process.stdout
                process.stdout.readline()
                while peak.megabytes < 200:
                    time.sleep(OFTEN_SECONDS)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    assert 200 < peak.megabytes < 260


@pytest.mark.slow
def test_the_bench_runs_and_its_plot_is_a_drawing(tmp_path: Path) -> None:
    """A tiny knowledge base goes through both builds; every stage is measured."""
    main(["--sizes", "10", "--runs", "1", "--docs", str(tmp_path)])
    text = (tmp_path / "bench.md").read_text(encoding="utf-8")
    for name in GROUPS:
        assert f"<td>{name}</td>" in text
        assert row(name, "0.0%") not in text or name in ("Load", "Link", "Check", "Views")
    assert ET.parse(tmp_path / "bench.svg").getroot().tag.endswith("svg")  # noqa: S314


def test_the_plot_has_a_bar_for_each_size() -> None:
    """Each size has its ratio in words as well."""
    sizes = [Size(n, n, [_measured(11)], [_measured(10)]) for n in (100, 1000)]
    assert plot(sizes).count("× 1.10") == 2
