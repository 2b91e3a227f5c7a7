"""Prose mentions records and cites works; the rest of it stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.mentions import Mention, divide_mentions, list_mentioned


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("printed with F018, and Q1000", ["F018", "Q1000"]),
        ("as @muster-2015 says", ["muster-2015"]),
        ("as said [@muster-2015; @de-beispiel-2010a].", ["muster-2015", "de-beispiel-2010a"]),
        ("without a year @muster-nd", ["muster-nd"]),
        ("DOI 10.1016/S0140-6736 and S2215-0366 and F018x are no records", []),
        ("mid-2020, someone@muster-2015.example and @someone cite nothing", []),
        ("@muster-20151 is no year", []),
    ],
)
def test_identifiers_are_found_where_they_are_meant(text: str, names: list[str]) -> None:
    """Records by their number, works by their key after an at sign."""
    assert list_mentioned(text) == names


def test_a_citation_between_brackets_becomes_one_between_parentheses() -> None:
    """Each work in it is a mention of its own."""
    assert [part for part in divide_mentions("So [@a-2000; @b-2001].") if part] == [
        "So ",
        "(",
        Mention("a-2000", "parenthetical"),
        "; ",
        Mention("b-2001", "parenthetical"),
        ")",
        ".",
    ]


@given(st.text(alphabet="abFQ@[]-;:. 0123456789"))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    """Brackets around a citation become round; every other character stays."""
    shown = "".join(part if isinstance(part, str) else part.name for part in divide_mentions(text))
    plain = str.maketrans("", "", "@[]()")
    assert shown.translate(plain) == text.translate(plain)
