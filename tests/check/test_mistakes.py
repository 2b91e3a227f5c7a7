"""Mistakes in the data are found, each at its place, with what to do next, and nothing else is."""

import os
import re
import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.check.rule import Rule
from kb.check.rules import RULES
from kb.load.loader import load
from kb.load.nearest import Names
from kb.problems.problem import DataError, Position, Problem, summarise
from kb.read import examine, read, read_files
from kb.records import Audience, Finding
from kb.strict_yaml import syntax as yaml_syntax
from kb.text.wording import quote_text
from tests.helpers.golden import Golden
from tests.helpers.mistakes import MISTAKES, NAMES, Mistake, examine_mistake
from tests.made_up.records import (
    AUDIENCES,
    FINDING,
    GLOSSARY,
    IMPLICATION,
    MADE_UP,
    OTHER_REFERENCE,
    REFERENCE,
    SITUATIONS,
    STUDY,
    THEMES,
    made_up,
)


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_told_at_its_place_with_what_to_do_next(name: str, golden: Golden) -> None:
    """Position, message and advice are exactly those of the case, and there are no others."""
    problems = [*map(str, examine_mistake(name).problems)]
    if golden.renews:
        _renew(name, problems)
    case = Mistake.read(name)
    assert problems == _entries(case.problems), case.why


def test_each_case_says_why_it_is_there() -> None:
    """A case is read by people: it begins with a whole sentence."""
    reasons = {name: Mistake.read(name).why for name in NAMES}
    sentence = re.compile(r"[A-Z].*\.", re.DOTALL)
    assert [name for name, why in reasons.items() if not sentence.fullmatch(why)] == []


def test_mistakes_in_the_data_are_told_without_the_words_of_the_program() -> None:
    """Whoever reads the message need not know Python, pydantic or libyaml."""
    words = re.compile(r"input|tuple|dict|str |pydantic|validat|None|Error")
    assert [
        (name, str(problem))
        for name in NAMES
        for problem in examine_mistake(name).problems
        if words.search(f"{problem.message} {problem.advice}")
    ] == []


def test_each_rule_has_a_case() -> None:
    """What each rule over the knowledge base says is printed by a case, not only found in it."""
    printed = [set(_entries(Mistake.read(name).problems)) for name in NAMES]
    at_work = {
        problem.rule
        for name, entries in zip(NAMES, printed, strict=True)
        for problem in examine_mistake(name).problems
        if str(problem) in entries
    }
    assert at_work - {""} == {rule.name for rule in RULES}


def test_each_rule_that_a_reason_can_outweigh_names_itself() -> None:
    """Whoever wants an exception reads what to write; of other rules nobody needs the name."""
    printed = "".join(Mistake.read(name).problems for name in NAMES)
    named = {rule.name for rule in RULES if f" [{rule.name}]\n" in printed}
    assert named == {rule.name for rule in RULES if rule.is_judgement}


def test_each_rule_says_what_it_asks_for_and_what_else_would_be_wrong() -> None:
    """In a sentence for readers, and as the end of one for whoever wants an exception."""
    assert len({rule.name for rule in RULES}) == len(RULES) > 30
    assert [rule.name for rule in RULES if not rule.sentence.endswith(".")] == []
    assert [rule.name for rule in RULES if rule.otherwise.endswith(".")] == []


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if not rule.is_judgement], ids=lambda rule: rule.name
)
def test_no_record_is_excused_from_a_requirement(rule: Rule) -> None:
    """Whatever the reason: the page would be wrong."""
    files = made_up()
    excused = EXCUSED.replace("pinned-versions-are-current", rule.name)
    files[IMPLICATION] += excused.encode()
    (problem,) = examine(files).problems
    assert problem.stops
    assert problem.message == f"no record can be excused from the rule '{rule.name}'"
    assert rule.otherwise in problem.advice


def test_an_exception_silences_its_own_record_only() -> None:
    """Each work whose year is wrong is reported, but for the one that is excused."""
    files = made_up()
    for path, year in ((REFERENCE, "2010"), (OTHER_REFERENCE, "2015, 2, 28")):
        files[path] = files[path].replace(f"[[{year}]]".encode(), b"[[2001]]")
    excused = EXCUSED.replace("pinned-versions-are-current", "years-fit-identifiers")
    files[REFERENCE] += excused.encode()
    assert [one.position.file for one in examine(files).problems] == [
        f"themes_data/{OTHER_REFERENCE}"
    ]


