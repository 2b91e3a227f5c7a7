"""The YAML that the data may use is small, and every value knows where it was written."""

import dataclasses

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.problems.problem import Position
from kb.strict_yaml.document import Document, Places, Value, parse
from kb.strict_yaml.example import write_example
from kb.strict_yaml.text import write_field
from kb.text.characters import find_unfit

FEW = settings(max_examples=150, derandomize=True, deadline=None, database=None)


def read(text: str) -> Document:
    """Read a text that is valid."""
    document, problems = parse("a.yaml", text.encode())
    assert problems == []
    assert document is not None
    return document


def value(text: str) -> Value:
    """Return the value of the field `a` in a text that is valid."""
    whole = read(f"a: {text}\n").value
    assert isinstance(whole, dict)
    return whole["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("6", 6),
        ("-12", -12),
    ],
)
def test_truth_whole_numbers_and_nothing_are_what_they_look_like(
    text: str, expected: Value
) -> None:
    """These are the only words without quotes that are not text."""
    assert value(text) == expected
    assert type(value(text)) is type(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "True", "FALSE", "Null", "n", "y"),
        *(
            "010",
            "0x1f",
            "0o7",
            "1_000",
            "12:30",
            "1.5",
            "1e3",
            ".5",
            "-0",
            "+1",
            ".inf",
            "=",
            "<<",
        ),
        *("2026-11-23", "2026-11-23 10:00:00", "131–134", "F001@1"),
    ],
)
def test_everything_else_that_is_not_quoted_is_text_as_written(text: str) -> None:
    """No word, number or date turns into something else."""
    assert value(text) == text


@pytest.mark.parametrize("text", ["true", "null", "6", "2026-11-23", "", " ", "a: b", "# no", "&x"])
def test_what_is_quoted_is_text(text: str) -> None:
    """Quotes make text of anything."""
    assert value(f"'{text}'") == text
    assert value(f'"{text}"') == text


def test_lists_and_groups_keep_their_order() -> None:
    """Lists become tuples, groups become dictionaries."""
    assert read("b: [1, x]\na: {d: 1, c: 2}\n").value == {"b": (1, "x"), "a": {"d": 1, "c": 2}}
    assert str(read("b: 1\na: 2\n").value) == "{'b': 1, 'a': 2}"


