"""`kb import` writes new references as records, knows old ones, and writes all or none."""

import re
from pathlib import Path

import pytest
from click.testing import Result

from kb.load.loader import load
from kb.read import examine, read_files
from kb.records import Reference
from kb.records.schemas import get_schema_line
from tests.helpers.building import CASES
from tests.helpers.commands import kb, write_made_up
from tests.made_up.records import STUDY

SAMPLES = CASES / "imports"
ENDINGS = ("bib", "ris", "xml", "json")

RAMSDEN = """@article{any-key,
  author = {Exempla, Ånna and Muster, B.}, title = {A made-up work about nothing at all},
  journal = {Journal of Made-Up Examples}, year = {2018}, volume = {3}, doi = {10.1234/made.up.1}
}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up knowledge base as files."""
    return write_made_up(tmp_path)


def imported(project: Path, text: str | Path, *options: str, name: str = "new.bib") -> Result:
    """Run the command on a file, or on a file with this text."""
    file = text if isinstance(text, Path) else project / name
    if isinstance(text, str):
        file.write_text(text, encoding="utf-8")
    return kb(project, "import", str(file), *options)


def references(project: Path) -> set[str]:
    """Return the names of the reference files."""
    return {file.name for file in (project / "themes_data" / "references").iterdir()}


def cited(project: Path, identifier: str) -> list[str]:
    """Cite a reference in the study, and return what the check says of everything."""
    study = project / "themes_data" / STUDY
    citation = (
        f"cites:\n  - reference: {identifier}\n    relation: cites-for-information\n"
        "    note: This note is made up.\n    section: introduction\n"
    )
    study.write_text(study.read_text("utf-8").replace("cites:\n", citation, 1), encoding="utf-8")
    return [str(p) for p in examine(read_files(project / "themes_data")).problems]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_becomes_records_that_pass_the_check_once_cited(
    project: Path, ending: str
) -> None:
    """Each file names its schema first, and holds one reference with its first publication."""
    before = references(project)
    done = imported(project, SAMPLES / f"made-up.{ending}")
    assert done.exit_code == 0, done.output
    new = sorted(references(project) - before)
    assert new
    problems: list[str] = []
    for name in new:
        file = project / "themes_data" / "references" / name
        text = file.read_text(encoding="utf-8")
        assert text.splitlines()[0] == get_schema_line(f"references/{name}")
        loaded = load({f"references/{name}": file.read_bytes()})
        (located,) = loaded.records
        assert isinstance(located.record, Reference)
        assert located.record.version == 1
        assert f"references/{name}" in done.output
        problems = cited(project, located.record.id)
    assert not problems


def test_the_key_is_the_first_author_s_name_and_the_year(project: Path) -> None:
    """In plain lower-case letters, whatever the file calls the entry."""
    assert imported(project, RAMSDEN).exit_code == 0
    assert "exempla-2018.yaml" in references(project)


def test_a_key_that_is_taken_gets_a_letter(project: Path) -> None:
    """By the knowledge base or earlier in the same file."""
    other = RAMSDEN.replace("about nothing at all", "of another kind").replace("up.1", "up.2")
    third = other.replace("another kind", "a third kind").replace("up.2", "up.3")
    assert imported(project, RAMSDEN).exit_code == 0
    assert imported(project, other + third.replace("any-key", "third")).exit_code == 0
    assert {"exempla-2018a.yaml", "exempla-2018b.yaml"} <= references(project)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("A made-up work about nothing at all", "Another made-up title", "DOI"),
        ("10.1234/made.up.1", "10.1234/MADE.UP.1", "DOI"),
        ("doi = {10.1234/made.up.1}", "note = {}", "title, year and author"),
        ("{A made-up work about nothing at all}", "{A Made-up Work: About “Nothing” at All}", ""),
    ],
)
def test_a_work_that_is_there_already_is_named_and_not_written_twice(
    project: Path, old: str, new: str, why: str
) -> None:
    """It is known by its DOI, or by title, year and author, letters' case and marks aside."""
    assert imported(project, RAMSDEN).exit_code == 0
    before = references(project)
    done = imported(project, RAMSDEN.replace(old, new))
    assert done.exit_code == 0
    assert "is there already: exempla-2018" in done.output
    assert why in done.output
    assert references(project) == before


def test_one_work_twice_in_a_file_is_written_once(project: Path) -> None:
    """The second is reported to be the first."""
    done = imported(project, RAMSDEN + RAMSDEN.replace("any-key", "again"))
    assert done.exit_code == 0
    assert "is there already: exempla-2018" in done.output


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (RAMSDEN.replace("title = {A made-up work about nothing at all},", ""), "any-key"),
        (RAMSDEN.replace("{2018}", "{sometime}"), "any-key"),
        (RAMSDEN.replace("year = {2018},", "year = {2018"), "new.bib"),
    ],
)
def test_one_unreadable_entry_and_nothing_is_written(project: Path, broken: str, told: str) -> None:
    """The entry is named with its line, and the valid ones wait."""
    before = references(project)
    sound = RAMSDEN.replace("any-key", "sound").replace("nothing at all", "something")
    done = imported(project, sound + broken)
    assert done.exit_code == 1
    assert told in done.output
    assert re.search(r"new\.bib:\d+:\d+: ", done.output)
    assert "Nothing was written" in done.output
    assert "Traceback" not in done.output
    assert references(project) == before


def test_what_a_reference_can_be_without_stops_nothing(project: Path) -> None:
    """A DOI that is none is left out, and told at its entry."""
    done = imported(project, RAMSDEN.replace("10.1234/made.up.1", "not a doi"))
    assert done.exit_code == 0
    assert "doi: 'not a doi' is left out: it is no DOI." in done.output


def test_a_dry_run_writes_nothing(project: Path) -> None:
    """It says what would be written."""
    before = references(project)
    done = imported(project, RAMSDEN, "--dry-run")
    assert done.exit_code == 0
    assert "would be written to themes_data/references/exempla-2018.yaml" in done.output
    assert references(project) == before
