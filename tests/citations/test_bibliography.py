"""Works are formatted as the style asks, and only when they changed."""

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from kb.citations import bibliography
from kb.citations.bibliography import format_works, list_works
from kb.citations.pandoc import FormattedWork, cite
from kb.project import Project
from kb.read import read
from kb.records import CslItem, Reference
from kb.settings import Settings
from kb.site.reading import read_tree
from kb.strict_yaml.document import parse
from tests.helpers.building import CASES, REPOSITORY
from tests.helpers.golden import Golden

STYLE = REPOSITORY / "vendor/csl/apa.csl"
CITATIONS = CASES / "citations"


def _shown(works: Mapping[str, FormattedWork]) -> str:
    """Write formatted works as a person can read them."""
    shown = {
        name: {
            "narrative": work.narrative,
            "parenthetical": work.parenthetical,
            "entry": str(work.entry),
        }
        for name, work in works.items()
    }
    return yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=96)


def test_hard_cases_are_formatted_as_apa_asks(golden: Golden) -> None:
    """Suffixes, many authors, none, no date, editions, chapters, protocols, bodies; all made up."""
    document, problems = parse("made-up.yaml", (CITATIONS / "made-up.yaml").read_bytes())
    assert not problems
    assert document is not None
    assert isinstance(document.value, dict)
    works = {name: CslItem.model_validate(item) for name, item in document.value.items()}
    golden.expect(CITATIONS / "made-up.golden.yaml", _shown(format_works(works, STYLE)))


def test_the_references_are_formatted_as_apa_asks(golden: Golden) -> None:
    """Every kind of work in the data is among them."""
    kb = read(REPOSITORY / "themes_data")
    assert {reference.kind for reference in kb.all(Reference)} >= {"trial-protocol", "guideline"}
    formatted = format_works(list_works(kb), STYLE)
    golden.expect(CITATIONS / "references.golden.yaml", _shown(formatted))


def _works(count: int) -> dict[str, CslItem]:
    """Return made-up works, some of one author and year."""
    return {
        f"made-up-{i}": CslItem.model_validate(
            {
                "type": "article-journal",
                "title": f"A made-up title, number {i}",
                "author": (
                    {"family": f"Beispiel{'abcdefghij'[i % 10]}{i % 700}", "given": f"A. {i % 3}."},
                    {"family": f"Muster{i % 300}", "given": "C."},
                    {"family": "Probe", "given": "D."},
                ),
                "issued": {"date-parts": ((1990 + i % 7,),)},
                "container-title": "Journal of Made-Up Examples",
                "volume": str(i % 50 + 1),
                "page": "1–9",
                "DOI": f"10.1234/made-up.{i}",
            }
        )
        for i in range(count)
    }


def test_division_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Works formatted in several calls are told apart and ordered as in one."""
    works = _works(60) | {
        f"again-{name}": item.model_copy(update={"title": f"Other {item.title}"})
        for name, item in _works(20).items()
    }
    whole = cite(works, STYLE)
    monkeypatch.setattr(bibliography, "WORKS_IN_A_CALL", 7)
    divided = format_works(works, STYLE)
    assert divided == whole
    assert list(divided) == list(whole)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test alone keeps what is formatted; it is not there yet."""
    monkeypatch.setattr(bibliography, "get_cache_folder", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache" / "bibliography"


@pytest.fixture
def asked(kept: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The works that are formatted from now on, by pandoc."""
    del kept
    names: list[str] = []

    def watched(some: Mapping[str, CslItem], style: Path) -> dict[str, FormattedWork]:
        names.extend(some)
        return cite(some, style)

    monkeypatch.setattr(bibliography, "cite", watched)
    return names


def test_what_did_not_change_is_not_formatted_again(asked: list[str]) -> None:
    """Only the works that may have to be told apart from a changed one are."""
    works = _works(9)
    first = format_works(works, STYLE)
    asked.clear()
    assert format_works(works, STYLE) == first
    assert asked == []
    changed = works | {
        "made-up-4": works["made-up-4"].model_copy(update={"title": "Another title"})
    }
    assert "Another title" in format_works(changed, STYLE)["made-up-4"].entry
    assert asked == ["made-up-4"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"x": 3}', b"\xff", b'{"x": {"narrative": "z"}}', b"[" * 100_000],
)
def test_kept_works_that_cannot_be_understood_are_formatted_again(
    kept: Path, damage: bytes
) -> None:
    """A damaged file costs time, and nothing else; nor does one from before a change in here."""
    expected = format_works(_works(2), STYLE)
    for file in kept.iterdir():
        file.write_bytes(damage)
    assert format_works(_works(2), STYLE) == expected


def test_what_a_project_brings_along_reaches_no_page(made_up_project: Project) -> None:
    """What is kept lies in the user's own folder, where no pull request can put anything."""
    brought = made_up_project.build / "bibliography.json"
    brought.parent.mkdir()
    brought.write_text('{"planted": {"entry": "<script>planted</script>"}}', encoding="utf-8")
    pages = read_tree(made_up_project, Settings("Made up")).pages().values()
    assert pages
    assert not any("planted" in repr(page) for page in pages)


def test_without_a_place_to_keep_anything_works_are_formatted(kept: Path) -> None:
    """A folder that cannot be written costs time, and nothing else."""
    kept.parent.mkdir()
    kept.write_text("A file, where the folder would be.", encoding="utf-8")
    assert len(format_works(_works(2), STYLE)) == 2


def test_what_was_kept_long_ago_is_removed(kept: Path) -> None:
    """When something is added, so that the folder does not grow for ever."""
    format_works(_works(1), STYLE)
    (old,) = kept.iterdir()
    os.utime(old, (0, 0))
    format_works(_works(2), STYLE)
    assert not old.exists()
    assert list(kept.iterdir())


def test_another_style_formats_everything_again(tmp_path: Path) -> None:
    """Results are kept by style as well."""
    style = tmp_path / "other.csl"
    style.write_text(
        STYLE.read_text("utf-8").replace('initialize-with=". "', 'initialize-with=""'), "utf-8"
    )
    assert format_works(_works(1), STYLE) != format_works(_works(1), style)


def _timed(works: Mapping[str, CslItem]) -> float:
    start = time.perf_counter()
    format_works(works, STYLE)
    return time.perf_counter() - start


@pytest.mark.benchmark
def test_two_thousand_works_are_formatted_in_seconds_and_then_at_once(kept: Path) -> None:
    """Under 5 s the first time and under 0.2 s the second; the best of three counts."""
    works = _works(2000)
    first = []
    for _ in range(3):
        shutil.rmtree(kept, ignore_errors=True)
        first.append(_timed(works))
    assert min(first) < 5
    assert min(_timed(works) for _ in range(3)) < 0.2
