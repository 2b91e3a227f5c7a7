"""Finds the Chrome or Chromium that the browser tests drive, and installs one where there is none.

`python tests/tools/find_browser.py` prints the path of a browser that runs, or fails and says what
to install. A browser counts as found only once it has rendered a page: on Ubuntu, for one,
`chromium-browser` may be no more than a notice to install something else.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

VARIABLE = "KB_BROWSER"

# The headless shell is the same engine without windows, and does with half of the processor.
COMMANDS = (
    "chromium-headless-shell",
    *("google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"),
)
MAC_APPS = ("Google Chrome", "Chromium")

START_SECONDS = 60
PLAYWRIGHT_SECONDS = 600
APT_SECONDS = 600

# What Playwright passes too, so that a browser accepted here starts in the tests: the sandbox needs
# rights that containers and root do not have, and the pages are the project's own.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PROBE = "rendered by this browser"

ADVICE = f"""\
No Chrome or Chromium that runs was found, and none could be installed. Install one, then run
the tests again:

  Debian     sudo apt-get install chromium-headless-shell
  Ubuntu     .venv/bin/playwright install --with-deps chromium
  macOS      brew install --cask google-chrome    or    .venv/bin/playwright install chromium
  elsewhere  any Chrome or Chromium, named in {VARIABLE}=/path/to/it if it is not on the PATH
"""


class BrowserNotFoundError(Exception):
    """No browser runs here; the message says what was tried and what to install."""


class Step(NamedTuple):
    """One command of an installation, and how many seconds it may take."""

    command: tuple[str, ...]
    seconds: float


def candidates(
    environ: Mapping[str, str], platform: str, home: Path, *, apps: Path = Path("/Applications")
) -> Iterator[Path]:
    """Yields the places where a browser is usually installed, those that exist, best first.

    Args:
        environ: the environment; its `PATH` is searched.
        platform: as `sys.platform` has it.
        home: the user's home folder.
        apps: the folder of the applications shared by all users, on macOS.
    """
    for command in COMMANDS:
        if found := shutil.which(command, path=environ.get("PATH", "")):
            yield Path(found)
    if platform == "darwin":
        for folder in (apps, home / "Applications"):
            for app in MAC_APPS:
                path = folder / f"{app}.app" / "Contents" / "MacOS" / app
                if path.is_file():
                    yield path


def playwright_browser() -> Path | None:
    """Returns the Chromium that Playwright has downloaded for itself, if there is one."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - works without it
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def fault(browser: Path) -> str | None:
    """Returns why a browser cannot be used, or None if it renders a page."""
    # Chrome writes to its profile while it is shutting down.
    with tempfile.TemporaryDirectory(prefix="kb-browser-", ignore_cleanup_errors=True) as profile:
        page = f"data:text/html,<p>{PROBE.replace(' ', '%20')}</p>"
        command = (str(browser), *FLAGS, f"--user-data-dir={profile}", "--dump-dom", page)
        ended_well, output = run(Step(command, START_SECONDS))
    if ended_well and PROBE in output:
        return None
    return reason(output) or "it shows nothing"


def installations(*, root: bool, sudo: bool, apt: bool, python: str) -> list[list[Step]]:
    """Returns the ways to install a browser, the best first, each a list of steps.

    Args:
        root: whether this is the superuser.
        sudo: whether `sudo` works without a password.
        apt: whether this system has `apt-get`.
        python: the interpreter that has Playwright installed.
    """
    may_administer = root or sudo
    prefix = () if root else ("sudo", "-n")
    apt_get = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y")

    def with_apt(package: str) -> list[Step]:
        install = (*apt_get, "install", "--no-install-recommends", package)
        return [Step((*apt_get, "update"), APT_SECONDS), Step(install, APT_SECONDS)]

    with_playwright = Step(
        (python, "-m", "playwright", "install", "--no-shell", "chromium"), PLAYWRIGHT_SECONDS
    )
    if not (apt and may_administer):
        return [[with_playwright]]
    system_libraries = Step(
        (*prefix, python, "-m", "playwright", "install-deps", "chromium"), APT_SECONDS
    )
    # Debian has packages of its own. Ubuntu's is a snap, which containers cannot run, so there
    # Playwright's build goes first.
    return [
        with_apt("chromium-headless-shell"),
        with_apt("chromium"),
        [system_libraries, with_playwright],
        with_apt("chromium-browser"),
    ]


