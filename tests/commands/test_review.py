"""A recommendation is read again where what it rests on has changed; everything here is made up."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.history.suspect_text import RULE
from kb.read import examine, read_files
from kb.records import Implication
from tests.helpers.commands import kb, write_made_up
from tests.helpers.history import commit, isolate_git, write
from tests.made_up.records import FINDING, IMPLICATION, MADE_UP, OTHER_FINDING, STATED_IMPLICATION

DATA = "themes_data"
MOVED = MADE_UP[OTHER_FINDING].replace(
    "statement: This second finding is made up as well.",
    "statement: This second finding was narrowed, which is made up too.",
)
MOVED = MOVED.replace(
    "First published.}\nlabel",
    "First published.}\n  - {date: 2026-02-01, change: Narrowed it.}\n"
    "  - {date: 2026-02-02, change: Spelling., kind: editorial}\nlabel",
)


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up data with a history in which F002 became version 2, its file with it."""
    root = tmp_path / "project"
    write_made_up(root)
    commit(root)
    write(root, {f"{DATA}/{OTHER_FINDING}": MOVED})
    commit(root)
    return root


def answered(root: Path, answer: str, *arguments: str) -> Result:
    """Run the review and answer its question."""
    runner = CliRunner()
    return runner.invoke(main, ["--root", str(root), "review", *arguments], input=answer)


def held(root: Path, path: str) -> str:
    """Return what a data file holds."""
    return (root / DATA / path).read_text("utf-8")


def test_what_is_to_be_read_again_is_listed(project: Path) -> None:
    """Each recommendation with the findings that moved on; the others are left out."""
    result = kb(project, "review")
    assert result.exit_code == 0
    assert result.output.startswith(
        "I002 Study nothing\n    F002 was read at version 1 and is at version 2\n"
    )
    assert "I001" not in result.output
    assert kb(project, "review", "I001").output == (
        "I001 rests on the newest version of each of its findings.\n"
    )


def test_what_is_excused_is_listed_with_its_reason(project: Path) -> None:
    """The check says nothing of it, but whoever asks should know."""
    excused = f"exceptions:\n  - {{rule: {RULE}, reason: This reason is made up.}}\n"
    write(project, {f"{DATA}/{STATED_IMPLICATION}": MADE_UP[STATED_IMPLICATION] + excused})
    assert kb(project, "check").output.startswith("No problems")
    assert "It is excused from being read again: This reason" in kb(project, "review").output


def test_both_wordings_are_shown_with_what_was_concluded_before_anything_is_asked(
    project: Path,
) -> None:
    """The old one comes from git; what did not change is left out."""
    result = answered(project, "n\n", "i002")
    assert result.exit_code == 0
    assert result.output == (
        "F002 was read at version 1 and is at version 2.\n"
        "\n"
        "What changed since, as its history says:\n"
        "  1 February 2026: Narrowed it.\n"
        "  2 February 2026, meaning unchanged: Spelling.\n"
        "\n"
        "Statement\n"
        "  was: This second finding is made up [-as well-].\n"
        "  now: This second finding{+ was narrowed, which+} is made up {+too+}.\n"
        "\n"
        "Why I002 rests on it:\n"
        "  This reason is made up.\n"
        "\n"
        "What I002 recommends:\n"
        "  Consider studying nothing, because this is made up.\n"
        "\n"
        "Does I002 still hold? [y/N]: n\n"
        "Nothing was changed. Change I002, with an entry in its history, and raise the versions "
        "then; or withdraw it.\n"
    )
    assert held(project, STATED_IMPLICATION) == MADE_UP[STATED_IMPLICATION]


@pytest.mark.parametrize(("answer", "arguments"), [("y\n", ["I002"]), ("", ["I002", "--yes"])])
def test_what_still_holds_is_raised_and_the_history_says_so(
    project: Path, answer: str, arguments: list[str]
) -> None:
    """Nothing else in the file changes, and the check has nothing left to warn of."""
    assert "warning: I002 rests on version 1 of F002" in kb(project, "check").output
    result = answered(project, answer, *arguments)
    assert result.exit_code == 0, result.output
    assert "I002 now rests on F002@2" in result.output
    after = held(project, STATED_IMPLICATION)
    before = MADE_UP[STATED_IMPLICATION].replace("F002@1", "F002@2")
    (added,) = [line for line in after.splitlines() if line not in before.splitlines()]
    assert added.startswith("  - {date: ")
    assert added.endswith("change: Read again after F002 changed (version 2)., kind: editorial}")
    assert after.replace(f"{added}\n", "") == before
    assert kb(project, "check").output.startswith("No problems")
    item = examine(read_files(project / DATA)).kb.get("I002", Implication)
    assert item.version == 1
    assert "every recommendation" in kb(project, "review").output.lower()


