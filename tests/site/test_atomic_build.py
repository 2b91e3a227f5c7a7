"""Whenever a build is killed, what is served is the old site or the new one, and always one."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from kb.project import Project
from kb.site.kept import find_folder
from kb.site.lock import lock_builds
from kb.site.swap import exchange, repair
from tests.helpers.building import KB, environment, files_in, run

# ------------------------------------------------------------------- what a server's readers see


class Reader(threading.Thread):
    """Reads pages again and again, through the path that a server uses, and notes what it sees.

    Attributes:
        missing: How often a page was not there.
        mixtures: What one look at all pages saw where it was neither one version nor one exchange.
        looks: How often it looked at all pages.
    """

    def __init__(self, site: Path, pages: tuple[str, ...], version: Callable[[bytes], str]) -> None:
        super().__init__(daemon=True)
        self.missing: list[str] = []
        self.mixtures: list[list[str]] = []
        self.looks = 0
        self._pages = [site / page for page in pages]
        self._version = version
        self._over = threading.Event()

    def run(self) -> None:
        """Look at all pages until it is over."""
        while not self._over.is_set():
            seen = []
            # Twice over: half a new site in place of the old one would change to and fro.
            for page in (*self._pages, *self._pages):
                try:
                    seen.append(self._version(page.read_bytes()))
                except FileNotFoundError:
                    self.missing.append(str(page))
            if sum(one != other for one, other in pairwise(seen)) > 1:
                self.mixtures.append(seen)
            self.looks += 1
            time.sleep(0.0005)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self.join()


# --------------------------------------------------------------------------------- the exchange

PAGES = ("index.html", "deep/one.html", "deep/two.html", "other/three.html")

_EXCHANGES = """
import sys, time
from pathlib import Path
from kb.site import swap as site_swap
site, fresh, first, way = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
if way == "two steps":
    site_swap.exchange = lambda one, other: False
    rename = Path.rename
    # Long enough for the moment between the steps to be seen, however busy the machine is.
    Path.rename = lambda one, other: time.sleep(0.01) or rename(one, other)
print("begun", flush=True)
for version in range(first, first + 100_000):
    site_swap.repair(fresh, site)
    for page in sys.argv[5:]:
        (fresh / page).parent.mkdir(parents=True, exist_ok=True)
        (fresh / page).write_text(str(version))
    site_swap.put_in_place(fresh, site)
    time.sleep(0.01)
