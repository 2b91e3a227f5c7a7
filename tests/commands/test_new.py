"""`kb new` begins records that pass the check, up to a whole second study."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.read import read
from kb.records import Audience, Finding, Implication, Reference, Situation, Study, Term, Theme
from tests.helpers.commands import kb, write_made_up
from tests.helpers.history import commit, isolate_git
from tests.made_up.records import FINDING, MADE_UP, REFERENCE, SITUATIONS, STUDY, THEMES

FINDING_OPTIONS = {
    "--theme": "T002",
    "--statement": "This third finding is made up: nobody found it.",
    "--label": "A third made-up finding",
    "--section": "results-one",
    "--reported-for": "Testina",
    "--reported": "This third report is made up.",
    "--level": "credible",
    "--reason": "This reason is made up.",
    "--judged-by": "Nobody",
}
QUOTE_OPTIONS = {
    "--finding": "F003",
    "--text": "“Nobody” – said: these words, ever # at all.",
    "--speaker": "Testina",
    "--lines": "3–4",
    "--form": "block",
    "--section": "results-one",
    "--supports": "This support is made up.",
}
RECOMMENDATION_OPTIONS = {
    "--kind": "practice",
    "--action": "Consider making nothing of this one either.",
    "--label": "Make nothing of it either",
    "--addressed-to": "tester",
    "--setting": "A made-up setting",
    "--rests-on": "F003",
    "--why": "This reason is made up.",
    "--basis": "derived",
    "--reasoning": "This reasoning is made up.",
    "--rationale": "This rationale is made up.",
    "--would-change": "This condition is made up.",
}
STUDY_OPTIONS = {
    "--short-name": "Probe & Muster (2021)",
    "--title": "A second study that was never made",
    "--author": "Probe, P.",
    "--year": "2021",
    "--type": "article-journal",
    "--container": "Journal of Made-Up Examples",
    "--theme": "Another made-up theme",
}
THEME_OPTIONS = {
    "--study": "S001",
    "--title": "A made-up part: the second",
    "--part-of": "T001",
    "--meaning": "This meaning is made up.",
    "--section": "results",
}
REFERENCE_OPTIONS = {
    "--kind": "book",
    "--type": "book",
    "--author": "Le Probe, P.",
    "--year": "2020",
    "--title": "A third book that was never written: This is made up",
    "--publisher": "Nobody",
    "--doi": "10.1000/made-up",
}
VALUES = {
    "key": "results",
    "heading": "Results",
    "section": "results",
    "pseudonym": "Probina",
    "size": "1",
    "address": "https://example.org/made-up-licence",
}
"""What a person would write into the fields of a study; any other text is made up."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up knowledge base as files."""
    return write_made_up(tmp_path)