def test_nobody_to_answer_changes_nothing(project: Path) -> None:
    """As where the command runs without a terminal."""
    result = answered(project, "", "I002")
    assert result.exit_code == 1
    assert result.output.endswith("Nobody answered. Nothing was changed.\n")
    assert held(project, STATED_IMPLICATION) == MADE_UP[STATED_IMPLICATION]


def test_the_old_wording_is_found_where_the_file_lay_and_in_its_last_form(project: Path) -> None:
    """Of several states of one version, the newest; quotes are told apart by their identifiers."""
    text = MADE_UP[FINDING].replace("These words are", "These words were")
    write(project, {f"{DATA}/{FINDING}": text})
    commit(project)
    studies = project / DATA / "studies"
    (studies / "testa-2020").rename(studies / "moved-2020")
    commit(project)
    third = text.replace("These words were", "These words will be").replace(
        "made-up meaning.}", "made-up meaning.}\n  - {date: 2026-03-01, change: Again.}"
    )
    write(project, {f"{DATA}/{FINDING.replace('testa-2020', 'moved-2020')}": third})
    result = answered(project, "n\n", "I001")
    assert (
        "Quote Q001: Text\n"
        "  was: These words [-were-] made up, and nobody ever said them.\n"
        "  now: These words {+will be+} made up, and nobody ever said them.\n"
    ) in result.output


def test_without_git_the_histories_are_shown_and_the_answer_counts(tmp_path: Path) -> None:
    """It is said that the old wording is missing, and why."""
    write_made_up(tmp_path)
    write(tmp_path, {f"{DATA}/{OTHER_FINDING}": MOVED})
    result = answered(tmp_path, "y\n", "I002")
    assert result.exit_code == 0
    assert "The wording of version 1 of F002 cannot be shown: " in result.output
    assert "is not in a git repository" in " ".join(result.output.split())
    assert "1 February 2026: Narrowed it." in result.output
    assert "F002@2" in held(tmp_path, STATED_IMPLICATION)


def test_a_version_that_was_never_committed_is_said_to_be_missing(tmp_path: Path) -> None:
    """As in a copy that has only the latest part of the history."""
    write_made_up(tmp_path)
    write(tmp_path, {f"{DATA}/{OTHER_FINDING}": MOVED})
    commit(tmp_path)
    result = answered(tmp_path, "n\n", "I002")
    assert "The wording of version 1 of F002 is not in git’s history here." in result.output
    assert "was narrowed, which is made up too." in result.output


def test_a_newer_version_is_no_answer_to_a_withdrawn_finding(project: Path) -> None:
    """Nothing is asked or raised; what to do instead is said, and the successor named."""
    gone = (
        MOVED.replace("Spelling., kind: editorial}", "Withdrawn.}")
        + "withdrawn: {on: 2026-02-02, reason: This was made up., replaced_by: F001}\n"
    )
    write(project, {f"{DATA}/{OTHER_FINDING}": gone})
    assert "F002 was withdrawn on 2 February 2026" in kb(project, "review").output
    result = kb(project, "review", "I002", "--yes")
    assert result.exit_code == 0
    told = " ".join(result.output.split())
    assert "Raising the version of F002 is no answer: it no longer holds." in told
    assert "rest it on F001@2, which replaces it" in told
    assert "This was made up." in told
    assert held(project, STATED_IMPLICATION) == MADE_UP[STATED_IMPLICATION]


@pytest.mark.parametrize("name", ["I999", "F001", "nonsense"])
def test_what_is_no_recommendation_is_told(project: Path, name: str) -> None:
    """With where to look."""
    result = kb(project, "review", name)
    assert result.exit_code == 1
    assert result.output.startswith(f"There is no recommendation {name}.")


def test_data_that_is_not_in_order_is_mended_first(project: Path) -> None:
    """The problem is reported at its place."""
    write(project, {f"{DATA}/{IMPLICATION}": "id: I001\n"})
    result = kb(project, "review")
    assert result.exit_code == 1
    assert "I001.yaml:1:1" in result.output
    assert "Mend that first" in result.output


def test_a_file_that_no_program_can_change_stays_and_the_change_is_told(project: Path) -> None:
    """Somebody may write a pin in a block of its own."""
    text = MADE_UP[STATED_IMPLICATION].replace("finding: F002@1", "finding: >-\n      F002@1")
    write(project, {f"{DATA}/{STATED_IMPLICATION}": text})
    result = kb(project, "review", "I002", "--yes")
    assert result.exit_code == 1
    assert "write `F002@2` there" in result.output
    assert held(project, STATED_IMPLICATION) == text
