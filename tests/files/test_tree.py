"""Writing touches no more than what changed."""

import os
from pathlib import Path

import pytest

from kb.files.tree import Written, write_tree

LONG_AGO = 1_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write two files, and make them look old."""
    folder = tmp_path / "docs"
    write_tree(folder, {"index.md": b"home", "findings/f001.md": b"one"})
    for path in folder.rglob("*.md"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file's content by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_is_made_with_its_files(tmp_path: Path) -> None:
    """Every file counts as changed."""
    written = write_tree(tmp_path / "a" / "b", {"x/y/z.md": "ä".encode(), "w.md": b""})
    assert written == Written(("x/y/z.md", "w.md"), ())
    assert tree(tmp_path / "a" / "b") == {"x/y/z.md": "ä".encode(), "w.md": b""}


def test_what_did_not_change_is_not_touched(folder: Path) -> None:
    """Whoever watches the folder sees one file change, not all."""
    written = write_tree(folder, {"index.md": b"home", "findings/f001.md": b"two"})
    assert written == Written(("findings/f001.md",), ())
    assert (folder / "index.md").stat().st_mtime == LONG_AGO
    assert (folder / "findings" / "f001.md").stat().st_mtime > LONG_AGO


def test_what_is_no_longer_wanted_goes_with_its_empty_folders(folder: Path) -> None:
    """The folder holds exactly the files that were given."""
    (folder / "empty" / "er").mkdir(parents=True)
    written = write_tree(folder, {"index.md": b"home"})
    assert written == Written((), ("findings/f001.md",))
    assert [path.name for path in folder.iterdir()] == ["index.md"]


def test_nothing_to_write_leaves_nothing(tmp_path: Path) -> None:
    """A folder that never was stays away."""
    assert write_tree(tmp_path / "none", {}) == Written((), ())


def test_a_file_may_take_the_place_of_a_folder_and_a_folder_that_of_a_file(folder: Path) -> None:
    """What is in the way goes first."""
    write_tree(folder, {"findings": b"a file now", "index.md/deep.md": b"a folder now"})
    assert tree(folder) == {"findings": b"a file now", "index.md/deep.md": b"a folder now"}