@pytest.mark.parametrize("head", ["", "\ufeff", "# a comment\n", "---\n", "%YAML 1.2\n---\n"])
def test_what_may_stand_before_the_first_field_is_passed_over(head: str) -> None:
    """A byte order mark, a comment and the beginning of a document are no values."""
    assert read(f"{head}a: 1\n").value == {"a": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_endings_of_all_systems_are_the_same(end: str) -> None:
    """A file edited on another system holds the same values at the same places."""
    document = read(end.join(["a: >-", "  one", "  two", "b: 1", ""]))
    assert document.value == {"a": "one two", "b": 1}
    assert document.position(("b",)) == Position("a.yaml", 4, 4)


@pytest.mark.parametrize(
    "comment", ["'x' # c", "[x] # c", "{x: 1} # c", ">- # c\n  x", "\n  # c\n  x"]
)
def test_a_comment_where_it_cannot_be_part_of_a_text_is_allowed(comment: str) -> None:
    """Only behind text without quotes is it unclear whether # belongs to the text."""
    assert value(comment) is not None


def test_a_number_sign_without_a_space_before_it_is_text() -> None:
    """It begins no comment."""
    assert value("number#1") == "number#1"


TEXT = """\
# comment
id: F001
quotes:
  - id: Q001
    text: >-
      Äö𝒳 words.
  - {id: Q002, text: x}
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 2, 1),
        (("id",), 2, 5),
        (("quotes",), 4, 3),
        (("quotes", 0), 4, 5),
        (("quotes", 0, "text"), 5, 11),
        (("quotes", 1, "text"), 7, 22),
    ],
)
def test_every_value_knows_where_it_begins(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    """Lines and columns count from 1, in characters, whatever the script."""
    assert read(TEXT).position(path) == Position("a.yaml", line, column)


def test_what_is_not_there_is_where_its_nearest_ancestor_is() -> None:
    """A missing field is reported at the group that lacks it."""
    document = read(TEXT)
    assert document.position(("quotes", 1, "speaker")) == document.position(("quotes", 1))
    assert document.position(("nothing", "at", 3, "all")) == document.position(())


def test_a_step_that_names_no_field_is_passed_over() -> None:
    """The name of one of two types may stand on the way to a field."""
    document = read("basis:\n  kind: derived\n  reasoning: x\n")
    assert document.position(("basis", "derived", "reasoning")).line == 3
    assert document.key_position(("basis", "derived", "reasoning")).column == 3


def test_a_field_s_name_has_a_place_of_its_own() -> None:
    """An unknown field is reported at its name; an entry of a list has none."""
    document = read(TEXT)
    assert document.key_position(("id",)) == Position("a.yaml", 2, 1)
    assert document.key_position(("quotes", 1)) == document.position(("quotes", 1))


def test_all_that_is_refused_in_a_file_is_told_at_once() -> None:
    """A duplicate, a tag and an anchor are three problems, and the values are still there."""
    document, problems = parse("a.yaml", b"a: 1\na: 2\nb: !x y\nc: &d e\n")
    assert [problem.position.line for problem in problems] == [2, 3, 4]
    assert document is not None
    assert document.value == {"a": 1, "b": "y", "c": "e"}


@pytest.mark.parametrize(
    "text",
    ["a: *b", "<<: {a: 1}", "[a]: 1", "'': 1", "a: 1\n---\nb: 2", f"a: {'9' * 19}", "a: [", ""],
)
def test_nothing_is_made_of_a_file_that_could_not_be_read_as_a_whole(text: str) -> None:
    """Half a record would only have mistakes that are none."""
    document, problems = parse("a.yaml", text.encode())
    assert document is None
    assert len(problems) == 1


def test_what_is_refused_before_the_syntax_breaks_is_told_too() -> None:
    """One run tells as much as it can."""
    _, problems = parse("a.yaml", b"a: 1\na: 2\nb: [\n")
    assert [problem.position.line for problem in problems] == [2, 4]


@pytest.mark.parametrize("depth", [50, 5_000, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused_quickly(opening: str, depth: int) -> None:
    """A file of brackets neither fills the stack nor takes its time."""
    _, problems = parse("a.yaml", (opening * depth).encode())
    assert [problem.message for problem in problems] == [
        "the lists and groups of fields are nested too deeply to read"
    ]


@pytest.mark.parametrize(
    ("name", "example", "expected"),
    [
        ("themes", ["T002"], "themes: [T002]"),
        ("size", 6, "size: 6"),
        ("date", "2026-11-23", "date: 2026-11-23"),
        ("volume", "46", "volume: '46'"),
        ("note", "Not so: it is quoted.", "note: 'Not so: it is quoted.'"),
        ("basis", {"kind": "derived", "text": "x"}, "basis: {kind: derived, text: x}"),
    ],
)
def test_an_example_is_written_as_a_file_may_hold_it(
    name: str, example: object, expected: str
) -> None:
    """What a message shows can be pasted into a file."""
    assert write_example(name, example) == expected


NAMES = st.text("abcdefghijklmnopqrstuvwxyz_-", min_size=1, max_size=9).filter(str.strip)
SOUND = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")).filter(
        lambda text: not [*find_unfit(text)]
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def as_read(sound: object) -> Value:
    """Return plain values as they are read: lists as tuples."""
    match sound:
        case dict():
            return {str(key): as_read(inner) for key, inner in sound.items()}
        case list():
            return tuple(as_read(inner) for inner in sound)
        case None | bool() | int() | str():
            return sound
        case _:
            raise TypeError(type(sound))


@FEW
@given(sound=SOUND)
def test_what_is_written_is_read_as_it_was(sound: object) -> None:
    """Values keep through writing and reading, on one line and on many."""
    assert read(write_example("a", sound)).value == {"a": as_read(sound)}


@FEW
@given(
    sound=st.dictionaries(
        NAMES,
        st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)),
        min_size=1,
    )
)
def test_text_in_double_quotes_is_read_as_it_was(sound: dict[str, str]) -> None:
    """Another program may write the files: what it quotes is text."""
    text = yaml.safe_dump(sound, default_style='"', sort_keys=False, width=1000)
    assert read(text).value == sound


@FEW
@given(sound=st.dictionaries(NAMES, st.integers(0, 9) | st.lists(st.integers(0, 9)), min_size=1))
def test_every_value_is_found_at_its_place(sound: dict[str, object]) -> None:
    """What stands in the file at a value's place is the value."""
    text = yaml.safe_dump(sound, default_flow_style=None, sort_keys=False)
    document = read(text)
    lines = text.split("\n")
    for key, inner in sound.items():
        name, place = document.key_position((key,)), document.position((key,))
        assert lines[name.line - 1][name.column - 1 :].lstrip("'").startswith(key)
        assert lines[place.line - 1][place.column - 1 :].startswith(str(inner)[:1])


WORDS = st.sampled_from(
    ["made", "up", "- ", "1. ", "#", ":", "*", "\n", "\n\n", "\t", "\u00a0", "'"]
)


@FEW
@given(st.lists(WORDS | st.just("made-up words "), max_size=60).map(" ".join))
def test_a_text_that_a_program_writes_is_read_as_it_was(text: str) -> None:
    """In a block with an empty line for each line break, or in quotes."""
    lines = [*write_field("a", text), ""]
    assert read("\n".join(lines)).value == {"a": text}


def test_a_list_in_a_text_stays_one_where_a_program_writes_it() -> None:
    """A block would make one line of it without the empty lines."""
    lines = write_field("a", "Two things:\n- one\n- two")
    assert [*lines] == ["a: >-", "  Two things:", "", "  - one", "", "  - two"]


def test_where_identifiers_stand_is_known_and_the_rest_is_read_when_it_is_asked_for() -> None:
    """Pages name these places; no file is read twice for that."""
    document, _ = parse("a.yaml", b"id: A\nquotes:\n  - id: Q\n    words: said\n  - words: said\n")
    assert document
    reads = []

    def read_again() -> Places:
        reads.append("once more")
        return Places({(): Position("a.yaml", 9)}, {})

    document = dataclasses.replace(document, _read_places=read_again)
    assert document.position(("id",)) == Position("a.yaml", 1, 5)
    assert document.position(("quotes", 0, "id")) == Position("a.yaml", 3, 9)
    assert not reads
    assert document.position(("quotes", 1)) == Position("a.yaml", 9)
    assert reads == ["once more"]
