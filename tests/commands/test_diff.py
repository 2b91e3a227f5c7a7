"""`kb diff` compares what is on disk with what git has, and says what is to be fixed."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.helpers.building import MADE_UP as FIXTURE
from tests.helpers.building import copy_project
from tests.helpers.commands import kb, write_made_up
from tests.helpers.history import commit, git, isolate_git
from tests.made_up.records import FINDING, GLOSSARY, REFERENCE, SITUATIONS, STUDY


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Commit a project that holds nothing but the made-up data."""
    commit(write_made_up(tmp_path))
    return tmp_path


def change(root: Path, path: str, old: str, new: str) -> None:
    """Change a data file."""
    file = root / "themes_data" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def diff(root: Path, *arguments: str) -> Result:
    """Run the command."""
    return kb(root, "diff", *arguments)


def test_without_a_change_there_is_nothing_to_say(root: Path) -> None:
    """In one sentence, with what was compared."""
    result = diff(root)
    assert result.exit_code == 0
    name = git(root, "rev-parse", "--short", "HEAD")
    assert result.output.startswith(f"Nothing changed since main ({name}).\n")


def test_what_is_not_committed_counts(root: Path) -> None:
    """A maintainer asks before committing."""
    change(root, FINDING, "statement: This finding", "statement: This one finding")
    result = diff(root)
    assert result.exit_code == 1
    assert "Statement: This{+ one+} finding is made up." in result.output
    assert "1 error found in 1 file." in result.output
    assert "::error file=themes_data/" in diff(root, "--format", "github").output
    assert "This<ins> one</ins> finding" in diff(root, "--format", "markdown").output


def test_tools_get_what_people_are_told(root: Path) -> None:
    """Word for word, with the problems as the check has them; and nothing else is printed."""
    assert json.loads(diff(root, "--format", "json").output)["sections"] == []
    change(root, FINDING, "statement: This finding", "statement: This one finding")
    result = diff(root, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert told["summary"][0] == "One finding changed: F001."
    (section,) = [one for one in told["sections"] if one["heading"] == "Changed"]
    (entry,) = section["entries"]
    assert entry["title"].startswith("Finding F001: ")
    line = entry["lines"][0]
    assert line["label"] == "Statement"
    assert {"kind": "added", "text": " one"} in line["pieces"]
    (problem,) = told["problems"]
    assert problem["file"] == f"themes_data/{FINDING}"
    assert problem.keys() == {
        *("severity", "file", "line", "column", "message", "advice", "rule", "excusable"),
    }
    (root / "themes_data" / FINDING).unlink()
    (root / "themes_data" / FINDING).symlink_to("elsewhere")
    assert json.loads(diff(root, "--format", "json").output)["problems"]


def test_what_others_changed_meanwhile_is_not_told(root: Path) -> None:
    """What counts is where the work left the main branch."""
    git(root, "checkout", "--quiet", "-b", "work")
    change(root, GLOSSARY, "term: made-up term", "term: made up term")
    commit(root)
    git(root, "checkout", "--quiet", "main")
    change(root, FINDING, "statement: This finding", "statement: This one finding")
    commit(root)
    git(root, "checkout", "--quiet", "work")
    for arguments in ((), ("main",)):
        output = diff(root, *arguments).output
        assert "made-up-term" in output
        assert "F001" not in output


def test_an_identifier_of_the_past_is_not_used_again(root: Path) -> None:
    """Even if the record is long gone."""
    file = root / "themes_data" / SITUATIONS
    text = file.read_text("utf-8")
    entry = text[text.index("- id:") :].replace("made-up-situation", "old-situation")
    file.write_text(text + entry, encoding="utf-8")
    commit(root)
    file.write_text(text, encoding="utf-8")
    commit(root)
    file.write_text(text + entry, encoding="utf-8")
    result = diff(root)
    assert result.exit_code == 1
    assert "'old-situation' was the identifier of a record before" in result.output


def test_all_is_new_where_there_was_no_data(tmp_path: Path) -> None:
    """The first publication needs nothing."""
    (tmp_path / "README.md").write_text("Made up.\n", encoding="utf-8")
    commit(tmp_path)
    write_made_up(tmp_path)
    result = diff(tmp_path)
    assert result.exit_code == 0
    assert "two findings" in result.output
    assert " added." in result.output


def test_data_with_mistakes_is_compared_as_far_as_it_goes(root: Path) -> None:
    """The check says what is wrong with it."""
    change(root, REFERENCE, "kind: book", "kind: bok")
    change(root, FINDING, "statement: This finding", "statement: This one finding")
    result = diff(root)
    assert "run kb check first" in result.output
    assert "F001" in result.output
    (root / "themes_data" / FINDING).write_bytes(b"\xff")
    assert "NOT COMPARED" in diff(root).output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere"], "There is no revision “nowhere” here."), (["--format", "html"], "'html'")],
)
def test_what_cannot_be_compared_is_said(root: Path, arguments: list[str], said: str) -> None:
    """Never by a traceback."""
    result = diff(root, *arguments)
    assert result.exit_code != 0
    assert said in result.output


