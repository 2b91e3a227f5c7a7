"""Copies of a knowledge base's project, and the commands that people run in them."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kb.knowledge.base import KnowledgeBase
from kb.project import Project
from kb.read import read

REPOSITORY = Path(__file__).resolve().parents[2]
CASES = REPOSITORY / "tests" / "cases"
MADE_UP = REPOSITORY / "tests" / "made_up" / "project"

# Scripts of the environment that runs the tests, warnings as errors as in the tests themselves.
KB = (sys.executable, "-W", "error", "-c", "from kb.cli import main; main()")
MKDOCS = (sys.executable, "-m", "mkdocs")


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A project that was built: its data and its site.

    Attributes:
        project: The project, a copy of its own.
        kb: Its records.
        folder: The folder of the site.
        address: The address the site says it is put at, which links are resolved against.
    """

    project: Project
    kb: KnowledgeBase
    folder: Path
    address: str


def copy_project(source: Path, target: Path, *, without_data: bool = False) -> Project:
    """Copy what a person edits in a project, and link what the project is built with."""
    target.mkdir(parents=True)
    for folder in ("docs",) if without_data else ("themes_data", "docs"):
        shutil.copytree(source / folder, target / folder)
    shutil.copy(source / "mkdocs.yml", target)
    for folder in ("scripts", "vendor"):
        (target / folder).symlink_to(REPOSITORY / folder)
    return Project(target)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a command: as here, without what changes the pages."""
    own = {name: value for name, value in os.environ.items() if name not in _CHANGING}
    return own | {"NO_MKDOCS_2_WARNING": "1"} | more


_CHANGING = {"KB_SITE_URL", "KB_EDIT_BASE", "SOURCE_DATE_EPOCH"}


def run(
    command: tuple[str, ...], project: Project, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a project's folder until it ends."""
    return subprocess.run(
        command,
        cwd=project.root,
        env=environment(**variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def built(project: Project, address: str) -> BuiltSite:
    """Build a project's site; that nothing was said on the way is part of the building."""
    done = run((*KB, "build"), project, PYTHONHASHSEED="0")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return BuiltSite(project, read(project.data), project.root / "site", address)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
