"""Before a commit is made, git lets the project's own commands look at it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.building import MADE_UP, REPOSITORY, copy_project, environment

CONFIG = ".pre-commit-config.yaml"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, as somebody made up whose git is set up in no way."""
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Made up"), ("EMAIL", "made-up@site.example"))
    }
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    cache = {"PRE_COMMIT_HOME": str(folder.parent / "cache")}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**who, **own, **cache),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in a folder."""
    return run(folder, "git", *arguments)


@pytest.fixture
def cloned(tmp_path: Path) -> Path:
    """A repository of the made-up project, with the hooks installed and everything staged."""
    folder = copy_project(MADE_UP, tmp_path / "made-up").root
    shutil.copy(REPOSITORY / CONFIG, folder)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    (folder / ".gitignore").write_text("/.venv\n/scripts\n/vendor\n", encoding="utf-8")
    (folder / ".venv").symlink_to(sys.prefix)
    assert git(folder, "init", "--quiet").returncode == 0
    installed = run(folder, sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stderr
    assert git(folder, "add", "--all").returncode == 0
    return folder


def test_a_sound_change_is_committed(cloned: Path) -> None:
    """What is right needs no further word."""
    done = git(cloned, "commit", "--message", "Sound")
    assert done.returncode == 0, done.stderr
    assert "the data is sound (kb check)" in done.stderr
    assert "Failed" not in done.stderr


def test_broken_data_are_not_committed(cloned: Path) -> None:
    """The commit is refused, and the place and the way out are said."""
    path = "themes_data/audiences.yaml"
    (cloned / path).write_text("- id: [\n", encoding="utf-8")
    assert git(cloned, "add", path).returncode == 0
    done = git(cloned, "commit", "--message", "Broken")
    assert done.returncode == 1
    assert f"{path}:2:1" in done.stderr
    assert git(cloned, "rev-parse", "--verify", "HEAD").returncode != 0


def test_code_out_of_style_is_not_committed(cloned: Path) -> None:
    """Ruff looks at what is committed, and only at that."""
    (cloned / "made_up.py").write_text('"""Made up."""\nimport os\nx = { }\n', encoding="utf-8")
    assert git(cloned, "add", "made_up.py").returncode == 0
    done = git(cloned, "commit", "--message", "Out of style")
    assert done.returncode == 1
    assert "F401" in done.stderr
    assert "x = {}" in done.stderr