def begin(project: Path, kind: str, options: dict[str, str]) -> str:
    """Run the command with options, and return what it says."""
    arguments = [text for option in options.items() for text in option]
    done = kb(project, "new", kind, *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def files(project: Path) -> dict[Path, bytes]:
    """Return the content of every file."""
    return {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}


def fill(project: Path) -> None:
    """Write a value where the check says that there is none, as a person would."""
    problems = json.loads(kb(project, "check", "--format", "json").output)["problems"]
    for problem in problems:
        file = project / problem["file"]
        lines = file.read_text(encoding="utf-8").split("\n")
        line = lines[problem["line"] - 1]
        assert line.endswith(":"), problem
        name = line.strip(" -:")
        lines[problem["line"] - 1] = f"{line} {VALUES.get(name, 'This is made up.')}"
        file.write_text("\n".join(lines), encoding="utf-8")


def test_what_is_given_completely_passes_the_check(project: Path) -> None:
    """A finding, its quote, a recommendation that rests on it and a term, each in one command."""
    assert "F003 is in themes_data/studies/testa-2020/findings/F003.yaml" in begin(
        project, "finding", FINDING_OPTIONS
    )
    said = begin(project, "quote", QUOTE_OPTIONS)
    assert "Still to do" not in said
    assert "Next: compare Q002 with the print" in said
    assert "I003" in begin(project, "implication", RECOMMENDATION_OPTIONS)
    term = {"--term": "Nothing", "--definition": "Made up.", "--synonym": "nought"}
    assert "nothing is in" in begin(
        project, "term", {**term, "--study": "S001", "--section": "results"}
    )
    data = read(project / "themes_data")
    assert data.get("nothing", Term).synonyms == ("nought",)
    assert data.get("F003", Finding).quotes[0].text == QUOTE_OPTIONS["--text"]
    assert data.get("F003", Finding).statement == FINDING_OPTIONS["--statement"]
    assert data.get("I003", Implication).rests_on[0].finding == "F003@1"


def test_a_recommendation_that_the_authors_state_names_where(project: Path) -> None:
    """Its basis has the study, the section and what they say."""
    stated = {"--basis": "stated", "--study": "S001", "--section": "results", "--text": "Made up."}
    begin(project, "implication", {**RECOMMENDATION_OPTIONS, **stated, "--rests-on": "F001"})
    assert read(project / "themes_data").get("I003", Implication).basis.kind == "stated"


def test_what_is_missing_is_named_with_its_line(project: Path) -> None:
    """The last words are what the check says of the new file, and what to do next."""
    short = {k: v for k, v in FINDING_OPTIONS.items() if k not in ("--level", "--reason")}
    said = begin(project, "finding", short)
    assert "findings/F003.yaml:" in said
    assert "level is still to write" in said
    assert "kb new quote --finding F003" in said
    assert said.endswith("Then run `make check`.\n")


def test_without_a_terminal_nothing_is_asked(project: Path) -> None:
    """All that is missing is named at once, and nothing is written."""
    before = files(project)
    done = kb(project, "new", "quote", "--finding", "F001", "--speaker", "Testina")
    assert done.exit_code == 2
    assert "--text, --form, --section, --supports" in done.output
    assert files(project) == before


def test_on_a_terminal_what_is_needed_is_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each question is the field's own description; what was given is not asked again."""
    monkeypatch.setattr("kb.commands.asking.on_terminal", lambda: True)
    answers = "Words that nobody said.\nTestina\nneither\ninline\nresults-one\nMade up.\n"
    done = CliRunner().invoke(
        main, ["--root", str(project), "new", "quote", "--finding", "F001"], input=answers
    )
    assert done.exit_code == 0, done.output
    assert "The words exactly as printed" in done.output
    assert "F and a number" not in done.output
    assert read(project / "themes_data").get("F001", Finding).quotes[1].form == "inline"


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("finding", {**FINDING_OPTIONS, "--theme": "T404"}, "no theme 'T404'"),
        ("quote", {**QUOTE_OPTIONS, "--finding": "F404"}, "no finding 'F404'"),
        ("study", {**STUDY_OPTIONS, "--year": "soon"}, "four figures"),
        ("study", {**STUDY_OPTIONS, "--author": "Testa, T.", "--year": "2020"}, "already"),
    ],
)
def test_what_cannot_be_begun_leaves_no_trace(
    project: Path, kind: str, options: dict[str, str], message: str
) -> None:
    """The message says why."""
    before = files(project)
    done = kb(project, "new", kind, *[text for option in options.items() for text in option])
    assert done.exit_code == 1
    assert message in done.output
    assert "Nothing was written." in done.output
    assert files(project) == before


def test_quotation_marks_that_were_copied_along_are_taken_off(project: Path) -> None:
    """Pages put their own around every quote."""
    begin(project, "finding", FINDING_OPTIONS)
    begin(project, "quote", {**QUOTE_OPTIONS, "--text": "“Made-up words.”"})
    (quote,) = read(project / "themes_data").get("F003", Finding).quotes
    assert quote.text == "Made-up words."


