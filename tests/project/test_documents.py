"""What people read about the project names files, commands and names of the code that there are.

Read are the documents, what GitHub shows, comments in settings, and docstrings and comments in the
program and its templates.
"""

import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import PurePosixPath

import click
import pytest

from kb.cli import main
from tests.helpers.building import REPOSITORY
from tests.helpers.packages import find_named

READ = (
    *("*.md", "mkdocs.yml", "Makefile", "pyproject.toml", ".ci/run", ".gitignore"),
    *(".github/*", ".vscode/*", ".pre-commit-config.yaml", "scripts/*", "docs/*.md"),
    *("tests/conftest.py", "tests/tools/*.py", "tests/helpers/*.py", "tests/made_up/*.py"),
)
"""Which texts are read."""

EXAMPLES = re.compile(r"F030|F031|F900")
"""Records that the guide begins: they are nowhere but on the computer of who follows it."""

PATH = re.compile(
    r"(?<![\w/.<>*-])(?:kb|scripts|docs|tests|themes_data|schemas|requirements|vendor|\.github|\.vscode"
    r"|\.ci)/[\w./*<>-]*[\w*>]"
)
FILE = re.compile(
    r"`([\w-]+\.(?:py|md|jinja|js|css|toml|ya?ml|txt|svg))`"
    r"|(?<![\w/.\"'<*-])([\w-]+\.(?:py|jinja|css))(?![\w\"'])"
)
DOTTED = re.compile(r"`(kb(?:\.\w+)+)`")
NAME = re.compile(r"`(_?[a-z]+(?:_[a-z]+)+)`")
TASK = re.compile(r"(?:`|run: |^(?=make [\w-]+(?: +#.*)?$))make ([a-z-]+)", re.MULTILINE)
COMMAND = re.compile(r"(?:`|^|bin/)kb ([a-z]+)(?=[ `\n])([^`\n]*)", re.MULTILINE)


@cache
def tracked() -> tuple[str, ...]:
    """Return the path of every file of the project that is there or about to be."""
    listed = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    done = subprocess.run(listed, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return tuple(path for path in done.stdout.splitlines() if (REPOSITORY / path).is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Yield each text with its path."""
    for path in tracked():
        if any(fnmatch(path, one) for one in READ) and not path.endswith(".png"):
            if path.startswith(("tests/cases/", "tests/made_up/project/")):
                continue
            yield path, (REPOSITORY / path).read_text("utf-8")


def named(pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what matches, with where it stands."""
    for path, text in texts():
        for match in pattern.finditer(text):
            if not EXAMPLES.search(match[0]):
                yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}", match


def test_each_file_that_is_named_is_there() -> None:
    """By its path from the top; `*` and `<name>` stand for anything."""
    folders = {str(folder) for path in tracked() for folder in PurePosixPath(path).parents}
    known = {*tracked(), *folders}
    missing = []
    for place, match in named(PATH):
        path = re.sub(r"<\w+>", "*", re.sub(r"^kb/", "scripts/kb/", match[0]))
        found = any(fnmatch(one, path) for one in known) if "*" in path else path in known
        missing += [] if found else [place]
    assert missing == []


def test_each_file_that_is_named_without_its_folder_is_there() -> None:
    """Somewhere in the project, under that name."""
    names = {PurePosixPath(path).name for path in tracked()} | MADE
    assert [place for place, match in named(FILE) if (match[1] or match[2]) not in names] == []


MADE = {"f001.yaml", "F001.yml", "unsorted.yaml"}
"""Files that are examples of what a name must not be, and one that only drafts have."""


def test_each_dotted_name_is_in_the_program() -> None:
    """Whatever is called `kb.…` can be imported."""
    for place, match in named(DOTTED):
        try:
            find_named(match[1])
        except (ImportError, AttributeError):
            pytest.fail(f"{place} is not there")


def test_each_name_in_the_code_is_one() -> None:
    """A name between backticks stands in the code, in a template or in the data, not only here."""
    known: set[str] = set()
    for path in tracked():
        if path.startswith(("scripts/", "themes_data/", "schemas/", "tests/helpers/", "mkdocs")):
            text = (REPOSITORY / path).read_text("utf-8")
            known.update(re.findall(r"\w+", re.sub(r"`[^`\n]*`", "", text)))
    assert [place for place, match in named(NAME) if match[1] not in known] == []


def test_each_task_that_is_named_is_there() -> None:
    """As `make` knows it."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    tasks = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert [place for place, match in named(TASK) if match[1] not in tasks] == []


def test_each_command_that_is_named_is_there() -> None:
    """With the options that stand behind it."""
    context = click.Context(main)
    missing = []
    for place, match in named(COMMAND):
        command = main.get_command(context, match[1])
        known = {option for one in command.params for option in one.opts} if command else set()
        if isinstance(command, click.Group):
            known |= {o for sub in command.commands.values() for p in sub.params for o in p.opts}
        if not command or not set(re.findall(r"(?<!\w)--[a-z-]+", match[2])) <= {*known, "--help"}:
            missing.append(place)
    assert missing == []


@pytest.mark.parametrize("pattern", [PATH, FILE, DOTTED, NAME, TASK, COMMAND])
def test_what_is_named_is_found(pattern: re.Pattern[str]) -> None:
    """The tests above would pass if nothing were found."""
    assert len(list(named(pattern))) > 5


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_each_link_in_a_document_at_the_top_leads_somewhere(document: str) -> None:
    """To a file, and to a place in it; links within `docs/` are checked by MkDocs."""
    text = (REPOSITORY / document).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)", text)
    for path, place in links:
        assert path in tracked(), path
        assert not place or f"{{ #{place} }}" in (REPOSITORY / path).read_text("utf-8"), place
