"""Files of the data are written whole or not at all, and never to where a link leads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.files.drafts import write_all_over, write_new, write_over
from tests.helpers.building import KB, files_in
from tests.helpers.commands import kb, write_made_up

OUTSIDE = "print('a program of the project')\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds one file, and one file beside it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "glossary.yaml").write_text("- id: one\n", encoding="utf-8")
    (tmp_path / "program.py").write_text(OUTSIDE, encoding="utf-8")
    return tmp_path / "data"


def test_a_file_is_replaced_and_keeps_its_permissions(folder: Path) -> None:
    """What is not the file's content stays as it was."""
    (folder / "glossary.yaml").chmod(0o640)
    write_over(folder, "glossary.yaml", b"- id: two\n")
    assert (folder / "glossary.yaml").read_bytes() == b"- id: two\n"
    assert (folder / "glossary.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in folder.iterdir()] == ["glossary.yaml"]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(folder: Path) -> None:
    """Neither it nor a draft of it is left half written."""
    with pytest.raises(OSError, match="gone"):
        write_over(folder, "gone.yaml", b"- id: two\n")
    assert [path.name for path in folder.iterdir()] == ["glossary.yaml"]


def test_a_draft_is_never_written_through_a_link(folder: Path) -> None:
    """Whatever name a pull request gives it."""
    for name in (".new-glossary.yaml", ".new-", f".new-{os.getpid()}"):
        (folder / name).symlink_to("../program.py")
    write_over(folder, "glossary.yaml", b"- id: two\n")
    assert (folder.parent / "program.py").read_text(encoding="utf-8") == OUTSIDE


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(folder: Path) -> None:
    """Data is never written to where it leads."""
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").symlink_to("../program.py")
    write_over(folder, "glossary.yaml", b"- id: two\n")
    assert (folder.parent / "program.py").read_text(encoding="utf-8") == OUTSIDE
    assert not (folder / "glossary.yaml").is_symlink()


@pytest.mark.parametrize(
    "command",
    [
        ("new", "term", "--term", "A made-up word", "--definition", "This is made up."),
        ("review", "I001", "--yes"),
        ("verify", "--source", "source.txt", "S001"),
        ("check",),
    ],
)
def test_no_command_works_in_a_folder_that_holds_a_hidden_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """The link is named with its place, and nothing is written anywhere."""
    root = tmp_path / "project"
    write_made_up(root)
    (tmp_path / "program.py").write_text(OUTSIDE, encoding="utf-8")
    (root / "themes_data" / ".new-glossary.yaml").symlink_to("../../program.py")
    (root / "source.txt").write_text("Made up.", encoding="utf-8")
    before = shutil.copytree(root, tmp_path / "before", symlinks=True)
    monkeypatch.chdir(root)
    result = kb(root, *command)
    assert result.exit_code != 0
    assert "themes_data/.new-glossary.yaml:1:1: it is a symbolic link" in result.output
    assert (tmp_path / "program.py").read_text(encoding="utf-8") == OUTSIDE
    for file in (root / "themes_data").rglob("*.yaml"):
        assert file.read_bytes() == (before / file.relative_to(root)).read_bytes()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("after", [1, 2])
def test_several_files_are_replaced_together_or_not_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int
) -> None:
    """Whether the disk is full or somebody interrupts."""
    before = {}
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        before[name] = (folder / name).write_text(f"- id: {name}\n", encoding="utf-8")
    was = {path.name: path.read_bytes() for path in folder.iterdir()}
    replace = Path.replace
    done: list[Path] = []

    def fail(draft: Path, target: Path) -> Path:
        if draft.name.endswith("-new") and len(done) == after:
            raise error
        done.append(target)
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(error)):
        write_all_over(folder, dict.fromkeys(before, b"- id: other\n"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == was


def test_new_files_that_are_interrupted_leave_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor the folders that were made for them."""
    was = sorted(folder.rglob("*"))
    replace = Path.replace

    def fail(draft: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise KeyboardInterrupt
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        write_new(folder, {"studies/x/a.yaml": b"a", "studies/x/y/b.yaml": b"b"})
    assert sorted(folder.rglob("*")) == was


_PAPER = """Introduction

Methods

Results

First result

These words are made up, and nobody ever said them. (Testina, lines 1–2)
"""

_WORKS = "TY  - JOUR\nAU  - Made, U.\nTI  - A made-up work\nPY  - 2001\nJO  - Made-up\nER  - \n"

_NEARLY_FULL = (
    sys.executable,
    "-c",
    (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "from kb.cli import main\n"
        "main()"
    ),
)
"""The program on a system that writes ten bytes of a file, and then no more."""


@pytest.mark.parametrize(
    "command",
    [
        ("new", "term", "--term", "A made-up word", "--definition", "This is made up."),
        ("import", "made-up.ris"),
        ("verify", "--source", "made-up.txt", "S001"),
    ],
    ids=lambda command: command[0],
)
def test_where_nothing_more_can_be_written_all_stays_as_it_was(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """For real: the system stops in the middle of a file."""
    write_made_up(tmp_path)
    (tmp_path / "made-up.txt").write_text(_PAPER, encoding="utf-8")
    (tmp_path / "made-up.ris").write_text(_WORKS, encoding="utf-8")
    before = files_in(tmp_path)
    stopped = subprocess.run(
        (*_NEARLY_FULL, *command), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    said = f"{stopped.stdout}{stopped.stderr}"
    assert stopped.returncode == 1, said
    assert said.removesuffix(" Nothing was written.\n").endswith("not be so large there."), said
    assert said.count("\n") == 1, said
    assert files_in(tmp_path) == before
    done = subprocess.run((*KB, *command), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode in (0, 1), done
    assert files_in(tmp_path) != before