"""


def write_version(folder: Path, version: int) -> None:
    """Write a site that consists of its version."""
    for page in PAGES:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(str(version))


def exchange_and_be_killed(site: Path, way: str, times: int) -> Iterator[set[str]]:
    """Let a program exchange sites without end, kill it at a random moment; yield what is left."""
    moments = random.Random(2001)  # noqa: S311 - the moments of a failure must come again
    for turn in range(times):
        fresh = site.with_name("site-fresh")
        arguments = (str(site), str(fresh), str(turn * 1_000_000), way, *PAGES)
        program = subprocess.Popen(
            (sys.executable, "-c", _EXCHANGES, *arguments), stdout=subprocess.PIPE
        )
        assert program.stdout
        program.stdout.readline()
        time.sleep(moments.uniform(0, 0.1))
        program.kill()
        program.wait()
        program.stdout.close()
        yield {(site / page).read_text() for page in PAGES if (site / page).exists()}


def test_an_exchange_that_is_killed_leaves_one_whole_site(tmp_path: Path) -> None:
    """The old one or the new one; a reader never finds it missing or half exchanged."""
    site = tmp_path / "site"
    write_version(site, -1)
    write_version(tmp_path / "other", 0)
    if not exchange(tmp_path / "other", site):
        pytest.skip("the system or this file system cannot exchange folders")
    with Reader(site, PAGES, bytes.decode) as reader:
        for left in exchange_and_be_killed(site, "one step", 25):
            assert len(left) == 1
            assert all((site / page).exists() for page in PAGES)
        while reader.looks < 100:
            time.sleep(0.01)
    assert (reader.missing, reader.mixtures) == ([], [])


def test_the_test_above_notices_an_exchange_in_two_steps(tmp_path: Path) -> None:
    """Where folders cannot be exchanged there is no site for a moment, as the documents say."""
    site = tmp_path / "site"
    write_version(site, -1)
    with Reader(site, PAGES, bytes.decode) as reader:
        for _ in exchange_and_be_killed(site, "two steps", 1_000):
            repair(site.with_name("site-fresh"), site)
            assert all((site / page).exists() for page in PAGES)
            if reader.missing:
                break
    assert reader.missing


def test_a_site_that_was_moved_aside_comes_back_with_the_next_build(tmp_path: Path) -> None:
    """A build was killed between two steps, where folders cannot be exchanged."""
    write_version(tmp_path / "site-stale", 1)
    write_version(tmp_path / "site-fresh", 2)
    repair(tmp_path / "site-fresh", tmp_path / "site")
    assert {(tmp_path / "site" / page).read_text() for page in PAGES} == {"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


# ------------------------------------------------------------------------------- whole builds

_MARKED = (
    "findings/index.html",
    "findings/f002/index.html",
    "themes/t002/whole/index.html",
    "about/index.html",
    "all/index.html",
)
"""Pages that each say which version of the data they were made of."""

_VERSIONS = ("anything", "every one")


def write_data(project: Project, version: str) -> None:
    """Make the data say which version it is, in a record and on a hand-written page."""
    for file in (
        project.data / "studies/testa-beispiel-2001/findings/F002.yaml",
        project.docs / "about/index.md",
    ):
        text = file.read_text(encoding="utf-8")
        for other in (*_VERSIONS, "No one"):
            text = text.replace(f"Nobody counted {other}", f"Nobody counted {version}")
        text = text.replace("No one said or found", f"Nobody counted {version}, nor said or found")
        file.write_text(text, encoding="utf-8")


def version_of(page: bytes) -> str:
    """Return which version of the data a page was made of."""
    (found,) = [one for one in _VERSIONS if f"Nobody counted {one}".encode() in page]
    return found


@pytest.mark.parametrize("kills", [3, pytest.param(40, marks=pytest.mark.slow)])
def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    made_up_project: Project, kills: int
) -> None:
    """Byte for byte, for every reader, and the build after it succeeds."""
    site = made_up_project.root / "site"
    wholes = {}
    lasts = 0.0
    for version in _VERSIONS:
        write_data(made_up_project, version)
        begun = time.monotonic()
        assert run((*KB, "build"), made_up_project).returncode == 0
        lasts = time.monotonic() - begun
        wholes[version] = files_in(site)
    moments = random.Random(kills)  # noqa: S311 - the moments of a failure must come again
    with Reader(site, _MARKED, version_of) as reader:
        for turn in range(kills):
            write_data(made_up_project, _VERSIONS[turn % 2])
            kill_after(moments.uniform(0.1, 1.1) * lasts, made_up_project, whole=turn % 2 == 0)
            assert files_in(site) in wholes.values()
        # Whatever was left half written under build/, the next build makes no use of it.
        write_data(made_up_project, _VERSIONS[kills % 2])
        done = run((*KB, "build"), made_up_project)
    assert (done.returncode, done.stderr) == (0, "")
    assert files_in(site) == wholes[_VERSIONS[kills % 2]]
    assert (reader.missing, reader.mixtures) == ([], [])
    folders = [path for path in (made_up_project.root / "build").iterdir() if path.is_dir()]
    assert {re.sub("-[0-9a-f]{16}$", "", folder.name) for folder in folders} == {
        "hosting",
    }


def kill_after(seconds: float, project: Project, *, whole: bool) -> None:
    """Begin a build and kill it after a while, alone or with the programs that it called."""
    program = subprocess.Popen(
        (*KB, "build"),
        cwd=project.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        program.wait(seconds)
    except subprocess.TimeoutExpired:
        if whole:
            os.killpg(program.pid, signal.SIGKILL)
        else:
            program.kill()
        program.wait()


def test_an_index_that_was_half_removed_is_not_used(made_up_project: Project) -> None:
    """A build was killed while it tidied up: the search of the next one is whole all the same."""
    write_data(made_up_project, _VERSIONS[0])
    assert run((*KB, "build"), made_up_project).returncode == 0
    whole = files_in(made_up_project.root / "site")
    build = find_folder(made_up_project)
    (index,) = build.glob("search-index-*")
    (index / "pagefind-entry.json").unlink()
    index.rename(build / "search-stale")
    (build / "search-fresh-1").mkdir()
    write_data(made_up_project, _VERSIONS[1])
    assert run((*KB, "build"), made_up_project).returncode == 0
    write_data(made_up_project, _VERSIONS[0])
    assert run((*KB, "build"), made_up_project).returncode == 0
    assert files_in(made_up_project.root / "site") == whole
    assert not [*build.glob("search-stale"), *build.glob("search-fresh-*")]


# ---------------------------------------------------------------------------- two at one time


def test_a_build_waits_for_another_in_the_same_folder(made_up_project: Project) -> None:
    """It says so, and goes on when the other is over."""
    with begun_beside_another(made_up_project) as (build, said):
        assert said == "Another build is running in this folder; this one waits for it.\n"
        assert build.poll() is None
    assert build.wait(120) == 0
    assert (made_up_project.root / "site" / "index.html").exists()


@contextmanager
def begun_beside_another(
    project: Project,
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Begin a build while the lock is held, and wait for what it says of that."""
    with lock_builds(project.root / "build", lambda: None):
        build = subprocess.Popen(
            (*KB, "build"),
            cwd=project.root,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert build.stderr
        yield build, build.stderr.readline()
    build.stderr.close()
