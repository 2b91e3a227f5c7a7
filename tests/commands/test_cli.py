"""The commands answer a person: in words, with an exit status, never with a traceback."""

import json
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kb.cli import COMMANDS, main
from kb.project import Project
from kb.records.schemas import make_schemas
from tests.helpers.building import REPOSITORY
from tests.helpers.commands import kb, write_made_up
from tests.made_up.records import FINDING, GLOSSARY, IMPLICATION, MADE_UP, THEMES

HEAVY = ("bibtexparser", "jinja2", "markdown", "mkdocs", "pagefind", "PIL", "pypandoc", "bs4")
"""What commands need that write pages or read bibliographies, and a check does not."""


@pytest.fixture(autouse=True)
def _quiet_again() -> Iterator[None]:
    """Take away what a command does to the logging of the process it runs in."""
    logger = logging.getLogger("mkdocs")
    handlers, level = list(logger.handlers), logger.level
    yield
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write a project that holds nothing but the made-up data."""
    return write_made_up(tmp_path)


def spoil(root: Path, path: str, old: str, new: str) -> None:
    """Put a mistake into a data file."""
    file = root / "themes_data" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_sound_data_is_counted_and_the_status_is_0(project: Path) -> None:
    """Whoever runs the check sees what was checked."""
    result = kb(project, "check")
    assert result.exit_code == 0
    assert result.output == (
        "No problems in one study, two findings, one quote, two recommendations and two "
        "references.\n"
    )


def test_what_the_owner_has_not_said_is_told_and_does_not_fail(project: Path) -> None:
    """In the words of the build; from the environment it counts as said, and JSON is only data."""
    shutil.copy(REPOSITORY / "mkdocs.yml", project)
    result = kb(project, "check", "--strict")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == (
        "mkdocs.yml does not say yet: who its editors are; their interests; where to write to; "
        "when it is reviewed next."
    )
    assert json.loads(kb(project, "check", "--format", "json").output) == {"problems": []}
    (project / "mkdocs.yml").write_text(
        "markdown_extensions: [{made.up: !!python/name:made.up }]\n"
        "plugins: [kb: {editors: [Nobody, made up], interests: none, "
        "contact: !ENV [KB_MADE_UP, a@site.example]}]\n",
        encoding="utf-8",
    )
    assert kb(project, "check").output.endswith(
        "\nmkdocs.yml does not say yet: when it is reviewed next.\n"
    )
    for useless in (
        "",
        "plugins: kb",
        "plugins: [kb]",
        "plugins: [kb: 3]",
        "plugins: [[a]]",
        "{",
        "[]",
        "a: !ENV []",
    ):
        (project / "mkdocs.yml").write_text(useless, encoding="utf-8")
        assert kb(project, "check").exit_code == 0


def test_all_problems_are_printed_counted_and_the_status_is_1(project: Path) -> None:
    """In the order of files and lines, each with its advice below it."""
    spoil(project, THEMES, "part_of: T001", "part_of: T010")
    spoil(project, FINDING, "speaker: Testina", "speaker: Testino")
    spoil(project, GLOSSARY, "term: made-up", "term: 'made-up")
    result = kb(project, "check")
    assert result.exit_code == 1
    assert result.output == (
        "themes_data/glossary.yaml:3:9: the quotation mark that opens here is never closed\n"
        "    3 │   term: 'made-up term\n"
        "      │         ^\n"
        "    Close it, or put text that holds quotation marks in a block that begins with >-. "
        "What other files say of it is checked when it can be read.\n"
        "\n"
        "themes_data/studies/testa-2020/findings/F001.yaml:17:14: "
        "'Testino' is not among the participants of S001\n"
        "    17 │     speaker: Testino\n"
        "       │              ^\n"
        "    Did you mean 'Testina'? If 'Testino' is one more, add it to `participants` in "
        "themes_data/studies/testa-2020/study.yaml.\n"
        "\n"
        "themes_data/studies/testa-2020/themes.yaml:12:12: there is no theme 'T010'\n"
        "    12 │   part_of: T010\n"
        "       │            ^\n"
        "    Correct it here, or add it first: it belongs in "
        "themes_data/studies/testa-2020/themes.yaml.\n"
        "\n"
        "3 errors found in 3 files.\n"
    )


def test_warnings_are_told_and_fail_only_where_they_are_to(project: Path) -> None:
    """A recommendation that rests on an older version is for a person to reread."""
    spoil(project, IMPLICATION, "F001@2", "F001@1")
    result = kb(project, "check")
    assert result.exit_code == 0
    assert ": warning: I001 rests on version 1 of F001" in result.output
    assert result.output.endswith("\n1 warning found in 1 file.\n")
    assert kb(project, "check", "--strict").exit_code == 1
    assert kb(project, "check", "--format", "github").output.startswith("::warning file=")


def test_annotations_for_a_pull_request_name_the_file_the_line_and_the_column(
    project: Path,
) -> None:
    """One workflow command a problem, and nothing else."""
    spoil(project, FINDING, "speaker: Testina", "speaker: Testino")
    result = kb(project, "check", "--format", "github")
    assert result.exit_code == 1
    assert result.output == (
        "::error file=themes_data/studies/testa-2020/findings/F001.yaml,line=17,col=14,"
        "title=speakers-are-participants::"
        "'Testino' is not among the participants of S001%0ADid you mean 'Testina'? "
        "If 'Testino' is one more, add it to `participants` in "
        "themes_data/studies/testa-2020/study.yaml.\n"
    )


def test_tools_get_the_problems_as_json_and_an_empty_list_where_there_are_none(
    project: Path,
) -> None:
    """The same keys each time."""
    result = kb(project, "check", "--format", "json")
    assert (result.exit_code, json.loads(result.output)) == (0, {"problems": []})
    spoil(project, FINDING, "speaker: Testina", "speaker: Testino")
    result = kb(project, "check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.output)["problems"] == [
        {
            "severity": "error",
            "file": "themes_data/studies/testa-2020/findings/F001.yaml",
            "line": 17,
            "column": 14,
            "message": "'Testino' is not among the participants of S001",
            "advice": "Did you mean 'Testina'? If 'Testino' is one more, add it to "
            "`participants` in themes_data/studies/testa-2020/study.yaml.",
            "rule": "speakers-are-participants",
            "excusable": False,
        }
    ]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (FINDING, b""),
        (FINDING, b"\xff\xfe\x00"),
        (FINDING, b"[" * 10_000),
        (FINDING, b"- - - ?\n  : *x\n"),
        (IMPLICATION, MADE_UP[IMPLICATION].replace("@2", f"@{'9' * 5000}").encode()),
        ("notes.txt", b"no record"),
        ("references/M\u00fcller 2010.yml", b"id: x"),
    ],
)
def test_whatever_a_file_holds_there_is_no_traceback(
    project: Path, path: str, content: bytes
) -> None:
    """A mistake in the data is reported in words."""
    (project / "themes_data" / path).write_bytes(content)
    result = kb(project, "check")
    assert result.exit_code == 1
    assert f"themes_data/{path}:1" in result.output
    assert re.search(r"found in \d+ files?\.$", result.output.rstrip())


def test_a_file_that_cannot_be_read_is_told_like_any_other_mistake(project: Path) -> None:
    """Here, a link in the file system that leads nowhere."""
    (project / "themes_data" / "references" / "gone.yaml").symlink_to(project / "nothing")
    result = kb(project, "check")
    assert result.exit_code == 1
    assert result.output.startswith("themes_data/references/gone.yaml:1:1: it is a symbolic link")


def test_a_project_without_records_has_no_problems(tmp_path: Path) -> None:
    """Whoever begins gets no error."""
    (tmp_path / "themes_data").mkdir()
    result = kb(tmp_path, "check")
    assert result.exit_code == 0
    assert result.output.startswith("No problems in no studies, no findings,")


@pytest.mark.parametrize("command", ["check", "schemas", "build"])
def test_a_folder_that_is_no_project_is_told_with_what_to_do(tmp_path: Path, command: str) -> None:
    """Most often the command was run in the wrong folder."""
    result = kb(tmp_path, command)
    assert result.exit_code == 1
    assert "There is no folder themes_data/ in" in result.output
    assert "--root" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A slip in the path of --root."""
    result = kb(tmp_path / "nowhere", "check")
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_the_current_folder_is_the_project_if_none_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a maintainer runs it."""
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0


def test_schemas_are_written_and_only_those_that_changed_are_counted(project: Path) -> None:
    """Running it twice changes nothing."""
    assert kb(project, "schemas").output == "Ten schemas changed in schemas/.\n"
    there = {path.name: path.read_text("utf-8") for path in (project / "schemas").iterdir()}
    assert there == make_schemas()
    assert kb(project, "schemas").output == "No schemas changed in schemas/.\n"
    (project / "schemas" / "study.schema.json").write_text("{}", encoding="utf-8")
    assert kb(project, "schemas").output == "One schema changed in schemas/.\n"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_explains_itself_and_its_options(project: Path, name: str) -> None:
    """The first line of help is a whole sentence."""
    result = kb(project, name, "--help")
    assert result.exit_code == 0
    command = main.get_command(click.Context(main), name)
    assert command is not None
    first = (command.help or "").split("\n")[0]
    assert first.endswith(".")
    assert first.split(".")[0][:30] in result.output
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_the_command_lists_its_commands_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Help is there before anything else is."""
    monkeypatch.chdir(tmp_path)
    for flag in ("--help", "-h"):
        result = CliRunner().invoke(main, [flag])
        assert result.exit_code == 0
        assert all(f"\n  {name} " in result.output for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_list_of_commands_says_what_each_command_says_of_itself(name: str) -> None:
    """The list is made without loading the commands, and so has its own copy of each sentence."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").split("\n")[0] == COMMANDS[name].about


@pytest.mark.parametrize(("name", "spared"), [("check", HEAVY), ("--help", (*HEAVY, "pydantic"))])
def test_a_command_loads_only_what_it_needs(
    project: Path, name: str, spared: tuple[str, ...]
) -> None:
    """Loading what only builds and imports need would take longer than a check."""
    program = (
        "import sys\n"
        "from kb.cli import main\n"
        f"try:\n    main(['--root', {str(project)!r}, {name!r}])\n"
        "except SystemExit as end:\n    print(end.code)\n"
        f"print(sorted({{name.split('.')[0] for name in sys.modules}} & {set(spared)!r}))"
    )
    run = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, check=True, encoding="utf-8"
    )
    assert run.stdout.splitlines()[-2:] == ["0", "[]"]


def test_an_unknown_command_is_told_with_where_to_look(project: Path) -> None:
    """A slip of the keyboard."""
    result = kb(project, "chekc")
    assert result.exit_code == 2
    assert "No such command 'chekc'" in result.output
    assert "--help" in result.output


def test_a_build_of_broken_data_tells_the_problems_and_leaves_the_last_site(
    made_up_project: Project,
) -> None:
    """Readers keep what was there; the maintainer reads what to fix."""
    site = made_up_project.root / "site"
    site.mkdir()
    (site / "index.html").write_text("The last site.", encoding="utf-8")
    (made_up_project.data / "glossary.yaml").write_text("- id: [", encoding="utf-8")
    (made_up_project.data / "audiences.yaml").write_bytes(b"\xff")
    result = kb(made_up_project.root, "build")
    assert result.exit_code == 1
    assert "themes_data/audiences.yaml:1:1: the file is not UTF-8 text" in result.output
    assert "themes_data/glossary.yaml:1:" in result.output
    assert "    1 │ - id: [\n      │ " in result.output
    assert "2 errors found in 2 files." in result.output
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text("utf-8") == "The last site."
    assert not made_up_project.pages.exists()