def run(step: Step) -> tuple[bool, str]:
    """Runs a command, without input, and returns whether it ended well, and all its output.

    At the time limit the command is stopped together with everything it started, except what runs
    with more rights than this.
    """
    try:
        process = subprocess.Popen(
            step.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        return False, str(error)
    try:
        output, _ = process.communicate(timeout=step.seconds)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if process.stdout:
            process.stdout.close()
        return False, f"not finished after {step.seconds:.0f} seconds"
    return process.returncode == 0, output


def reason(output: str) -> str:
    """Returns the line that says why a command failed: the last about an error, or the last."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"E:|.*\berror\b", line, re.IGNORECASE)]
    return (errors or lines or [""])[-1]


def first_that_runs(browsers: Iterable[Path], faults: list[str]) -> Path | None:
    """Returns the first browser that runs; notes in `faults` why those before it do not."""
    for browser in browsers:
        problem = fault(browser)
        if problem is None:
            return browser
        faults.append(f"{browser} does not run: {problem}")
    return None


def find(environ: Mapping[str, str], faults: list[str]) -> Path | None:
    """Returns a browser that is installed and runs, or None; installs nothing.

    Args:
        environ: the environment. A browser it names in `KB_BROWSER` is the only one considered.
        faults: where to note the browsers that do not run, and why.

    Raises:
        BrowserNotFoundError: `KB_BROWSER` names something that does not run.
    """
    if named := environ.get(VARIABLE):
        path = shutil.which(named, path=environ.get("PATH", ""))
        problem = fault(Path(path)) if path else "there is no such program"
        if problem is None and path:
            return Path(path)
        raise BrowserNotFoundError(f"{VARIABLE} names {named}, which does not run: {problem}")
    found = first_that_runs(candidates(environ, sys.platform, Path.home()), faults)
    if found is None and (own := playwright_browser()):
        found = first_that_runs([own], faults)
    return found


def find_or_install(environ: Mapping[str, str]) -> Path:
    """Returns a browser that runs, and installs one if there is none.

    Raises:
        BrowserNotFoundError: none runs, and none could be installed.
    """
    faults: list[str] = []
    if found := find(environ, faults):
        return found
    root = os.geteuid() == 0
    ways = installations(
        root=root,
        sudo=not root and run(Step(("sudo", "-n", "true"), START_SECONDS))[0],
        apt=shutil.which("apt-get") is not None,
        python=sys.executable,
    )
    for way in ways:
        for step in way:
            say(f"No browser yet: running {' '.join(step.command)}")
            # A step that fails is noted and passed over: a package list that is partly out of
            # reach, for one, may still lead to a browser.
            ended_well, output = run(step)
            if not ended_well:
                faults.append(f"{' '.join(step.command)} failed: {reason(output)}")
        if found := find(environ, faults):
            return found
    # A browser that does not run is tried again after each installation: once is enough to read.
    tried = "\n".join(f"  {line}" for line in dict.fromkeys(faults))
    raise BrowserNotFoundError(f"{ADVICE}\nWhat was tried:\n\n{tried}")


def say(message: str) -> None:
    """Tells the person at the terminal; standard output holds the path and nothing else."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def main() -> int:
    """Prints the path of a browser that runs; returns the exit status."""
    try:
        browser = find_or_install(os.environ)
    except BrowserNotFoundError as error:
        say(str(error))
        return 1
    sys.stdout.write(f"{browser}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
