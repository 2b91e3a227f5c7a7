"""How an index in parts is made and kept: by Pagefind itself, of entries that are made up."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from kb.render.laid_out import Block
from kb.search import Search, SearchEntry
from kb.search.documents import DocumentWriter
from kb.search.index import SOURCE, Index, SearchError, make_index
from kb.search.vocabulary import make_vocabulary

KINDS = ("Finding", "Quote")
CHOICES = {"type": {kind: f"zztype{'ab'[i]}zz" for i, kind in enumerate(KINDS)}}
EACH = 12
MOST = 4_000
"""Of bytes in a part: a few documents."""


class _Maker:
    """Makes indexes in one folder, and counts how often Pagefind is called."""

    def __init__(self, build: Path) -> None:
        self.build = build
        self.calls = 0

    def __call__(self, entries: Sequence[SearchEntry]) -> Index:
        """Make the index of some entries."""
        writer = DocumentWriter(
            Search(tuple(entries), CHOICES, make_vocabulary([])), self.build / SOURCE
        )
        writer.remove_others()
        words = (Block("p", "Nobody said so."),)
        documents = [one for entry in entries for one in writer.write_page(entry.path, words)]
        return make_index(documents, self.build, self._run, MOST)

    def _run(self, command: Sequence[str]) -> "CompletedProcess[str]":
        self.calls += 1
        return run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def maker(tmp_path: Path) -> _Maker:
    """What makes indexes in an empty folder."""
    return _Maker(tmp_path)


@pytest.fixture
def entries() -> list[SearchEntry]:
    """A few findings and quotes."""
    return [
        SearchEntry(f"{kind.lower()}s/{i}.md", kind, f"{kind} {i}", "Made up.", identifier=f"{i}")
        for kind in KINDS
        for i in range(EACH)
    ]


def _parts(index: Index) -> list[Path]:
    return [*index.first, *index.further]


def test_an_edit_makes_only_the_part_again_that_it_changes(
    maker: _Maker, entries: list[SearchEntry]
) -> None:
    """The others are kept, what is not needed any more is not, and no folder is left behind."""
    first = maker(entries)
    count = maker.calls
    assert len(_parts(first)) == count > len(KINDS)
    assert maker(entries) == first
    assert maker.calls == count
    edited = [replace(entries[0], sentence="Made up again."), *entries[1:]]
    second = maker(edited)
    assert maker.calls == count + 1
    assert len({*_parts(second)} - {*_parts(first)}) == 1
    assert {*maker.build.iterdir()} == {*_parts(second), maker.build / "search"}


def test_an_index_in_parts_is_the_same_wherever_it_is_made(
    tmp_path: Path, entries: list[SearchEntry]
) -> None:
    """Byte for byte, and all entries are in it."""
    sites = []
    for name in ("one", "other"):
        (tmp_path / name / "build").mkdir(parents=True)
        _Maker(tmp_path / name / "build")(entries).put_into(tmp_path / name / "site")
        sites.append(tmp_path / name / "site")
    files, others = (
        {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        for site in sites
    )
    assert files == others
    held = [json.loads(text) for path, text in files.items() if path.name == "pagefind-entry.json"]
    assert sum(one["languages"]["en"]["page_count"] for one in held) == len(entries)


def test_a_part_that_cannot_be_made_leaves_nothing_that_is_taken_for_it(
    maker: _Maker, entries: list[SearchEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts before it are kept for the next time."""
    whole = maker(entries)
    count, maker.calls = maker.calls, 0
    for part in _parts(whole)[1:]:
        part.rename(maker.build / f"away-{part.name}")
    monkeypatch.setattr(maker, "_run", lambda command: CompletedProcess(command, 1, "", "Made up"))
    with pytest.raises(SearchError, match="Made up"):
        maker(entries)
    assert [path.name for path in maker.build.glob("search-index-*")] == [whole.first[0].name]
    monkeypatch.undo()
    assert maker(entries) == whole
    assert maker.calls == count - 1


def test_what_a_killed_run_left_is_removed_even_where_nothing_is_made(
    maker: _Maker, entries: list[SearchEntry]
) -> None:
    """A build after which all parts are kept cleans up as well."""
    maker(entries)
    left = maker.build / "search-fresh-killed"
    (left / "pagefind").mkdir(parents=True)
    calls = maker.calls
    maker(entries)
    assert maker.calls == calls
    assert not left.exists()