def test_without_a_history_nothing_can_be_compared(tmp_path: Path) -> None:
    """A copy of the files alone has none."""
    result = diff(write_made_up(tmp_path))
    assert result.exit_code == 1
    assert "is not in a git repository" in result.output


def test_a_repository_without_a_main_branch_asks_for_one(root: Path) -> None:
    """Somebody may call it otherwise."""
    git(root, "branch", "--move", "trunk")
    assert "There is no main branch here." in diff(root).output
    assert diff(root, "trunk").exit_code == 0


def test_pages_and_addresses_are_told(tmp_path: Path) -> None:
    """Pages that change, that are new, and those that readers would miss."""
    project = copy_project(FIXTURE, tmp_path / "made-up")
    (project.root / ".gitignore").write_text("build/\nscripts\nvendor\n", encoding="utf-8")
    (project.docs / "page.md").write_text("# A made-up page\n", encoding="utf-8")
    commit(project.root)
    assert diff(project.root).output.startswith("Nothing changed")
    (project.docs / "page.md").rename(project.docs / "other.md")
    result = diff(project.root)
    assert result.exit_code == 1
    assert "- Pages: 1 new, 1 gone." in result.output
    assert "ADDRESSES THAT WOULD BREAK\n  page/" in result.output
    assert "docs/page.md:1:1: the page 'page/' was published, and is gone" in result.output
    moved = "---\ntitle: Made up\nformerly: [page/]\n---\n# A made-up page\n"
    (project.docs / "other.md").write_text(moved, encoding="utf-8")
    assert diff(project.root).exit_code == 0


def test_files_that_were_published_stay(tmp_path: Path) -> None:
    """Of people, and those beside a record that was renamed."""
    project = copy_project(FIXTURE, tmp_path / "made-up")
    (project.root / ".gitignore").write_text("build\nscripts\nvendor\n", encoding="utf-8")
    commit(project.root)
    (project.docs / "assets" / "icon.svg").unlink()
    result = diff(project.root)
    assert result.exit_code == 1
    assert "the file 'assets/icon.svg' was published, and is gone" in result.output


def test_an_earlier_name_that_is_dropped_is_told(tmp_path: Path) -> None:
    """Links to it would break, though nothing that the record says is different."""
    project = copy_project(FIXTURE, tmp_path / "made-up")
    commit(project.root)
    change(project.root, GLOSSARY, "  formerly: [former-term]\n", "")
    result = diff(project.root)
    assert result.exit_code == 1
    assert "'former-term' was an earlier name of third-term" in result.output


def test_a_place_that_people_wrote_on_a_page_stays(tmp_path: Path) -> None:
    """Under its old name, if its heading has other words."""
    project = copy_project(FIXTURE, tmp_path / "made-up")
    page = project.docs / "page.md"
    page.write_text("# A made-up page\n\n## How we chose\n\nMade up.\n", encoding="utf-8")
    commit(project.root)
    page.write_text("# A made-up page\n\n## How it was chosen\n\nMade up.\n", encoding="utf-8")
    result = diff(project.root)
    assert result.exit_code == 1
    assert (
        "docs/page.md:1:1: there was a place '#how-we-chose' on this page that links can lead to"
        in result.output
    )
    assert "## Your heading { #how-we-chose }" in result.output
    kept = "# A made-up page\n\n## How it was chosen { #how-we-chose }\n\nMade up.\n"
    page.write_text(kept, encoding="utf-8")
    assert diff(project.root).exit_code == 0


def test_a_section_keeps_its_key_under_another_heading(root: Path) -> None:
    """Links lead to the key."""
    change(root, STUDY, "{key: methods,", "{key: method,")
    result = diff(root)
    assert "the section 'methods' of S001 was published, and is gone" in result.output
    git(root, "checkout", "--", ".")
    change(root, STUDY, "{key: methods, heading: Methods}", "{key: methods, heading: Method}")
    assert "is gone" not in diff(root).output
