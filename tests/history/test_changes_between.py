"""What a change does is reported in plain words, and what it must not do in words to paste.

Each case in tests/cases/changes/ is a file that says what is done to the made-up data, and beside
it what is reported of that: `.txt` on a terminal, `.md` on a pull request.
"""

import datetime as dt
from functools import partial

import pytest
import yaml

from kb.history.checks import Base, find_problems
from kb.history.compare import compare
from kb.history.consequences import find_newly_suspect, find_unverified, find_verified_anew
from kb.history.report import Consequences, Report, make_report
from kb.history.report_text import format_markdown, format_text
from kb.problems.report import split_lines
from kb.read import examine
from kb.text.fingerprint import make_fingerprint
from tests.helpers.building import CASES
from tests.helpers.golden import Golden
from tests.helpers.mistakes import NAMES as MISTAKES
from tests.helpers.mistakes import Mistake, examine_made_up, examine_mistake
from tests.made_up.records import made_up

CHANGES = CASES / "changes"
NAMES = sorted(file.stem for file in CHANGES.glob("*.yaml"))
WORDS = "These words are made up, and nobody ever said them."
ANEW = "These words are all made up, and nobody ever said them."


def changed(files: dict[str, bytes], steps: list[dict[str, str]]) -> dict[str, bytes]:
    """Return files of data after some steps."""
    files = dict(files)
    for step in steps:
        match step:
            case {"in": path, "find": old, "put": new}:
                text = files[path].decode()
                assert old in text, f"{path} does not hold {old!r}"
                new = new.replace(
                    "FINGERPRINT", f'"{make_fingerprint(WORDS, "Testina", "1–2")}"'
                ).replace("ANEW", f'"{make_fingerprint(ANEW, "Testina", "1–2")}"')
                files[path] = text.replace(old, new, 1).encode()
            case {"in": path, "text": text}:
                files[path] = text.encode()
            case {"in": path, "move": other}:
                files[other] = files.pop(path)
            case {"in": path, "restore": _}:
                files[path] = made_up()[path]
            case {"in": path, "remove": _}:
                del files[path]
            case _:
                raise ValueError(step)
    return files


def lines_of(files: dict[str, bytes], name: str) -> list[str]:
    """Return the lines of a file by its path in the project."""
    return split_lines(files.get(name.removeprefix("themes_data/"), b"").decode())


def told(name: str) -> tuple[Report, dict[str, bytes]]:
    """Return what is reported of a case, and the files as they are after it."""
    case = yaml.safe_load((CHANGES / f"{name}.yaml").read_text(encoding="utf-8"))
    files = changed(made_up(), case.get("before", []))
    before = examine(files)
    files = changed(files, case["change"])
    now = examine(files)
    comparison = compare(before.kb, now.kb, (before.loaded, now.loaded))
    base = Base("main", "abc1234")
    today = dt.date(2026, 1, 5)
    problems = find_problems(comparison, base, today, lambda file: lines_of(files, file))
    follows = Consequences(
        find_newly_suspect(before.kb, now.kb),
        find_unverified(before.kb, now.kb),
        verified_anew=find_verified_anew(before.kb, now.kb),
    )
    return make_report("main (abc1234)", comparison, follows, problems), files


@pytest.mark.parametrize("name", NAMES)
def test_a_change_is_told(name: str, golden: Golden) -> None:
    """On a terminal and on a pull request, as the files beside the case have it."""
    report, files = told(name)
    text = format_text(report, lambda file: lines_of(files, file))
    golden.expect(CHANGES / f"{name}.txt", f"{text}\n")
    golden.expect(CHANGES / f"{name}.md", format_markdown(report))


def test_what_is_to_be_pasted_mends_the_change() -> None:
    """The entry that is advised makes the change complete, in either form."""
    for name in ("entry-missing", "entry-missing-in-a-block"):
        report, files = told(name)
        (problem,) = report.problems
        path = problem.position.file.removeprefix("themes_data/")
        advised = problem.advice.split(":\n")[1].split("\nWrite")[0].replace("…", "Made up.")
        lines = files[path].decode().split("\n")
        end = problem.position.line + ("block" in name)
        files[path] = "\n".join([*lines[:end], advised, *lines[end:]]).encode()
        state = examine(files)
        assert not state.stopping
        identifier = "beispiel-2010" if "block" in name else "F001"
        assert state.kb.located[identifier].record.history[-1].date == dt.date(2026, 1, 5)


@pytest.mark.parametrize("name", MISTAKES)
def test_no_mistake_in_the_data_is_in_the_way(name: str) -> None:
    """On either side: nothing breaks, and what cannot be read is not taken for removed."""
    valid, broken = examine_made_up(), examine_mistake(name)
    files = {id(valid): made_up(), id(broken): Mistake.read(name).files()}
    for before, now in ((valid, broken), (broken, valid)):
        comparison = compare(before.kb, now.kb, (before.loaded, now.loaded))
        problems = find_problems(
            comparison,
            Base("main", "abc1234"),
            dt.date(2026, 1, 5),
            partial(lines_of, files[id(now)]),
        )
        report = make_report("main", comparison, Consequences(), problems)
        assert format_markdown(report)
        if name.startswith(("yaml-", "file-")):
            assert not comparison.removed


def test_a_comment_stays_within_what_a_pull_request_shows() -> None:
    """What there is no room for is counted."""
    report, _ = told("list-entries")
    assert "There is no room" not in format_markdown(report, 5000)
    short = format_markdown(report, 900)
    assert len(short) <= 900
    assert "There is no room here for" in short
