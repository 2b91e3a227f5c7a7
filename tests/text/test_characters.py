"""Characters that nobody sees, or that look like others: what is refused, and what is not."""

import pytest

from kb.read import examine
from kb.text.characters import advise, describe, find_mixed_words, find_unfit
from tests.made_up.records import FINDING, made_up

SOUND = (
    "Plain text,\twith a tab\nand a second line.",
    "“Quotes” – dashes … and a no-break\u00a0space",
    "Ó Broin, Šmídová, Łukasz, Ångström, Nguyễn, e\u0301",
    "Достоевский, Αριστοτέλης, שלום, 你好",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian needs this joiner.
    "½ × 2 ≤ 3 → 4 µm, 5 °C, €6",
)
UNFIT = (
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    *"\u200b\u2060\ufeff\u00ad\u180e\u034f\u3164\ufe0f\u2800",
    *"\x00\x07\x1b\x7f\x85\u2028\u2029",
    *"\ue000\U000f0000\u0378\U000e0041\ufffd\ufffe",
)


@pytest.mark.parametrize("text", SOUND)
def test_writing_of_any_language_is_left_alone(text: str) -> None:
    """Letters, marks, signs and spaces that a reader sees, and joiners that writing needs."""
    assert list(find_unfit(text)) == []


@pytest.mark.parametrize("character", UNFIT, ids=[f"{ord(one):x}" for one in UNFIT])
def test_what_nobody_sees_is_found_at_its_place(character: str) -> None:
    """In any text, with a name and with what to do."""
    assert list(find_unfit(f"made{character}up")) == [(4, character)]
    assert describe(character).startswith(f"U+{ord(character):04X}, ")
    assert advise(character).endswith(".")


@pytest.mark.parametrize("character", "\u200c\u200d")
def test_a_joiner_has_no_place_in_words_that_need_none(character: str) -> None:
    """Within Latin letters it hides a word from the search."""
    for text in (f"su{character}pervision", f"{character}a", f"1{character}2", f"a{character}"):
        assert [found for _, found in find_unfit(text)] == [character]


@pytest.mark.parametrize("character", "\u202e\u200b\ufeff\U000e0041\ue000\x1b\ufffd")
@pytest.mark.parametrize("place", ["value", "key", "comment", "escape"])
def test_it_is_refused_wherever_a_file_holds_it(character: str, place: str) -> None:
    """With the line it stands on, even where it is no part of the data or is an escape."""
    files = made_up()
    text = files[FINDING].decode()
    number = f"{ord(character):08x}"
    old, new = {
        "value": ("This report", f"This {character}report"),
        "key": ("statement:", f"state{character}ment:"),
        "comment": ("id: F001", f"# {character} made up\nid: F001"),
        "escape": ("text: This report is made up.", f'text: "This \\U{number}report is made up."'),
    }[place]
    assert old in text
    files[FINDING] = text.replace(old, new, 1).encode()
    problems = examine(files).problems
    first = old.split("\n")[0]
    line = next(i for i, one in enumerate(text.splitlines(), 1) if first in one)
    named = [one for one in problems if f"U+{ord(character):04X}" in one.message]
    assert [one.position.line for one in named] == [line]
    assert all(one.stops for one in named)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("supp\u043ert", ["supp\u043ert"]),
        ("\u0410ntisocial \u03bfnly", ["\u0410ntisocial", "\u03bfnly"]),
        ("p\uff41per and b\U0001d41ald", ["p\uff41per", "b\U0001d41ald"]),
        ("\u0391 Greek letter alone, and \u03b1-helix or β2", []),
        ("Достоевский cited Αριστοτέλης", []),
        ("na\u00efve caf\u00e9", []),
    ],
)
def test_a_word_of_two_alphabets_is_noticed(text: str, words: list[str]) -> None:
    """Words each of one alphabet are not, whichever it is."""
    assert [word for word, _ in find_mixed_words(text)] == words
