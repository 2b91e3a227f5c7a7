"""Rules over the whole knowledge base, and what they leave alone."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from kb.check.rules import check
from kb.files.limits import PROBLEMS
from kb.knowledge.link import link
from kb.load.loader import load
from kb.problems.problem import Problem
from kb.read import examine
from kb.records import Finding, Theme
from kb.strict_yaml.document import parse
from tests.made_up.records import (
    AUDIENCES,
    FINDING,
    GLOSSARY,
    IMPLICATION,
    MADE_UP,
    OTHER_FINDING,
    OTHER_REFERENCE,
    REFERENCE,
    STATED_IMPLICATION,
    STUDY,
    THEMES,
    made_up,
)


def problems_after(*edits: tuple[str, str, str]) -> tuple[Problem, ...]:
    """Return what is wrong after edits: a path, what to find, what to put."""
    files = made_up()
    for path, old, new in edits:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode(), 1)
    return examine(files).problems


def test_the_made_up_knowledge_base_is_sound() -> None:
    """What the other tests break is whole before they do."""
    assert problems_after() == ()


def test_an_empty_knowledge_base_is_sound() -> None:
    """Whoever begins has nothing wrong yet."""
    examined = examine({})
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert kb.all(Finding) == []


def spoilt(text: str) -> dict[str, bytes]:
    """Return the text of a file with something wrong in it, by what is wrong."""
    return {
        "no YAML": f"{text}\n  : [".encode(),
        "not UTF-8": text.encode() + b"\xfc\n",
        "empty": b"",
        "only a comment": b"# Nothing yet.\n",
        "a misspelt field": text.replace("history:", "histroy:").encode(),
        "a field given twice": text.replace("history:\n", "history: no\nhistory:\n").encode(),
        "a wrong date": text.replace("date: 2026", "date: never").encode(),
    }


@pytest.mark.parametrize("how", spoilt(""))
@pytest.mark.parametrize("path", sorted(MADE_UP))
def test_what_is_wrong_with_one_file_is_told_of_no_other(path: str, how: str) -> None:
    """Links to a record that is there but invalid, and what it alone cites, are in order."""
    files = made_up()
    files[path] = spoilt(MADE_UP[path])[how]
    problems = examine(files).problems
    assert problems
    assert {problem.position.file for problem in problems} == {f"themes_data/{path}"}


@pytest.mark.parametrize(
    "path", [STUDY, THEMES, FINDING, IMPLICATION, REFERENCE, AUDIENCES, GLOSSARY]
)
@pytest.mark.parametrize("identifier", ["", "id: 7", "id:", "id: [x]", "id: ' '", "id: ÄÖ"])
def test_a_wrong_identifier_is_told_where_it_is_and_nowhere_else(
    path: str, identifier: str
) -> None:
    """Nobody knows what the record is called, so nobody says that there is none of that name."""
    files = made_up()
    first = next(line for line in MADE_UP[path].split("\n") if "id: " in line)
    changed = f"- {identifier}" if first.startswith("-") else identifier
    if not identifier:
        changed = "- # gone" if first.startswith("-") else "# gone"
    files[path] = MADE_UP[path].replace(first, changed, 1).encode()
    problems = examine(files).problems
    assert {problem.position.file for problem in problems} == {f"themes_data/{path}"}
    assert all("there is no" not in problem.message for problem in problems)


def _without_each_field(value: object) -> Iterator[object]:
    """Yield what a file holds with each of its fields left out in turn."""
    match value:
        case dict():
            for key in value:
                yield {other: inner for other, inner in value.items() if other != key}
                yield from ({**value, key: inner} for inner in _without_each_field(value[key]))
        case tuple():
            for i, entry in enumerate(value):
                for less in _without_each_field(entry):
                    yield (*value[:i], less, *value[i + 1 :])


@pytest.mark.parametrize("path", sorted(MADE_UP))
def test_a_field_that_is_missing_is_the_only_mistake(path: str) -> None:
    """What is filled in to look at the rest is never told of, whichever field it stands for."""
    whole, _ = parse(path, MADE_UP[path].encode())
    assert whole
    missed = 0
    for less in _without_each_field(whole.value):
        files = {**made_up(), path: json.dumps(less).encode()}
        messages = [problem.message for problem in examine(files).problems]
        if any(message.endswith(" is missing") for message in messages):
            missed += 1
            assert len(messages) == 1, messages
    assert missed > 0


def test_a_mistake_does_not_hide_those_of_other_records() -> None:
    """A file that cannot be read and a link to nothing are reported in one run."""
    found = problems_after(
        (GLOSSARY, "term: made-up", 'term: "made-up'),
        (FINDING, "speaker: Testina", "speaker: Testino"),
        (IMPLICATION, "F001@2", "F003@1"),
        (STUDY, "within: results", "within: resluts"),
    )
    assert [(problem.position.file.split("/")[-1], problem.position.line) for problem in found] == [
        ("glossary.yaml", 3),
        ("I001.yaml", 13),
        ("F001.yaml", 17),
        ("study.yaml", 19),
    ]


def test_a_reference_is_cited_by_whatever_links_to_it() -> None:
    """A study, a finding, a recommendation or a term is enough."""
    name = "reference: beispiel-2010\n"
    cited = f"informed_by:\n  - {name}    note: This note is made up.\n"
    in_finding = MADE_UP[FINDING][MADE_UP[FINDING].index("cites:") :].split("history:")[0]
    in_term = f"  informed_by:\n    - {name}      note: This note is made up.\n"
    gone = [(IMPLICATION, cited, ""), (FINDING, in_finding, ""), (GLOSSARY, in_term, "")]
    for kept in range(3):
        assert problems_after(*gone[:kept], *gone[kept + 1 :]) == ()
    assert [problem.message for problem in problems_after(*gone)] == [
        "nothing cites 'beispiel-2010'"
    ]


def test_a_misspelt_citation_is_told_once_and_not_as_an_uncited_work_too() -> None:
    """The work is cited, only under another name."""
    (problem,) = problems_after((STUDY, "muster-2015", "muster-2051"))
    assert problem.message == "there is no reference 'muster-2051'"
    assert "add the reference first: it belongs in themes_data/references/" in problem.advice


def test_an_uncited_work_is_told_beside_files_that_cannot_be_read() -> None:
    """Only what an invalid file mentions is excused."""
    files = made_up()
    text = MADE_UP[REFERENCE].replace("beispiel-2010", "niemand-2001").replace("2010", "2001")
    files["references/niemand-2001.yaml"] = text.encode()
    files[STATED_IMPLICATION] = b"id: ["
    messages = [problem.message for problem in examine(files).problems]
    assert "nothing cites 'niemand-2001'" in messages
    assert len(messages) == 2


def test_a_record_that_cannot_be_read_is_no_version_too_old() -> None:
    """Which versions an invalid finding has, nobody knows."""
    found = problems_after((FINDING, "statement: ", "statment: "), (IMPLICATION, "@2", "@9"))
    assert [problem.message for problem in found] == ["the field 'statment' is not known here"]


def test_each_theme_of_a_circle_is_named_and_the_circle_told_once() -> None:
    """Three themes that are each part of the next are one mistake."""
    files = made_up()
    second = MADE_UP[THEMES][MADE_UP[THEMES].index("- id: T002") :]
    third = second.replace("T002", "T003").replace("part_of: T001", "part_of: T002")
    text = MADE_UP[THEMES].replace("- id: T001\n", "- id: T001\n  part_of: T003\n")
    files[THEMES] = (text + third).encode()
    found = examine(files).problems
    assert [problem.message for problem in found] == [
        "the theme is part of itself: T001 → T003 → T002 → T001"
    ]


def test_a_theme_that_leads_into_a_circle_is_in_no_circle() -> None:
    """Only those that are part of themselves are reported."""
    fourth = MADE_UP[THEMES][MADE_UP[THEMES].index("- id: T002") :].replace("T002", "T004")
    files = made_up()
    files[THEMES] = (
        files[THEMES].replace(b"- id: T001\n", b"- id: T001\n  part_of: T002\n") + fourth.encode()
    )
    assert [problem.message for problem in examine(files).problems] == [
        "the theme is part of itself: T001 → T002 → T001"
    ]


def test_equal_dates_are_in_order() -> None:
    """Two changes on one day are no journey back in time."""
    assert problems_after((FINDING, "date: 2026-01-03", "date: 2026-01-02")) == ()


def test_a_finding_may_be_reported_for_all_and_name_none() -> None:
    """A count equal to the sample, and no names, is what many studies print."""
    named = "  count: 2\n  participants: [Testina, Exempla]\n"
    assert problems_after((FINDING, named, "  count: 3\n")) == ()


def test_a_work_may_be_cited_twice_for_different_reasons() -> None:
    """A study agrees with a book and uses its theory."""
    entry = "  - reference: beispiel-2010\n    relation: agrees-with\n"
    again = "  - {reference: beispiel-2010, relation: extends, note: Made up., section: results}\n"
    assert problems_after((FINDING, entry, again + entry)) == ()


def test_two_studies_with_their_own_themes_and_findings_are_sound() -> None:
    """The second study lies in a folder of its own; identifiers go on from the first."""
    files = made_up()
    for path in (STUDY, THEMES, OTHER_FINDING):
        text = MADE_UP[path].replace("S001", "S002").replace("T001", "T003").replace("T002", "T004")
        text = text.replace("F002", "F003").replace("finding: F001@2", "finding: F002@1")
        text = text.replace("A study that", "Another study that")
        other = path.replace("testa-2020", "zweite-2021").replace("F002", "F003")
        files[other] = text.encode()
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert [finding.id for finding in kb.findings_in(kb.study_of(kb.get("F003", Finding)))] == [
        "F003"
    ]
    assert len(kb.all(Theme)) == 4


def test_two_references_may_share_everything_but_their_year() -> None:
    """A work that came out again is another one."""
    files = made_up()
    text = (
        MADE_UP[REFERENCE].replace("beispiel-2010", "muster-2015").replace("[[2010]]", "[[2015]]")
    )
    files[OTHER_REFERENCE] = text.encode()
    assert examine(files).problems == ()


def test_the_quotes_of_a_copied_finding_are_asked_nothing() -> None:
    """Of two findings with one identifier the second is left out, and its quotes with it."""
    files = made_up()
    text = MADE_UP[FINDING].replace("Q001", "Q002").replace("speaker: Testina", "speaker: Somebody")
    files["studies/zweite-2021/findings/F001.yaml"] = text.encode()
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert "Q002" not in kb.located
    assert [problem.message for problem in problems] == [
        "the folder studies/zweite-2021/ has no study.yaml, so nothing is known of the study",
        "the identifier 'F001' is used twice",
    ]


def test_checking_changes_nothing() -> None:
    """The same records, checked twice, have the same problems."""
    files = made_up()
    files[FINDING] = files[FINDING].replace(b"speaker: Testina", b"speaker: Testino")
    loaded = load(files)
    kb, _ = link(loaded)
    today = dt.date(2026, 1, 4)
    assert check(kb, loaded, today) == check(kb, loaded, today)


def test_many_warnings_stop_no_build() -> None:
    """Not all of them are reported, and that is a warning as well."""
    term = "- {{id: made-up-{0}, term: made up {0}, definition: m\u0430de up, history: [{1}]}}\n"
    first = "{date: 2026-01-02, change: First published.}"
    more = "".join(term.format(number, first) for number in range(PROBLEMS + 5))
    files = made_up()
    files[GLOSSARY] += more.encode()
    problems = examine(files).problems
    assert any("more than" in problem.message for problem in problems)
    assert not any(problem.stops for problem in problems)
