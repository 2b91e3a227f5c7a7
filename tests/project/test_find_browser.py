"""The search for a browser accepts only what renders a page, and says what to install."""

import os
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.tools import find_browser
from tests.tools.find_browser import (
    ADVICE,
    PROBE,
    BrowserNotFoundError,
    Step,
    candidates,
    fault,
    find,
    find_or_install,
    first_that_runs,
    installations,
    main,
    reason,
    run,
)

Make = Callable[..., Path]


@pytest.fixture
def program(tmp_path: Path) -> Make:
    """Make programs that print something and end."""

    def make(name: str, output: str = PROBE, status: int = 0) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\necho '{output}'\nexit {status}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return make


def test_a_browser_that_shows_the_page_has_no_fault(program: Make) -> None:
    """It is asked to render, not only to start."""
    assert fault(program("chrome")) is None


@pytest.mark.parametrize(
    ("output", "status", "said"),
    [
        ("Install the snap instead.", 0, "Install the snap instead."),
        (PROBE, 1, PROBE),
        ("", 0, "it shows nothing"),
        ("first\nan error came\nlast", 1, "an error came"),
    ],
)
def test_a_browser_that_does_not_show_the_page_is_at_fault(
    program: Make, output: str, status: int, said: str
) -> None:
    """A notice that looks like a browser is none."""
    assert fault(program("chrome", output, status)) == said


def test_browsers_on_the_path_are_candidates_best_first(program: Make, tmp_path: Path) -> None:
    """The stable Chrome comes before Chromium."""
    chromium, chrome = program("chromium"), program("google-chrome-stable")
    environ = {"PATH": str(tmp_path / "bin")}
    assert list(candidates(environ, "linux", tmp_path)) == [chrome, chromium]


def test_without_a_path_nothing_is_a_candidate(tmp_path: Path) -> None:
    """An empty environment is no error."""
    assert list(candidates({}, "linux", tmp_path)) == []


def test_applications_of_a_mac_are_candidates_there_only(tmp_path: Path) -> None:
    """In the folder for all users and in the user's own."""
    paths = []
    for folder, app in (("shared", "Google Chrome"), ("home/Applications", "Chromium")):
        path = tmp_path / folder / f"{app}.app" / "Contents" / "MacOS" / app
        path.parent.mkdir(parents=True)
        path.touch()
        paths.append(path)
    apps = tmp_path / "shared"
    assert list(candidates({}, "darwin", tmp_path / "home", apps=apps)) == paths
    assert list(candidates({}, "linux", tmp_path / "home", apps=apps)) == []


def test_the_first_browser_that_runs_is_taken_and_the_faults_are_noted(program: Make) -> None:
    """Those behind it are not tried."""
    broken, sound = program("a", "broken", 1), program("b")
    faults: list[str] = []
    assert first_that_runs([broken, sound, Path("never-tried")], faults) == sound
    assert faults == [f"{broken} does not run: broken"]
    assert first_that_runs([], faults) is None


def test_a_browser_that_is_named_is_the_only_one_considered(program: Make, tmp_path: Path) -> None:
    """By its path or by its name."""
    named = program("my-browser")
    program("chromium")
    environ = {"PATH": str(tmp_path / "bin")}
    assert find(environ | {"KB_BROWSER": str(named)}, []) == named
    assert find(environ | {"KB_BROWSER": "my-browser"}, []) == named


def test_a_named_browser_that_does_not_run_is_an_error(program: Make) -> None:
    """Whoever names a browser wants that one."""
    broken = program("broken", "no display", 1)
    with pytest.raises(BrowserNotFoundError, match=r"KB_BROWSER names .*: no display"):
        find({"PATH": "", "KB_BROWSER": str(broken)}, [])
    with pytest.raises(BrowserNotFoundError, match="there is no such program"):
        find({"PATH": "", "KB_BROWSER": "/no/such/browser"}, [])


