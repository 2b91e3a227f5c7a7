"""Whatever a text holds, what is shown of it obeys nobody and can be printed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.shown import show_on_one_line, show_signs

ANYTHING = st.text(st.characters(codec=None), max_size=40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, “round” and Zähler – 羊", "plain, “round” and Zähler – 羊"),
        ("no\u00a0break and\u202fthin", "no\u00a0break and\u202fthin"),
        ("\x1b]0;pwned\x07", r"\x1b]0;pwned\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("a\rb\tc", r"a\rb\tc"),
        ("\u202eabc\u2066", r"\u202eabc\u2066"),
        ("half \ud800", r"half \ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_signs(text: str, shown: str) -> None:
    """What people write stays as it is."""
    assert show_signs(text) == shown


@given(ANYTHING)
def test_every_text_can_be_printed_and_moves_no_cursor(text: str) -> None:
    """Whatever it is made of."""
    shown = show_signs(text)
    shown.encode()
    assert all(one == "\n" or one.isprintable() or one.isspace() for one in shown)
    assert not set(shown) & set("\r\t\x0b\x0c\x1b\x85\u2028\u2029")
    assert show_signs(shown) == shown
    assert "\n" not in show_on_one_line(text)
    assert show_signs(json.dumps(text)) == json.dumps(text)
