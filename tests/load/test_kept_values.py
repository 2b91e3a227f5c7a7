"""What is kept of files makes a check faster, and never another one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from kb.files.own_key import LENGTH, own_key
from kb.files.sealed import SealedFile
from kb.load import kept_values
from kb.load.kept_values import KeptValues
from kb.load.loader import Parse
from kb.problems.problem import Problem
from kb.read import examine
from kb.strict_yaml.document import Document, parse
from tests.check.test_mistakes import NAMES, Case, mangled
from tests.helpers.commands import write_made_up
from tests.made_up.records import FINDING, MADE_UP, made_up

KEY = bytes(range(LENGTH))
OTHER_KEY = bytes(LENGTH)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where values are kept."""
    return tmp_path / "build" / "values.json"


def told(files: dict[str, bytes], parse: Parse | None = None) -> list[Problem]:
    """Return what is said of files."""
    return (examine(files, parse=parse) if parse else examine(files))[1]


def keep(file: Path, files: dict[str, bytes], key: bytes = KEY) -> None:
    """Read files and keep what they hold."""
    kept = KeptValues(file, key)
    examine(files, parse=kept.parse)
    kept.write()


def parsed(file: Path, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files that were parsed, because what they hold was not kept."""
    names: list[str] = []

    def counting(name: str, content: bytes) -> tuple[Document | None, list[Problem]]:
        names.append(name.removeprefix("themes_data/"))
        return parse(name, content)

    with monkeypatch.context() as patch:
        patch.setattr(kept_values, "parse", counting)
        examine(files, parse=KeptValues(file, KEY).parse)
    return names


def test_only_files_that_changed_are_parsed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser takes most of the time of a check."""
    assert sorted(parsed(file, made_up(), monkeypatch)) == sorted(MADE_UP)
    keep(file, made_up())
    assert parsed(file, made_up(), monkeypatch) == []
    changed = made_up() | {FINDING: made_up()[FINDING] + b"# Made up.\n"}
    assert parsed(file, changed, monkeypatch) == [FINDING]


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_told_in_the_same_words_from_what_was_kept(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """Places, too, which are not kept, but looked up in the file when a problem is told."""
    file = tmp_path_factory.mktemp("kept") / "values.json"
    files = Case.read(name).files()
    keep(file, made_up())
    keep(file, files)
    assert told(files, KeptValues(file, KEY).parse) == told(files)


@settings(max_examples=60)
@given(files=mangled())
def test_whatever_was_changed_the_same_is_told_from_what_was_kept(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    """From what was kept before the change, and from what was kept after it."""
    file = tmp_path_factory.mktemp("kept") / "values.json"
    expected = told(files)
    keep(file, made_up())
    assert told(files, KeptValues(file, KEY).parse) == expected
    keep(file, files)
    assert told(files, KeptValues(file, KEY).parse) == expected


def _forged(file: Path) -> None:
    """Claim that the finding's file holds something else, under the seal that is there."""
    seal, _, body = file.read_bytes().partition(b"\n")
    file.write_bytes(seal + b"\n" + body.replace(b"This finding is made up", b"Nobody wrote this"))


def _sealed_by_another(file: Path) -> None:
    _forged(file)
    body = file.read_bytes().partition(b"\n")[2]
    reader = kept_values._reader()  # noqa: SLF001 - as another user would
    SealedFile(file, OTHER_KEY, reader).write(json.loads(body))


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [_forged, _sealed_by_another, _cut_short, _emptied, _a_folder])
def test_what_another_wrote_or_what_is_damaged_is_passed_over(
    file: Path, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request may bring such a file along; nothing in it is believed."""
    keep(file, made_up())
    spoil(file)
    assert sorted(parsed(file, made_up(), monkeypatch)) == sorted(MADE_UP)
    keep(file, made_up())  # and there is no harm in keeping it again


def test_what_another_reader_made_of_the_files_is_passed_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the reader was changed, the same file may hold other values."""
    keep(file, made_up())
    monkeypatch.setattr(kept_values, "_reader", lambda: b"another")
    assert sorted(parsed(file, made_up(), monkeypatch)) == sorted(MADE_UP)


def test_without_a_key_nothing_is_kept(file: Path) -> None:
    """Where the user has no folder, a check takes longer, and that is all."""
    kept = KeptValues(file, None)
    assert told(made_up(), kept.parse) == []
    kept.write()
    assert not file.parent.exists()


def test_where_nothing_can_be_written_the_check_is_the_same(tmp_path: Path) -> None:
    """Here a file is in the way of the folder, as good as a folder that may only be read."""
    (tmp_path / "build").write_text("In the way.", encoding="utf-8")
    keep(tmp_path / "build" / "values.json", made_up())
    assert (tmp_path / "build").read_text("utf-8") == "In the way."


def test_nothing_is_written_when_hardly_anything_changed(file: Path) -> None:
    """Writing takes as long as parsing a good many files; no draft stays behind either."""
    keep(file, made_up())
    before = file.stat()
    keep(file, made_up() | {FINDING: made_up()[FINDING] + b"# Made up.\n"})
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list(file.parent.iterdir()) == [file]


def test_the_key_is_the_user_s_own_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies outside of projects, and others cannot read it."""
    folder = tmp_path / "settings"
    monkeypatch.setattr("click.get_app_dir", lambda name: str(folder / name))
    key = own_key()
    assert key is not None
    assert len(key) == LENGTH
    assert own_key() == key
    kept = folder / "evidence-knowledge-base" / "key"
    assert kept.read_bytes() == key
    assert os.name == "nt" or kept.stat().st_mode & 0o077 == 0
    kept.write_bytes(b"too short")
    assert own_key() not in (key, b"too short", None)


@pytest.mark.parametrize("folder", ["~/.config", "/dev/null/settings"])
def test_without_a_folder_of_the_user_s_there_is_no_key(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine that only runs checks."""
    monkeypatch.setattr("click.get_app_dir", lambda name: f"{folder}/{name}")
    assert own_key() is None


def test_the_command_says_the_same_byte_for_byte_the_second_time(tmp_path: Path) -> None:
    """With a warning and an error in the data, so that places are told."""
    project = write_made_up(tmp_path / "project")
    finding = project / "themes_data" / FINDING
    finding.write_text(finding.read_text("utf-8").replace("Testina\n", "Nobody\n", 1), "utf-8")
    command = (sys.executable, "-c", "from kb.cli import main; main()", "--root", project, "check")
    home = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "settings")}
    first, second = (
        subprocess.run(command, capture_output=True, env=home, check=False) for _ in range(2)
    )
    assert (project / "build" / "values.json").is_file() or os.name == "nt"
    assert first.returncode == 1
    assert b"is not among the participants" in first.stdout
    assert (second.returncode, second.stdout, second.stderr) == (1, first.stdout, first.stderr)
