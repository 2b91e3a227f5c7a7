"""Files of the data are written whole or not at all, and never to where a link leads."""

import os
import shutil
from pathlib import Path

import pytest

from kb.files.drafts import write_all_over, write_new, write_over
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
