"""What a program changes in a YAML file leaves every other character as somebody wrote it."""

import pytest

from kb.strict_yaml.document import parse
from kb.strict_yaml.edit import Append, CannotEditError, Edit, Insert, Replace, apply_edits

ENTRY = "{date: 2027-01-02, change: Made up again.}"
LAYOUTS = {
    "block": (
        "id: A\nhistory:\n  - {date: 2026-01-02, change: Made up.}\n",
        "id: A\nhistory:\n  - {date: 2026-01-02, change: Made up.}\n  - NEW\n",
    ),
    "a field after it": (
        "history:\n- {change: Made up.}\n\n# About the label.\nlabel: Made up\n",
        "history:\n- {change: Made up.}\n- NEW\n\n# About the label.\nlabel: Made up\n",
    ),
    "groups as entries, and comments": (
        "x: 1\nhistory:\n  # 1.\n  - change: >-\n     Made\n     up.\n\n  # Last.\nid: A",
        "x: 1\nhistory:\n  # 1.\n  - change: >-\n     Made\n     up.\n  - NEW\n\n  # Last.\nid: A",
    ),
    "one line": (
        "{id: A, history: [{change: Made up.}]} # End.\n",
        "{id: A, history: [{change: Made up.}, NEW]} # End.\n",
    ),
    "brackets over lines, with a comma at the end": (
        "history: [\n  {change: Made up.},  # First.\n]\n",
        "history: [\n  {change: Made up.}, NEW,  # First.\n]\n",
    ),
    "empty": ("history: []\nid: A\n", "history: [NEW]\nid: A\n"),
    "no line end at the end of the file": (
        "history:\n  - {change: Made up.}",
        "history:\n  - {change: Made up.}\n  - NEW",
    ),
    "a comment behind the last": (
        "history:\n  - {change: Made up.}  # Really.\nid: A\n",
        "history:\n  - {change: Made up.}  # Really.\n  - NEW\nid: A\n",
    ),
    "a text in quotes that holds brackets": (
        'history:\n  - change: "Made] up}: # no - NEW"\nid: A\n',
        'history:\n  - change: "Made] up}: # no - NEW"\n  - NEW\nid: A\n',
    ),
}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_an_entry_is_added_at_the_end_of_a_list(
    before: str, after: str, ending: str, mark: str
) -> None:
    """Comments, blank lines, line ends and the layout of what was there stay."""
    content = (mark + before).replace("\n", ending).encode()
    expected = (mark + after).replace("\n", ending).replace("- NEW", f"- {ENTRY}", 1)
    if '# no - NEW"' in before:
        expected = (mark + after).replace("\n", ending).replace("  - NEW", f"  - {ENTRY}")
    if "- NEW" not in after:
        expected = expected.replace("NEW", ENTRY)
    assert apply_edits("made-up.yaml", content, [Append(("history",), ENTRY)]) == expected.encode()


LIST = (
    "# Made up.\n- id: A\n  pins: [{on: F001@1}]\n- id: B\n  pins:\n    - on: 'F001@1'  # Read.\n"
)


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Replace((0, "pins", 0, "on"), "F001@2"), "F001@1}", "F001@2}"),
        (Replace((1, "pins", 0, "on"), "F001@2"), "'F001@1'", "'F001@2'"),
        (Replace((0, "pins"), "[]"), "[{on: F001@1}]", "[]"),
        (Insert((0, "kind"), "x", "pins"), "  pins: [", "  kind: x\n  pins: ["),
        (Insert((1, "kind"), "x", "id"), "- id: B", "- kind: x\n  id: B"),
        (Insert((0, "pins", 0, "kind"), "x", "on"), "{on", "{kind: x, on"),
    ],
)
def test_one_value_is_changed_where_it_stands(edit: Edit, old: str, new: str) -> None:
    """In a file with a list of records, too, however the value is written."""
    assert LIST.count(old) == 1
    assert apply_edits("made-up.yaml", LIST.encode(), [edit]).decode() == LIST.replace(old, new)


def test_several_changes_are_made_one_after_the_other() -> None:
    """Each finds its place in what the one before has left."""
    edits: list[Edit] = [
        Insert((0, "kind"), '"a longer text: made up"', "id"),
        Replace((1, "pins", 0, "on"), "F001@22"),
        Replace((0, "kind"), "x"),
    ]
    document = parse("made-up.yaml", apply_edits("made-up.yaml", LIST.encode(), edits))[0]
    assert document is not None
    assert document.value == (
        {"kind": "x", "id": "A", "pins": ({"on": "F001@1"},)},
        {"id": "B", "pins": ({"on": "F001@22"},)},
    )


@pytest.mark.parametrize(
    ("content", "edit", "told"),
    [
        ("a: >-\n  Made up.\n", Replace(("a",), "x"), "made-up.yaml:1:1: `a` cannot be changed"),
        ("a:\n  b: 1\n", Replace(("a",), "{b: 2}"), "write `{b: 2}` there"),
        ("a: 1\n", Replace(("b",), "x"), "`b` cannot be changed by a program"),
        ("a: 1\n", Append(("a",), "x"), "add `x` as the last entry of `a`"),
        ("a: 1\n", Insert(("a",), "x", "a"), "write `a: x` there"),
        ("a: 1\n", Insert(("b",), "x", "c"), "write `b: x` there"),
        ("a: 1\n", Replace(("a",), "x # no"), "cannot be changed"),
        ("a: 1\n", Replace(("a",), "x\nb: 2"), "cannot be changed"),
        ("[a, b]", Replace((0,), "x, y"), "cannot be changed"),
        ("a: &x 1\n", Replace(("a",), "2"), "Mend that first."),
        ("a: 1\na: 2\n", Replace(("a",), "2"), "Mend that first."),
        ("a: [", Replace(("a",), "2"), "Mend that first."),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(content: str, edit: Edit, told: str) -> None:
    """With the place, and what to write there by hand."""
    with pytest.raises(CannotEditError) as caught:
        apply_edits("made-up.yaml", content.encode(), [edit])
    assert told in str(caught.value)
