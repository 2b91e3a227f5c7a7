"""What `kb diff` compares with may be hostile too: like the files on disk, it is not read.

Each is reported with its place and with less than 200 MB, and never hangs. All content is made up.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.files.plain import Limits
from kb.history.earlier import read_earlier
from kb.history.repository import Repository
from kb.problems.problem import DataError
from tests.helpers.commands import write_made_up
from tests.helpers.history import commit, endless_tree, isolate_git, write
from tests.helpers.measuring import Measure, Measured
from tests.made_up.records import GLOSSARY

MEGABYTES = 200


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch)


def _large(root: Path) -> None:
    (root / "themes_data" / GLOSSARY).write_bytes(b"# made up\n" * 20_000_000)


def _linked(root: Path) -> None:
    (root / "themes_data" / GLOSSARY).unlink()
    (root / "themes_data" / GLOSSARY).symlink_to("/dev/zero")


def _linked_folder(root: Path) -> None:
    (root / "themes_data/studies").rename(root / "elsewhere")
    (root / "themes_data/studies").symlink_to("../elsewhere")


def _deep(root: Path) -> None:
    write(root, {f"themes_data/{'a/' * 11}b.yaml": ""})


def _page(root: Path) -> None:
    write(root, {"docs/page.md": "x" * 2_000_001})


def _linked_page(root: Path) -> None:
    write(root, {"docs/other.txt": "x"})
    (root / "docs/page.md").symlink_to("other.txt")


HOSTILE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a file of 200 MB": (_large, f"themes_data/{GLOSSARY}", "may have 2 MB"),
    "a link": (_linked, f"themes_data/{GLOSSARY}", "a symbolic link"),
    "a link for a folder": (_linked_folder, "themes_data/studies", "a symbolic link"),
    "folders in folders": (_deep, f"themes_data/{'a/' * 11}b.yaml", "too deeply"),
    "a page of 2 MB": (_page, "docs/page.md", "may have 2 MB"),
    "a link for a page": (_linked_page, "docs/page.md", "a symbolic link"),
}
"""What is done to a project, where it is reported, and a part of what is said."""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_hostile_is_told_with_its_place(
    tmp_path: Path, measure: Measure, name: str
) -> None:
    """Though what is there now is valid."""
    spoil, place, words = HOSTILE[name]
    root = write_made_up(tmp_path / "project")
    spoil(root)
    base = commit(root)
    (root / place).unlink()
    write_made_up(root)
    _expect(
        measure.kb("--root", str(root), "diff", "main"), place, f"as it was at {base[:7]}, ", words
    )


def test_a_history_that_stands_for_endless_files_is_told(tmp_path: Path, measure: Measure) -> None:
    """Git would name them for a century."""
    root = write_made_up(tmp_path / "project")
    endless_tree(root, "id: made-up\n", "themes_data")
    _expect(
        measure.kb("--root", str(root), "diff", "main"),
        "themes_data",
        "as it was at ",
        "more than 50,000 files",
    )


def _expect(done: Measured, place: str, *words: str) -> None:
    assert done.code == 1, done
    assert "Traceback" not in done.said
    told = [line for line in done.said.splitlines() if line.startswith(f"{place}:1:1: ")]
    assert any(all(word in line for word in words) for line in told), done.said[:2000]
    assert done.megabytes < MEGABYTES


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    """Each may be small; nothing is read before that is known."""
    write(tmp_path, {"data/one.yaml": "12345", "data/two.yaml": "12345", "data/.hidden": "x" * 99})
    first = commit(tmp_path)

    def read(total: int) -> dict[str, bytes]:
        limits = Limits(9, total, lambda _: 5)
        return read_earlier(
            Repository(tmp_path), first, "data", lambda path: path.endswith(".yaml"), limits
        )

    assert read(10) == {"one.yaml": b"12345", "two.yaml": b"12345"}
    with pytest.raises(DataError, match="the files in it are more than"):
        read(9)


def test_names_are_read_as_they_are_on_disk(tmp_path: Path) -> None:
    """So that a name no system could have is a problem, and ends no line."""
    write(tmp_path, {"data/one\ntwo.yaml": ""})
    first = commit(tmp_path)
    limits = Limits(9, 9, lambda _: 9)
    files = read_earlier(Repository(tmp_path), first, "data", lambda _: True, limits)
    assert files == {r"one\ntwo.yaml": b""}
