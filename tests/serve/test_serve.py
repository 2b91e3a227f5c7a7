"""The preview: every edit of a record shows, a mistake does not take the last good page away."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb.project import Project
from tests.helpers.building import KB, MKDOCS, environment, run

INDEX = "pagefind/pagefind-entry.json"
FINDING = "themes_data/studies/testa-beispiel-2001/findings/F002.yaml"
PATIENCE_SECONDS = 120
REST_SECONDS = 3
HTTP_OK = 200


class Preview:
    """A server that is running, and what it has printed."""

    def __init__(self, log: Path, address: str, process: int) -> None:
        """Remember where it prints, where it serves, and which process it is."""
        self.log = log
        self.address = address
        self.process = process

    @property
    def said(self) -> str:
        """Everything printed so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def builds(self) -> int:
        """How often it has begun to build."""
        return self.said.count("Building documentation")

    def wait_for_rest(self) -> None:
        """Wait until nothing was built for a while: what a build writes sets off no other.

        Builds are not counted: a file that is being written can be seen twice, empty and whole.
        """
        builds, since = -1, 0.0

        def rests() -> bool:
            nonlocal builds, since
            if self.builds != builds:
                builds, since = self.builds, time.monotonic()
            return time.monotonic() - since > REST_SECONDS

        self.wait_until(rests, "an end of builds")

    def page(self, path: str) -> str:
        """Return a page, or nothing where there is none yet."""
        try:
            return self.fetched(f"{self.address}{path}")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def fetched(self, address: str, timeout: float = 5) -> str:
        """Return what is at an address."""
        with urllib.request.urlopen(address, timeout=timeout) as response:  # noqa: S310 - our own
            assert response.status == HTTP_OK
            text: str = response.read().decode()
            return text

    def wait_for_page(self, path: str, text: str) -> None:
        """Wait until a page holds some words."""
        self.wait_until(lambda: text in self.page(path), f"{text!r} on {path}")

    def wait_for_words(self, text: str) -> None:
        """Wait until some words were printed."""
        self.wait_until(lambda: text in self.said, f"{text!r} printed")

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"waited in vain for {what}; printed so far:\n{self.said}")
            time.sleep(0.1)


@contextmanager
def preview(
    command: tuple[str, ...],
    option: str,
    project: Project,
    patience: float = PATIENCE_SECONDS,
    end: signal.Signals = signal.SIGINT,
    **variables: str,
) -> Iterator[Preview]:
    """Serve a project on a free port of this machine, and stop the server in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.root.parent / "printed.txt"
    with (
        log.open("w", encoding="utf-8") as printed,
        subprocess.Popen(
            (*command, option, f"127.0.0.1:{port}"),
            cwd=project.root,
            env=environment(PYTHONUNBUFFERED="1", **variables),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield Preview(log, f"http://127.0.0.1:{port}/base/", process.pid)
            process.send_signal(end)
            assert process.wait(timeout=patience) == 0, log.read_text(encoding="utf-8")
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("command", "option"),
    [
        pytest.param((*KB, "serve"), "--address", id="kb serve"),
        pytest.param((*MKDOCS, "serve"), "--dev-addr", id="mkdocs serve", marks=pytest.mark.slow),
    ],
)
def test_the_preview_follows_every_edit_and_keeps_the_last_good_page(
    made_up_project: Project, command: tuple[str, ...], option: str
) -> None:
    """An edit shows; a mistake is told with its line, and changes nothing; its correction shows."""
    finding = made_up_project.root / FINDING
    good = finding.read_text(encoding="utf-8")
    with preview(command, option, made_up_project) as server:
        server.wait_for_page("findings/f002/", "No sheep was counted.")
        server.wait_for_page(INDEX, "page_count")
        first = server.page(INDEX)

        finding.write_text(good.replace("No sheep", "Not one sheep"), encoding="utf-8")
        server.wait_for_page("findings/f002/", "Not one sheep was counted.")
        server.wait_until(lambda: server.page(INDEX) != first, "the search's index to follow")

        finding.write_text(good.replace("[T002]", "[T020]"), encoding="utf-8")
        server.wait_for_words(f"{FINDING}:3:10: there is no theme 'T020'")
        assert "Not one sheep was counted." in server.page("findings/f002/")

        finding.write_text(good.replace("No sheep", "No lamb"), encoding="utf-8")
        server.wait_for_page("findings/f002/", "No lamb was counted.")

        server.wait_for_rest()
        assert "Traceback" not in server.said


def test_the_preview_follows_hand_written_pages(made_up_project: Project) -> None:
    """They are read from docs/, not from where the build puts them."""
    page = made_up_project.docs / "about" / "index.md"
    with preview((*KB, "serve"), "--address", made_up_project) as server:
        server.wait_for_page("about/", "No one said or found any of this.")
        page.write_text(page.read_text(encoding="utf-8").replace("No one", "Not a soul"))
        server.wait_for_page("about/", "Not a soul said or found any of this.")


def test_the_preview_of_a_broken_record_ends_with_its_line(made_up_project: Project) -> None:
    """There is no last good page to show yet."""
    finding = made_up_project.root / FINDING
    finding.write_text(finding.read_text(encoding="utf-8").replace("[T002]", "[T020]"))
    done = subprocess.run(
        (*KB, "serve", "--address", "127.0.0.1:0"),
        cwd=made_up_project.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode != 0
    assert f"{FINDING}:3:10: there is no theme 'T020'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_that_is_ended_leaves_nothing_behind(
    made_up_project: Project, tmp_path: Path, end: signal.Signals
) -> None:
    """By a person or by a system; the folder goes when the program has ended."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    with preview((*KB, "serve"), "--address", made_up_project, end=end, TMPDIR=str(folder)) as it:
        it.wait_for_page("findings/f002/", "No sheep was counted.")
        assert list(folder.glob("kb-serve-*"))
    it.wait_until(lambda: not list(folder.glob("kb-serve-*")), "the folder to be removed")
    assert "Traceback" not in it.said


def test_an_address_that_cannot_be_had_is_one_sentence(made_up_project: Project) -> None:
    """At once, before anything is built."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for address, words in (
            (f"127.0.0.1:{port}", "another program answers there already"),
            ("127.0.0.1:99999", "the number of a port"),
            ("192.0.2.1:8000", "192.0.2.1:8000: this machine has no such address"),
        ):
            done = run((*KB, "serve", "--address", address), made_up_project)
            assert done.returncode == 1
            assert words in done.stderr
            assert "Traceback" not in done.stderr, done.stderr
            assert done.stderr.strip().count("\n") == 0, done.stderr
