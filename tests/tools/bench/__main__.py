"""The bench: `make bench`, or `python -m tests.tools.bench --sizes 100 1000 --runs 3`."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.building import REPOSITORY, copy_project
from tests.made_up.corpus import corpus
from tests.tools.bench.measuring import Measured, build_bare, build_pages, reword_finding
from tests.tools.bench.others import measure_others
from tests.tools.bench.report import Size, page, plot

LARGE = 5_000
"""From so many findings on, one run has to do: it takes long, and varies less."""


def main(arguments: list[str] | None = None) -> None:
    """Measure, and write the page and the plot."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure builds as a site grows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--note", default="", help="what disturbed the measurement, if anything")
    parser.add_argument("--docs", type=Path, default=REPOSITORY / "docs" / "contribute")
    chosen = parser.parse_args(arguments)
    sizes = [measured(size, 1 if size >= LARGE else chosen.runs) for size in sorted(chosen.sizes)]
    text = page(sizes, machine() + (f"; {chosen.note}" if chosen.note else ""))
    (chosen.docs / "bench.md").write_text(text, encoding="utf-8")
    (chosen.docs / "bench.svg").write_text(plot(sizes), encoding="utf-8")
    _say(f"Written: {chosen.docs / 'bench.md'}")


def measured(findings: int, runs: int) -> Size:
    """Build a made-up knowledge base by `kb build` and by MkDocs alone, in turn."""
    builds: list[Measured] = []
    bare: list[Measured] = []
    unchanged: list[Measured] = []
    edited: list[Measured] = []
    others: list[dict[str, Measured]] = []
    pages = 0
    for number in range(1, runs + 1):
        with TemporaryDirectory() as folder:
            project = copy_project(REPOSITORY, Path(folder) / "project", without_data=True)
            for path, text in corpus(findings).items():
                file = project.data / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            _say(f"{findings:,} findings, run {number} of {runs}: kb build")
            builds.append(build_pages(project.root))
            _say(f"{findings:,} findings, run {number} of {runs}: kb build again")
            unchanged.append(build_pages(project.root))
            reword_finding(project.root)
            edited.append(build_pages(project.root))
            _say(f"{findings:,} findings, run {number} of {runs}: MkDocs alone")
            bare.append(build_bare(project.root))
            others.append(measure_others(project.root))
            pages = sum(1 for _ in project.pages.rglob("*.md"))
    return Size(findings, pages, builds, bare, unchanged, edited, others)


def machine() -> str:
    """Name the size of the machine: its processors and its memory."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"a machine with {os.cpu_count()} processors and {gigabytes:.0f} GB of memory"


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