def test_the_superuser_of_a_debian_system_installs_the_system_s_package_first() -> None:
    """Without windows, then with; then Playwright's with its libraries, and the old name."""
    ways = installations(root=True, sudo=False, apt=True, python="py")
    commands = [[" ".join(step.command) for step in way] for way in ways]
    last = [way[-1].split()[-1] for way in commands]
    assert last == ["chromium-headless-shell", "chromium", "chromium", "chromium-browser"]
    assert commands[0][0] == "env DEBIAN_FRONTEND=noninteractive apt-get -q -y update"
    assert commands[2] == [
        "py -m playwright install-deps chromium",
        "py -m playwright install --no-shell chromium",
    ]


def test_whoever_has_sudo_installs_with_it_and_without_a_question() -> None:
    """Playwright's own browser needs no rights."""
    ways = installations(root=False, sudo=True, apt=True, python="py")
    first = [step.command[:2] for way in ways for step in way]
    assert first == [("sudo", "-n")] * 5 + [("py", "-m")] + [("sudo", "-n")] * 2


@pytest.mark.parametrize(("sudo", "apt"), [(False, True), (True, False), (False, False)])
def test_without_rights_or_packages_only_playwright_can_help(*, sudo: bool, apt: bool) -> None:
    """One way, one step."""
    ((step,),) = installations(root=False, sudo=sudo, apt=apt, python="py")
    assert step.command == ("py", "-m", "playwright", "install", "--no-shell", "chromium")


def test_a_command_gives_its_output_and_whether_it_ended_well(program: Make) -> None:
    """What it prints on either stream."""
    assert run(Step((str(program("well", "fine")),), 10)) == (True, "fine\n")
    assert run(Step((str(program("badly", "no", 3)),), 10)) == (False, "no\n")
    both = Step(("sh", "-c", "echo out; echo err >&2"), 10)
    assert run(both) == (True, "out\nerr\n")


def test_a_command_that_is_not_there_ended_badly() -> None:
    """It is no exception."""
    ended_well, output = run(Step(("/no/such/program",), 10))
    assert not ended_well
    assert "No such file" in output


def test_a_command_that_takes_too_long_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    """Nothing goes on in the background."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Whoever reads this pipe reads to its end only once nobody holds it open for writing.
    step = Step(("sh", "-c", f"(exec sleep 600 >{pipe}) & wait"), 0.3)
    with ThreadPoolExecutor() as aside:
        read = aside.submit(pipe.read_bytes)
        assert run(step) == (False, "not finished after 0 seconds")
        assert read.result() == b""


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("", ""),
        ("one\n\n  two  \n", "two"),
        ("E: no package\nDone.", "E: no package"),
        ("Error: first\nERROR second\nbye", "ERROR second"),
        ("terrors\nbye", "bye"),
    ],
)
def test_the_reason_is_the_last_line_about_an_error_or_the_last(output: str, line: str) -> None:
    """Programs say much; one line is reported."""
    assert reason(output) == line


def test_if_none_runs_and_none_can_be_installed_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Everything that was tried is reported, each once."""
    monkeypatch.setattr(find_browser, "find", lambda *_: None)
    monkeypatch.setattr(find_browser, "run", lambda _: (False, "E: no network"))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(BrowserNotFoundError) as caught:
        find_or_install({})
    assert str(caught.value).startswith(ADVICE)
    tried = str(caught.value).split("What was tried:\n\n")[1].split("\n")
    assert all(line.endswith("failed: E: no network") for line in tried)
    assert len(tried) == len(set(tried))


def test_a_browser_that_an_installation_brought_is_found(
    program: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest of the ways are not tried."""
    browser = program("chromium")
    found = iter([None, browser])
    monkeypatch.setattr(find_browser, "find", lambda *_: next(found))
    monkeypatch.setattr(find_browser, "run", lambda _: (True, ""))
    assert find_or_install({}) == browser
    assert capsys.readouterr().err.startswith("No browser yet: running")


def test_the_program_prints_the_path_and_nothing_else(
    program: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another program reads what it prints."""
    browser = program("chromium")
    monkeypatch.setenv("KB_BROWSER", str(browser))
    assert main() == 0
    assert capsys.readouterr() == (f"{browser}\n", "")
    monkeypatch.setenv("KB_BROWSER", "/no/such/browser")
    assert main() == 1
    assert capsys.readouterr().out == ""


def test_the_package_of_playwright_is_asked_only_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without it there is no browser of its own."""
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    assert find_browser.playwright_browser() is None
