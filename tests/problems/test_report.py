"""Problems are shown where they are: the line itself, and a caret below what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.problems.problem import Position, Problem
from kb.problems.report import WIDTH, Format, format_problems, split_lines


def shown(line: str, column: int) -> list[str]:
    """Return the two lines of an excerpt around a column of a line."""
    problem = Problem(Position("a.yaml", 1, column), "made up", "Mend it.")
    told = format_problems([problem], "text", lambda _: [line])
    return told.split("\n")[1:3]


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("speaker: Testino", 10, "      │          ^"),
        ("名前: Testino", 5, "      │       ^"),
        ("e\u0301te\u0301: x", 8, "      │      ^"),
        ("\tkey: x", 2, "      │  ^"),
        ("key", 99, "      │    ^"),
    ],
    ids=["plain", "wide characters", "accents", "a tab", "beyond the end"],
)
def test_the_caret_stands_below_the_column(line: str, column: int, caret: str) -> None:
    """Counted in columns of a terminal, whatever the characters."""
    assert shown(line, column)[1] == caret


def test_a_long_line_is_shown_around_the_column() -> None:
    """What is left out on either side is said."""
    line = f"{'a' * 200}X{'b' * 200}"
    text, caret = shown(line, 201)
    assert text.count("…") == 2
    assert len(text) < WIDTH + 12
    assert text[caret.index("^")] == "X"


def test_no_excerpt_is_shown_of_an_empty_line_or_a_file_that_cannot_be_read() -> None:
    """A caret below nothing shows nothing."""
    problem = Problem(Position("a.yaml", 3, 1), "made up", "Mend it.")
    expected = "a.yaml:3:1: made up\n    Mend it.\n\n1 error found in 1 file."
    files: dict[str, list[str]] = {"a.yaml": ["", "", "   "]}
    assert format_problems([problem], "text", lambda file: files[file]) == expected
    assert format_problems([problem], "text", lambda _: []) == expected


def test_problems_are_grouped_by_file_in_order_and_told_once() -> None:
    """Files are set apart by an empty line."""
    problems = [Problem(Position(f, n), "made up", "Mend it.") for f in "ba" for n in (9, 2, 2)]
    told = format_problems(problems, "text", lambda _: [])
    blocks = told.split("\n\n")
    assert [block.count("made up") for block in blocks] == [2, 2, 0]
    assert blocks[0].startswith("a:2:1: ")
    assert blocks[2] == "4 errors found in 2 files."


def test_what_stops_the_build_comes_before_what_does_not() -> None:
    """In each file; the end counts either."""
    weighed = Problem(Position("a", 1), "to weigh", "Read it.", "warning")
    wrong = Problem(Position("a", 9), "wrong", "Mend it.")
    told = format_problems([weighed, wrong], "text", lambda _: [])
    assert told == f"{wrong}\n{weighed}\n\n1 error and 1 warning found in 1 file."
    assert str(weighed).startswith("a:1:1: warning: to weigh")


def test_a_workflow_command_cannot_be_broken_by_what_a_message_quotes() -> None:
    """Line ends, percent signs, and in a name colons and commas, are escaped as GitHub asks."""
    problem = Problem(Position("a,b:c%.yaml", 1, 1), "100 %\n::error::x", "Mend\rit.")
    assert format_problems([problem], "github", lambda _: []) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1::100 %25%0A::error::x%0AMend%0Dit."
    )


@given(
    st.text(),
    st.integers(1, 50),
    st.integers(1, 500),
    st.sampled_from(["text", "github", "json"]),
)
def test_any_text_can_be_reported_at_any_place(
    text: str, line: int, column: int, form: Format
) -> None:
    """Nothing is lost, and nothing is raised."""
    problem = Problem(Position("a.yaml", line, column), "made up", "Mend it.")
    told = format_problems([problem], form, lambda _: split_lines(text))
    assert "made up" in told
    assert "Mend it." in told


def test_lines_are_divided_where_yaml_divides_them() -> None:
    """So that a line has the number that its problem has."""
    assert split_lines("a\r\nb\nc\rd\u2028e\x85f") == ["a", "b", "c", "d", "e", "f"]