def test_each_way_in_which_yaml_breaks_has_a_case() -> None:
    """Every message about broken YAML is in the problems of a case."""
    told = "".join(Mistake.read(name).problems for name in NAMES)
    assert [m for m, _ in yaml_syntax.WORDING.values() if m not in told] == []


def _renew(name: str, problems: list[str]) -> None:
    """Write what a case prints anew; the rest of it stays as people wrote it."""
    file = MISTAKES / f"{name}.yaml"
    kept = file.read_text(encoding="utf-8").partition("\nproblems:")[0]
    printed = "\n".join(problems).replace("\n", "\n  ")
    told = f"|\n  {printed}" if problems else "''"
    file.write_text(f"{kept}\nproblems: {told}\n", encoding="utf-8")


def _entries(text: str) -> list[str]:
    """Split what is printed into problems: each is a line and an indented one below it."""
    lines = text.splitlines()
    assert len(lines) % 2 == 0
    return ["\n".join(pair) for pair in zip(lines[::2], lines[1::2], strict=True)]


# -------------------------------------------------------------------- whatever the files hold

FEW = settings(max_examples=40, derandomize=True, deadline=None, database=None)
PATHS = st.sampled_from(
    [STUDY, THEMES, FINDING, IMPLICATION, REFERENCE, AUDIENCES, SITUATIONS, GLOSSARY]
)


def expect_problems_that_can_be_used(files: dict[str, bytes]) -> None:
    """Expect problems, if any, that say something, at a place that exists."""
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    for problem in problems:
        assert problem.message.strip()
        assert problem.advice.strip()
        assert "\n" not in problem.message + problem.advice
        content = files[problem.position.file.removeprefix("themes_data/")]
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        by_line = lines.split("\n")
        assert 1 <= problem.position.line <= len(by_line)
        assert 1 <= problem.position.column <= len(by_line[problem.position.line - 1]) + 1
    assert all(edge.target in kb.located for edge in kb.edges)


@FEW
@given(path=PATHS, content=st.binary(max_size=400))
def test_any_bytes_give_problems_and_no_exception(path: str, content: bytes) -> None:
    """A file may hold anything at all."""
    expect_problems_that_can_be_used({**made_up(), path: content})


@FEW
@given(path=PATHS, content=st.text(max_size=400))
def test_any_text_gives_problems_and_no_exception(path: str, content: str) -> None:
    """A file may hold any text, in any script."""
    expect_problems_that_can_be_used({**made_up(), path: content.encode("utf-8", "replace")})


@FEW
@given(path=PATHS, content=st.text(alphabet="abci:-[]{}#&*!|>'\"%@`,?~ \t\n\r09.", max_size=200))
def test_any_mixture_of_yaml_s_marks_gives_problems_and_no_exception(
    path: str, content: str
) -> None:
    """What means something to YAML may stand in any order."""
    expect_problems_that_can_be_used({**made_up(), path: content.encode()})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def with_every_field_of_records() -> dict[str, bytes]:
    """Return the made-up knowledge base with what any record may have, each mangled like the rest.

    A record is withdrawn for another, renamed, and excused from a rule, with a cause for each.
    """
    files = made_up()
    for path, old, new in (
        (IMPLICATION, "F001@2", "F001@1"),
        (IMPLICATION, "label: ", f"{EXCUSED}label: "),
        (AUDIENCES, "- id: tester\n", "- id: tester\n  formerly: [a-tester, testers]\n"),
        (REFERENCE, "kind: ", "formerly: [beispiel-2009]\nkind: "),
        (GLOSSARY, "  term: ", f"{indented(WITHDRAWN)}  term: "),
        (SITUATIONS, "  heading: ", f"{indented(WITHDRAWN)}  heading: "),
    ):
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode(), 1)
    return files