def test_the_identifier_of_a_quote_that_was_deleted_is_not_given_again(project: Path) -> None:
    """The project's history in git still has it."""
    file = project / "themes_data" / FINDING
    git = ["git", "-C", str(project), "-c", "user.name=Nobody", "-c", "user.email=nobody@localhost"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for identifier in ("Q030", "Q001"):
        text = MADE_UP[FINDING].replace("Q001", identifier)
        file.write_text(text, encoding="utf-8")
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", "Made up"], check=True)
    assert "Q031" in begin(project, "quote", {**QUOTE_OPTIONS, "--finding": "F001"})


def test_a_further_theme_comes_last_among_those_of_its_study(project: Path) -> None:
    """It passes the check, and nothing else in the file changes."""
    said = begin(project, "theme", THEME_OPTIONS)
    assert "T003 is in themes_data/studies/testa-2020/themes.yaml." in said
    assert "Still to do" not in said
    assert "move T003 to its place" in said
    text = (project / "themes_data" / THEMES).read_text("utf-8")
    assert text.startswith(MADE_UP[THEMES].rstrip())
    theme = read(project / "themes_data").get("T003", Theme)
    assert (theme.title, theme.part_of) == ("A made-up part: the second", "T001")


def test_a_theme_needs_a_study(project: Path) -> None:
    """Those that there are are named."""
    arguments = [text for option in {**THEME_OPTIONS, "--study": "S009"}.items() for text in option]
    done = kb(project, "new", "theme", *arguments)
    assert done.exit_code == 1
    assert "There is no study 'S009'. There are:\n    S001 Testa & Beispiel" in done.output


def test_a_further_audience_comes_last_and_passes_the_check(project: Path) -> None:
    """Named after what it is called, so that a recommendation can be addressed to it."""
    options = {
        "--name": "Made-up bystanders",
        "--description": "Whoever stands by and was made up.",
        "--can-change": "What is in no hands at all.",
    }
    begin(project, "audience", options)
    assert read(project / "themes_data").get("made-up-bystanders", Audience).name == (
        "Made-up bystanders"
    )


def test_a_further_situation_leads_to_the_findings_that_are_named(project: Path) -> None:
    """With what each shows of it; a finding that is not there is refused, and nothing written."""
    options = {
        "--heading": "I meet what was made up",
        "--group": "service",
        "--finding": "F001",
        "--note": "It is made up as well.",
        "--search-word": "made-up words",
    }
    before = (project / "themes_data" / SITUATIONS).read_text("utf-8")
    arguments = [text for option in {**options, "--finding": "F099"}.items() for text in option]
    assert kb(project, "new", "situation", *arguments).exit_code == 1
    assert (project / "themes_data" / SITUATIONS).read_text("utf-8") == before
    begin(project, "situation", options)
    kb_ = read(project / "themes_data")
    situation = next(one for one in kb_.all(Situation) if one.heading == options["--heading"])
    assert [finding.id for finding, _ in kb_.recognised_in(situation)] == ["F001"]


def test_a_reference_is_named_after_author_and_year(project: Path) -> None:
    """Its file names the schema and explains each field; only being cited is still to do."""
    said = begin(project, "reference", REFERENCE_OPTIONS)
    assert "le-probe-2020 is in themes_data/references/le-probe-2020.yaml." in said
    assert "nothing cites 'le-probe-2020'" in said
    assert "1 error found in 1 file." in said
    assert "`kb import`" in said
    file = project / "themes_data" / REFERENCE.replace("beispiel-2010", "le-probe-2020")
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/reference.schema.json\n")
    assert "\n  # The publisher.\n  publisher: Nobody\n" in text
    known = (project / "themes_data" / FINDING).read_text("utf-8")
    cited = known.replace("reference: beispiel-2010", "reference: le-probe-2020")
    (project / "themes_data" / FINDING).write_text(cited, "utf-8")
    reference = read(project / "themes_data").get("le-probe-2020", Reference)
    assert reference.csl.author[0].family == "Le Probe"
    assert reference.csl.DOI == "10.1000/made-up"


def test_a_work_without_an_author_is_named_after_its_editor(project: Path) -> None:
    """Nobody is asked for an author then."""
    options = {name: text for name, text in REFERENCE_OPTIONS.items() if name != "--author"}
    said = begin(project, "reference", {**options, "--editor": "Muster, M."})
    assert "muster-2020 is in themes_data/references/muster-2020.yaml." in said
    text = (project / "themes_data" / "references" / "muster-2020.yaml").read_text("utf-8")
    assert "\n  author:" not in text
    done = kb(project, "new", "reference", *(text for one in options.items() for text in one))
    assert "Missing: --author." in done.output


def test_two_references_of_one_author_and_year_differ_by_a_letter(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An identifier of the past, which git knows, is not given again."""
    isolate_git(monkeypatch)
    begin(project, "reference", REFERENCE_OPTIONS)
    commit(project)
    (project / "themes_data" / "references" / "le-probe-2020.yaml").unlink()
    other = {**REFERENCE_OPTIONS, "--title": "Another", "--doi": "10.1000/another"}
    assert "le-probe-2020a is in" in begin(project, "reference", other)
    undated = {**other, "--year": "nd", "--title": "A third", "--doi": "10.1000/third"}
    assert "le-probe-nd is in" in begin(project, "reference", undated)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--year": "soon"}, "four figures"),
        ({"--doi": "made up"}, "A DOI begins with 10. and has a slash"),
        (
            {
                "--author": "Beispiel, B.",
                "--year": "2010",
                "--title": "A book that was never written: This title is made up",
            },
            "The work is there already: beispiel-2010 (same",
        ),
    ],
)
def test_a_reference_that_cannot_be_begun_leaves_no_trace(
    project: Path, changed: dict[str, str], told: str
) -> None:
    """The message says why."""
    before = files(project)
    options = {**REFERENCE_OPTIONS, **changed}
    done = kb(project, "new", "reference", *(text for one in options.items() for text in one))
    assert done.exit_code == 1
    assert told in done.output
    assert files(project) == before


def test_a_second_study_is_added_from_start_to_end(project: Path) -> None:
    """From its folder to a finding, two quotes and a recommendation, and the check is content."""
    said = begin(project, "study", STUDY_OPTIONS)
    assert "S002 is in themes_data/studies/probe-2021/study.yaml and" in said
    assert "45 fields are still to write there: `kb todo` lists them." in said
    check = kb(project, "check")
    assert check.exit_code == 0
    assert check.output.startswith("No problems in one study, two findings")
    assert "One study is a draft and is not on the site: probe-2021." in check.output
    fill(project)
    fill(project)
    assert "Nothing is left to write." in kb(project, "todo", "S002").output
    study = project / "themes_data" / "studies" / "probe-2021" / "study.yaml"
    study.write_text(study.read_text("utf-8").replace("\nstate: draft\n", "\n"), "utf-8")
    finding = {"--theme": "T003", "--section": "results", "--reported-for": "Probina"}
    begin(project, "finding", {**FINDING_OPTIONS, **finding})
    quote = {"--section": "results", "--speaker": "Probina"}
    begin(project, "quote", {**QUOTE_OPTIONS, **quote})
    begin(project, "quote", {**QUOTE_OPTIONS, **quote, "--text": "Nor these."})
    begin(project, "implication", RECOMMENDATION_OPTIONS)
    done = kb(project, "check")
    assert done.output.startswith("No problems in two studies, three findings, three quotes, ")
    data = read(project / "themes_data")
    assert data.get("S002", Study).publication.author[0].family == "Probe"
    assert [quote.id for quote in data.get("F003", Finding).quotes] == ["Q002", "Q003"]
    assert (
        (project / "themes_data" / FINDING)
        .parent.parent.parent.joinpath("probe-2021", "findings", "F003.yaml")
        .is_file()
    )


@pytest.mark.parametrize("typed", ["F001", "f001", "F1", "f1", "FO01", "F0O1"])
def test_an_identifier_is_understood_as_people_type_it(tmp_path: Path, typed: str) -> None:
    """In small letters, without its zeros, or with a letter that looks like a figure."""
    project = write_made_up(tmp_path)
    options = {**QUOTE_OPTIONS, "--finding": typed}
    done = kb(project, "new", "quote", *(word for pair in options.items() for word in pair))
    assert done.exit_code == 0, done.output
    assert "Q002 is in themes_data/studies/testa-2020/findings/F001.yaml." in done.output


def test_a_record_that_has_mistakes_is_told_apart_from_one_that_is_not_there(
    tmp_path: Path,
) -> None:
    """Whoever reads that it has mistakes does not begin it again."""
    project = write_made_up(tmp_path)
    study = project / "themes_data" / STUDY
    options = [word for pair in THEME_OPTIONS.items() for word in pair]
    wrong = [word.replace("S001", "S009") for word in options]
    assert (
        "There is no study 'S009'. There are:\n    S001"
        in kb(project, "new", "theme", *wrong).output
    )
    whole = study.read_bytes()
    study.write_bytes(whole.replace(b"short_name: ", b"short_name: ["))
    done = kb(project, "new", "theme", *options)
    assert "The study S001 has mistakes. Run `kb check`, and mend it first." in done.output
