"""`kb read` drafts a study from its paper; every paper here is made up."""

from pathlib import Path

import pytest

from kb.read import examine_with_drafts, read, read_files
from kb.records import Reference, Study
from kb.strict_yaml.document import parse
from tests.commands.test_new import begin, files
from tests.helpers.commands import kb, write_made_up
from tests.made_up import papers

FOLDER = "themes_data/studies/probe-muster-2021"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up knowledge base as files."""
    (tmp_path / "project").mkdir()
    return write_made_up(tmp_path / "project")


def write_paper(tmp_path: Path, quotes: int = 4, works: int = 2) -> str:
    """Write a made-up paper outside of the project, and return its path."""
    file = tmp_path / "paper.xml"
    file.write_text(papers.make_jats(quotes, works), encoding="utf-8")
    return str(file)


def test_a_paper_becomes_a_draft_of_a_study(project: Path, tmp_path: Path) -> None:
    """Its answer says what was found, what could not be told, and what is next."""
    done = kb(project, "read", write_paper(tmp_path))
    assert done.exit_code == 0, done.output
    assert "Read: seven sections, four quotes (4 with a speaker, 4 verified)" in done.output
    assert "two new works" in done.output
    assert "Could not be told:" in done.output
    assert "kb new finding --quote Q002" in done.output
    study = (project / FOLDER / "study.yaml").read_text("utf-8")
    assert "\nstate: draft\n" in study
    assert "\nshort_name: Probe et al. (2021)\n" in study
    assert "  licence: CC BY 4.0\n" in study
    assert "reference: nemoab-2001, relation: , note: , section: introduction}" in study
    assert papers.PROSE not in study


def test_a_draft_keeps_nothing_from_being_published(project: Path, tmp_path: Path) -> None:
    """Nothing of it is in the data that pages, search and exports are made of."""
    before = read(project / "themes_data")
    kb(project, "read", write_paper(tmp_path))
    done = kb(project, "check", "--strict")
    assert done.exit_code == 0
    assert done.output.startswith("No problems in one study, two findings, one quote,")
    assert "One study is a draft and is not on the site: probe-muster-2021." in done.output
    after = read(project / "themes_data")
    assert {*after.located} == {*before.located}
    assert [one.id for one in after.all(Study)] == ["S001"]
    assert not any(one.id.startswith("nemo") for one in after.all(Reference))


def test_what_is_wrong_in_a_draft_is_told_apart(project: Path, tmp_path: Path) -> None:
    """It stops nothing, and is not hidden among what is still to write."""
    kb(project, "read", write_paper(tmp_path))
    study = project / FOLDER / "study.yaml"
    study.write_text(study.read_text("utf-8").replace("key: methods", "key: Methods!"), "utf-8")
    done = kb(project, "check")
    assert done.exit_code == 0
    assert "draft: key cannot be written 'Methods!'" in done.output
    assert "No problems in one study" in done.output
    assert "One mistake to mend" in kb(project, "todo", "S002").output


def test_a_study_that_only_seems_to_be_a_draft_is_none(project: Path) -> None:
    """A word that is misspelt is an error, so that nothing hides behind it."""
    study = project / "themes_data" / "studies" / "testa-2020" / "study.yaml"
    study.write_text(f"{study.read_text('utf-8')}state: drafts\n", "utf-8")
    assert kb(project, "check").exit_code == 1


def test_a_published_record_cannot_rest_on_a_draft(project: Path, tmp_path: Path) -> None:
    """One that rests on nothing else is kept back with it."""
    kb(project, "read", write_paper(tmp_path))
    begin(project, "finding", {**FINDING, "--quote": "Q002"})
    begin(project, "implication", {**RECOMMENDATION, "--rests-on": "F003"})
    assert kb(project, "check").exit_code == 0
    assert "I003" not in read(project / "themes_data").located
    file = project / "themes_data" / "implications" / "I003.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("rests_on:\n", "rests_on:\n  - {finding: F001@1, reason: x}\n"), "utf-8"
    )
    done = kb(project, "check")
    assert done.exit_code == 1
    assert "F003" in done.output


FINDING = {
    "--statement": "This finding is made up.",
    "--label": "A made-up finding",
    "--reported-for": "Nobody",
    "--reported": "This report is made up.",
    "--supports": "This support is made up.",
    "--level": "credible",
    "--reason": "This reason is made up.",
    "--judged-by": "Nobody",
}
RECOMMENDATION = {
    "--kind": "practice",
    "--action": "Consider making nothing of this one either.",
    "--label": "Make nothing of it either",
    "--addressed-to": "tester",
    "--setting": "A made-up setting",
    "--why": "This reason is made up.",
    "--basis": "derived",
    "--reasoning": "This reasoning is made up.",
    "--rationale": "This rationale is made up.",
    "--would-change": "This condition is made up.",
}


def test_a_quote_that_waits_is_sorted_to_a_finding(project: Path, tmp_path: Path) -> None:
    """Its number, words, speaker and fingerprint go with it; theme and section follow from it."""
    kb(project, "read", write_paper(tmp_path))
    assert "Quotes sorted to findings: 0 of 4" in kb(project, "todo").output
    begin(project, "finding", {**FINDING, "--quote": "q2"})
    text = (project / FOLDER / "findings" / "F003.yaml").read_text("utf-8")
    assert "themes:\n  - T003\n" in text
    assert "\nsection: counting-without-sheep\n" in text
    waiting = (project / FOLDER / "unsorted.yaml").read_text("utf-8")
    assert "Q002" not in waiting
    begin(project, "quote", {"--finding": "f3", "--from": "Q3", "--supports": "Made up as well."})
    assert "Quotes sorted to findings: 2 of 4" in kb(project, "todo").output
    examined = examine_with_drafts(read_files(project / "themes_data"))
    wrong = [one for one in examined.problems if not one.unwritten]
    assert wrong == []
    for quote in ("Q004", "Q005"):
        begin(project, "quote", {"--finding": "F003", "--from": quote, "--supports": "Made up."})
    assert not (project / FOLDER / "unsorted.yaml").exists()
    document, problems = parse("", (project / FOLDER / "findings" / "F003.yaml").read_bytes())
    assert not problems
    assert document is not None
    assert isinstance(document.value, dict)
    quotes = document.value["quotes"]
    assert isinstance(quotes, tuple)
    assert [one["id"] for one in quotes if isinstance(one, dict)] == [
        "Q002",
        "Q003",
        "Q004",
        "Q005",
    ]
    assert all("verified" in one for one in quotes if isinstance(one, dict))


def test_a_quote_cannot_wait_and_be_sorted(project: Path, tmp_path: Path) -> None:
    """Copied in place of moved, it would be there twice."""
    kb(project, "read", write_paper(tmp_path))
    waiting = project / FOLDER / "unsorted.yaml"
    before = waiting.read_bytes()
    begin(project, "finding", {**FINDING, "--quote": "Q002"})
    waiting.write_bytes(before)
    assert "the identifier 'Q002' is used twice" in kb(project, "check").output


def test_what_a_file_does_not_tell_is_asked_for(project: Path, tmp_path: Path) -> None:
    """Without a terminal it is named, and nothing is written."""
    file = tmp_path / "paper.txt"
    file.write_text(papers.BLOCKS_WITH_LINES, "utf-8")
    before = files(project)
    done = kb(project, "read", str(file))
    assert done.exit_code == 2
    assert "Missing: --title, --author, --year." in done.output
    assert files(project) == before


def test_an_export_of_the_paper_itself_answers_instead(project: Path, tmp_path: Path) -> None:
    """Of `kb read` as of `kb new study`; a file of several works does not."""
    file, export = tmp_path / "paper.txt", tmp_path / "paper.ris"
    file.write_text(papers.BLOCKS_WITH_LINES, "utf-8")
    work = "TY  - JOUR\nTI  - Made up\nAU  - Probe, P.\nAU  - Muster, M.\nPY  - 2021\nER  - \n"
    export.write_text(work, "utf-8")
    done = kb(project, "read", str(file), "--from", str(export))
    assert done.exit_code == 0, done.output
    assert "about two entries of the reference list" in done.output
    assert "Which section lies within which" in done.output
    assert "short_name: Probe & Muster (2021)" in (project / FOLDER / "study.yaml").read_text(
        "utf-8"
    )
    other = kb(project, "new", "study", "--from", str(export), "--theme", "Made up")
    assert "The study is there already: S002" in other.output
    export.write_text(work * 2, "utf-8")
    assert (
        "two works. Export the paper alone."
        in kb(project, "new", "study", "--from", str(export), "--theme", "Made up").output
    )


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"<article><body>", b"%PDF-1.4 nothing"])
def test_a_file_that_cannot_be_read_is_told(project: Path, tmp_path: Path, content: bytes) -> None:
    """In a sentence, and nothing is written."""
    file = tmp_path / "paper.bin"
    file.write_bytes(content)
    before = files(project)
    done = kb(project, "read", str(file))
    assert done.exit_code == 1
    assert "Nothing was written." in done.output
    assert files(project) == before