EXCUSED = """\
exceptions:
  - rule: pinned-versions-are-current
    reason: This reason is made up, like that of F002.
"""
WITHDRAWN = """\
withdrawn:
  on: 2026-01-03
  reason: This reason is made up.
  replaced_by: another-one
"""


def indented(text: str) -> str:
    """Return lines as they stand in an entry of a list."""
    return textwrap.indent(text, "  ")


@st.composite
def mangled(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw a valid knowledge base in which lines were cut, doubled, swapped or filled anew."""
    files = draw(st.sampled_from([made_up, with_every_field_of_records]))()
    for _ in range(draw(st.integers(1, 4))):
        path = draw(PATHS)
        lines = files[path].decode().split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip(" -"))]
        match draw(st.sampled_from(["cut", "double", "swap", "indent", "value", "key", "letter"])):
            case "cut":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                lines[at], lines[-at - 1] = lines[-at - 1], lines[at]
            case "indent":
                lines[at] = " " * draw(st.integers(1, 3)) + lines[at]
            case "value":
                value = yaml.safe_dump(draw(VALUES), default_flow_style=True).split("\n")[0]
                lines[at] = f"{lines[at].split(':')[0]}: {value}"
            case "key":
                lines[at] = f"{indent}{draw(st.text(max_size=6))}: {lines[at].lstrip(' -')}"
            case _:
                letter = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:letter] + draw(st.characters()) + lines[at][letter + 1 :]
        files[path] = "\n".join(lines).encode("utf-8", "replace")
    return files


@settings(FEW, max_examples=300)
@given(files=mangled())
def test_mangled_data_gives_problems_and_no_exception(files: dict[str, bytes]) -> None:
    """Whatever an edit does to valid records, the check answers with problems or with none."""
    expect_problems_that_can_be_used(files)


@settings(FEW, max_examples=100)
@given(files=mangled())
def test_what_is_wrong_in_one_order_of_files_is_wrong_in_any(files: dict[str, bytes]) -> None:
    """The order in which a file system lists files does not matter."""
    problems = examine(files).problems
    again = examine(dict(reversed(files.items()))).problems
    assert problems == again


@pytest.mark.parametrize("path", sorted(MADE_UP))
def test_a_file_that_is_gone_leaves_problems_and_no_exception(path: str) -> None:
    """Whatever linked to its records is reported; nothing fails."""
    files = made_up()
    del files[path]
    expect_problems_that_can_be_used(files)


# ------------------------------------------------------------------------- what is passed on


def test_a_broken_list_of_records_keeps_its_sound_ones() -> None:
    """One audience with a mistake does not take the others away."""
    files = made_up()
    files[AUDIENCES] = files[AUDIENCES].replace(b"  name: Testers\n", b"")
    loaded = load(files)
    assert [x.record.id for x in loaded.records if isinstance(x.record, Audience)] == ["examiner"]
    assert loaded.unread == {"tester"}


def test_records_come_in_the_order_of_their_numbers() -> None:
    """F999 comes before F1000, whatever the letters say."""
    files = made_up()
    text = MADE_UP["studies/testa-2020/findings/F002.yaml"]
    for number in ("F1000", "F999"):
        path = f"studies/testa-2020/findings/{number}.yaml"
        files[path] = text.replace("F002", number).encode()
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert [finding.id for finding in kb.all(Finding)] == ["F001", "F002", "F999", "F1000"]


def test_links_lead_to_records_and_say_where_they_are_written() -> None:
    """Each link of the valid knowledge base is there, with its place in the data."""
    kb = examine(made_up()).kb
    links = {(e.source, e.link.name, e.target): e.position.line for e in kb.edges}
    assert links[("F001", "BELONGS_TO", "T002")] == 3
    assert links[("Q001", "ILLUSTRATES", "F001")] == 14
    assert links[("I001", "RESTS_ON", "F001")] == 13
    assert links[("I002", "STATED_IN", "S001")] == 10
    assert links[("F002", "RELATES_TO", "F001")] == 17
    assert links[("made-up-situation", "RECOGNISED_IN", "F001")] == 8
    assert len(links) == 21


# ------------------------------------------------------------------------- reading the folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the made-up knowledge base into a folder."""
    root = tmp_path / "themes_data"
    for path, content in made_up().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def test_the_folder_is_read_as_it_is(folder: Path) -> None:
    """Each file is there under its path, whatever the system's separator."""
    assert read_files(folder) == made_up()
    assert len(read(folder).located) == 14


def test_hidden_files_and_readmes_are_nobody_s_records(folder: Path) -> None:
    """What systems and editors leave behind is passed over, and so is what explains a folder."""
    for path in (".DS_Store", ".obsidian/workspace.yaml", "README.md", "references/README.md"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("Not a record.", encoding="utf-8")
    assert read_files(folder) == made_up()


def test_a_link_in_the_file_system_that_leads_nowhere_is_told(folder: Path) -> None:
    """A record that is a link to a file which is gone cannot just be left out."""
    (folder / FINDING).unlink()
    (folder / FINDING).symlink_to(folder / "gone.yaml")
    (folder / GLOSSARY).unlink()
    (folder / GLOSSARY).symlink_to(folder / "gone.yaml")
    with pytest.raises(DataError) as caught:
        read(folder)
    assert [str(problem) for problem in caught.value.problems] == [
        f"themes_data/{path}:1:1: it is a symbolic link, and links are never followed\n"
        "    Put the file itself here: a link may lead out of the project, or lead elsewhere for "
        "others."
        for path in (GLOSSARY, FINDING)
    ]


def test_a_file_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without the right to read it ends in a problem, not in a traceback."""

    def forbid(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", forbid)
    with pytest.raises(DataError, match=r"it cannot be read \(permission denied\)") as caught:
        read(folder)
    assert len(caught.value.problems) == len(MADE_UP)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Reading nothing is no success."""
    with pytest.raises(DataError, match="it cannot be read"):
        read(tmp_path / "themes_data")


def test_a_file_whose_name_is_no_text_can_be_printed(folder: Path) -> None:
    """Some systems allow bytes in a name that are no text in any encoding."""
    odd = folder / "references" / "m\udcfcller-2001.yaml"
    try:
        odd.write_text("", encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system has no such names")
    with pytest.raises(DataError) as caught:
        read(folder)
    assert str(caught.value).encode()


# ------------------------------------------------------------------------------- the report


def problem(line: int) -> Problem:
    """Make a problem at a line."""
    return Problem(Position("a.yaml", line, 2), "something is wrong", "Mend it.")


def test_a_problem_reads_as_a_place_that_editors_open() -> None:
    """File, line and column are joined by colons; the advice is on a line of its own."""
    assert str(problem(3)) == "a.yaml:3:2: something is wrong\n    Mend it."


def test_a_report_is_in_order_tells_each_once_and_counts() -> None:
    """The same mistake found by two rules is one mistake."""
    text = summarise([problem(10), problem(9), problem(10)])
    assert text == f"{problem(9)}\n{problem(10)}\n2 problems found."
    assert summarise([problem(1)]).endswith("\n1 problem found.")


def test_a_data_error_holds_the_problems_in_order_and_says_them() -> None:
    """Whoever catches it may print it as it is."""
    error = DataError([problem(2), problem(1), problem(2)])
    assert error.problems == (problem(1), problem(2))
    assert str(error) == summarise(error.problems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("short", "'short'"), ("two\nlines", "'two lines'"), ("x" * 99, f"'{'x' * 59}…'")],
)
def test_what_is_quoted_from_the_data_stays_on_a_line_and_short(text: str, expected: str) -> None:
    """A whole paragraph in a message would hide the message."""
    assert quote_text(text) == expected


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("speeker", "speaker"),
        ("SPEAKER", "speaker"),
        ("ramsdem-2018", "ramsden-2018"),
        ("ramsden-2081", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_known_name_is_found_whatever_its_capitals(
    name: str, found: str | None
) -> None:
    """A name that is like none of them has no nearest, nor has one with another number."""
    assert Names(["speaker", "section", "ramsden-2018"]).find_nearest(name) == found


def test_a_suggestion_names_the_nearest_or_says_what_else_to_do() -> None:
    """There is always something to do next."""
    assert Names(["speaker"]).suggest("speeker", "Look.") == "Did you mean 'speaker'?"
    assert Names([]).suggest("speeker", "Look.") == "Look."
