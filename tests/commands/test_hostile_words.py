"""What a command says obeys nobody: not the data, nor names of files, nor what is imported."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import Result

from kb.terminal import describe_failure
from tests.helpers.commands import kb, write_made_up
from tests.helpers.history import commit, isolate_git
from tests.made_up.records import FINDING, GLOSSARY

ESCAPE = "\x1b]0;pwned\x07"
WRITTEN = r"\e]0;pwned\a\e[2J"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with the made-up data."""
    return write_made_up(tmp_path)


def expect_harmless(done: Result) -> None:
    """Expect that all of what was said can be shown."""
    assert done.output
    assert all(one == "\n" or one.isprintable() for one in done.output), ascii(done.output)


@pytest.mark.parametrize("form", ["text", "github", "json"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: F001", f'"{WRITTEN}": x\nid: F001'),
        ("id: F001", f'id: "{WRITTEN}F001"'),
        ("id: F001", "id: !<%1B%5D0;pwned%07> F001"),
        ("id: F001", f'id: F001\nthemes: ["{WRITTEN}"]'),
        ("id: F001", f'id: F001\nremarks: [{{text: x, "a\\nb{WRITTEN}": "\\u202e\\x9b"}}]'),
    ],
)
def test_the_check_says_nothing_that_a_terminal_obeys(
    project: Path, form: str, old: str, new: str
) -> None:
    """Nor a log."""
    file = project / "themes_data" / FINDING
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = kb(project, "check", "--format", form)
    assert done.exit_code == 1
    expect_harmless(done)


@pytest.mark.parametrize("form", ["text", "markdown", "github", "json"])
def test_the_comparison_says_nothing_that_a_terminal_obeys(
    project: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of links with names as nobody gives them, neither."""
    isolate_git(monkeypatch)
    commit(project)
    name = "@octocat #1 <b>passed<!-- [here](www.evil.example) www.evil.example \x1b[2J\u202e.yaml"
    (project / "themes_data" / "references" / name).symlink_to("/etc/passwd")
    done = kb(project, "diff", "HEAD", "--format", form)
    assert done.exit_code == 1
    expect_harmless(done)
    if form == "markdown":
        assert "@octocat" not in re.sub("`[^`]*`", "", done.output)
        assert "<!--" not in re.sub("`[^`]*`", "", done.output)


@pytest.mark.parametrize(
    "item",
    [
        {"id": ESCAPE},
        {"id": "x", "note" + ESCAPE: "x"},
        {"id": "x", "type": ESCAPE},
        {"id": "x", "issued": {"raw": ESCAPE}},
        {"id": "x", "language": ESCAPE},
    ],
)
def test_an_import_says_nothing_that_a_terminal_obeys(
    project: Path, item: dict[str, object]
) -> None:
    """What somebody else exported may hold anything."""
    work = {"type": "book", "title": "A made-up title", "author": [{"family": "Doe"}]} | item
    file = project / "made-up.json"
    file.write_text(json.dumps([work]), encoding="utf-8")
    expect_harmless(kb(project, "import", "--dry-run", str(file)))


def test_what_the_system_refuses_is_one_sentence(project: Path) -> None:
    """With the name of the file, shown as it can be shown."""
    error = OSError(28, os.strerror(28), f"{ESCAPE}.yaml")
    assert describe_failure(error) == f"{ESCAPE}.yaml: there is no room left on the disk."
    (project / "themes_data" / GLOSSARY).chmod(0o444)
    (project / "schemas").write_text("a file", encoding="utf-8")
    done = kb(project, "schemas")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "schemas" in done.output
