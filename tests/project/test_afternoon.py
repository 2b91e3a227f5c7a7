"""A second study is entered whole by the guide's own commands; paper and people are made up."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.read import read
from kb.records import Quote, Reference, Study
from tests.commands.test_new import VALUES, fill
from tests.commands.test_table import fill as fill_cells
from tests.helpers.building import REPOSITORY
from tests.helpers.commands import kb, write_made_up
from tests.made_up import papers

GUIDE = REPOSITORY / "docs" / "contribute" / "index.md"
QUOTES, WORKS, FINDINGS = 60, 40, 12
FINDING = {
    "reported_for": "Nobody",
    "reported": "This report is made up.",
    "level": "credible",
    "reason": "This reason is made up.",
    "judged_by": "Nobody",
}
SUPPORT = "This support is made up."
NOTE = {"relation": "cites-for-information", "note": "This reason is made up."}


def list_commands() -> list[str]:
    """Return the commands of the guide's steps for a study, in their order."""
    text = GUIDE.read_text(encoding="utf-8")
    section = text[text.index("## Add a study") : text.index("## Bring in references")]
    blocks = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def make_findings() -> dict[int, dict[str, str]]:
    """Return what is typed into the table of findings."""
    return {
        number + 2: {
            **FINDING,
            "theme": ("T003", "T004")[number % 2],
            "label": f"A made-up finding {number}",
            "statement": f"This finding, number {number}, is made up.",
        }
        for number in range(FINDINGS)
    }


def make_quotes() -> dict[int, dict[str, str]]:
    """Return what is typed into the table of quotes."""
    return {
        number + 2: {"finding": f"F{3 + number % FINDINGS:03}", "supports": SUPPORT}
        for number in range(QUOTES)
    }


def count(cells: dict[int, dict[str, str]]) -> int:
    """Count the keystrokes of cells, each ended by one."""
    return sum(len(text) + 1 for row in cells.values() for text in row.values())


def count_before(study: str) -> tuple[int, int]:
    """Count commands and keystrokes for the same, as it was done: a command each.

    The words of quotes, their speakers and places were typed or pasted; works came from an export
    and were then cited by hand; sections, people and rights were written into the study.

    Args:
        study: The text of the study's file, for what was written there by hand.
    """
    typed = [".venv/bin/kb import ../works.ris"]
    for number in range(QUOTES):
        words, who, first = papers.make_quote(number)
        typed.append(
            f".venv/bin/kb new quote --finding F003 --speaker {who} --lines {first}–{first + 2} "
            f'--form block --section counting-without-sheep --text "{words}" '
            f'--supports "{SUPPORT}"'
        )
    for row in make_findings().values():
        options = "--section results " + " ".join(
            f'--{name.replace("_", "-")} "{text}"' for name, text in row.items()
        )
        typed.append(f".venv/bin/kb new finding {options}")
    typed += [".venv/bin/kb new study", ".venv/bin/kb new theme"]
    citation = "  - reference: nemoaa-2000\n    relation: \n    note: \n    section: introduction\n"
    cited = WORKS * (len(citation) + sum(map(len, NOTE.values())))
    fields = "publication|sections|participants|rights"
    written = re.findall(rf"(?m)^(?:{fields}):\n(?: .*\n)+", study)
    by_hand = "\n".join(
        line for field in written for line in field.splitlines() if not line.strip().startswith("#")
    )
    return len(typed), sum(len(line) + 1 for line in typed) + cited + len(by_hand)


def test_a_second_study_is_entered_by_the_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a fifth of the commands, and of the keystrokes, that it took before."""
    project = tmp_path / "project"
    project.mkdir()
    write_made_up(project)
    monkeypatch.chdir(project)
    (tmp_path / "paper.xml").write_text(papers.make_jats(QUOTES, WORKS), encoding="utf-8")
    works = {number + 2: NOTE for number in range(WORKS)}
    filled: dict[str, Callable[[], dict[int, dict[str, str]]]] = {
        "../findings.xlsx": make_findings,
        "../quotes.xlsx": make_quotes,
        "../works.xlsx": lambda: works,
    }
    keystrokes = 0
    commands = list_commands()
    for command in commands:
        program, *words = shlex.split(command)
        assert program == ".venv/bin/kb"
        done = kb(project, *words)
        assert done.exit_code == 0, done.output
        keystrokes += len(command) + 1
        if words[:2] == ["table", "out"]:
            cells = filled[words[2]]()
            fill_cells(Path(words[2]), cells)
            keystrokes += count(cells)
    before_rest = kb(project, "todo", "S002").output
    assert f"Quotes sorted to findings: {QUOTES} of {QUOTES}" in before_rest
    study = project / "themes_data" / "studies" / "probe-muster-2021" / "study.yaml"
    write_rest(project, study)
    assert "Nothing is left to write." in kb(project, "todo", "S002").output
    study.write_text(study.read_text("utf-8").replace("\nstate: draft\n", "\n"), "utf-8")
    done = kb(project, "check")
    assert done.exit_code == 0, done.output
    data = read(project / "themes_data")
    assert [one.id for one in data.all(Study)] == ["S001", "S002"]
    assert len(data.all(Quote)) == QUOTES + 1
    assert all(one.is_verified for one in data.all(Quote) if one.id != "Q001")
    assert sum(one.id.startswith("nemo") for one in data.all(Reference)) == WORKS
    commands_before, keystrokes_before = count_before(study.read_text("utf-8"))
    assert len(commands) * 5 < commands_before
    assert keystrokes * 5 < keystrokes_before, (keystrokes, keystrokes_before)


def write_rest(project: Path, study: Path) -> None:
    """Write what is left of the study, but for two things on which the paper is silent."""
    text = study.read_text("utf-8")
    for name in ("transferability", "reflexivity"):
        text = re.sub(rf"(?m)^{name}:\n(?:  .*\n)+", "", text)
    study.write_text(
        text.replace("\nrights:", "\nnot_reported: [transferability, reflexivity]\nrights:"),
        "utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(VALUES, "size", "5")
        fill(project)
