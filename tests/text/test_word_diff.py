"""Two texts are compared word by word, and nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.word_diff import Piece, compare_words, shorten
from tests.helpers.measuring import Measure

TEXTS = st.text(alphabet="ab c,.\n’é", max_size=40)


def marked(pieces: list[Piece]) -> str:
    """Write pieces with marks."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    """Whatever they are."""
    pieces = compare_words(before, after)
    assert "".join(x.text for x in pieces if x.kind != "added") == before
    assert "".join(x.text for x in pieces if x.kind != "removed") == after
    assert all(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("six of them", "five of them", "[-six-]{+five+} of them"),
        ("all six clinicians", "all five nurses", "all [-six clinicians-]{+five nurses+}"),
        ("clinicians’ work", "clinician’s work", "[-clinicians’-]{+clinician’s+} work"),
        ("so", "so.", "so{+.+}"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("same", "same", "same"),
        ("well-being", "wellbeing", "[-well-being-]{+wellbeing+}"),
    ],
)
def test_words_are_marked(before: str, after: str, shown: str) -> None:
    """Whole words, punctuation by itself, and words in a row together."""
    assert marked(compare_words(before, after)) == shown


def test_what_stays_the_same_for_long_is_left_out() -> None:
    """A few words around each change are enough to find it."""
    words = " ".join(f"word{number}" for number in range(40))
    pieces = shorten(compare_words(f"a {words} b {words}", f"c {words} d {words}"))
    assert marked(pieces) == (
        "[-a-]{+c+} word0 word1 word2 word3 word4 word5 … word34 word35 word36 word37 word38 "
        "word39 [-b-]{+d+} word0 word1 word2 word3 word4 word5 …"
    )
    assert shorten(compare_words("", words)) == [Piece("added", words)]


@pytest.mark.parametrize("turned", [False, True])
def test_long_texts_are_compared_as_soon_as_short_ones(measure: Measure, *, turned: bool) -> None:
    """Even if they have nothing but spaces in common, or the same few words again and again."""
    done = measure.code(
        "from kb.text.word_diff import compare_words\n"
        "old = ' '.join(f'old{i}' for i in range(8_000))\n"
        "new = ' '.join(f'new{i}' for i in range(90))\n"
        "again = 'a b ' * 9_000\n"
        "for one, other in ((old, new), (old, old.replace('o', 'n')), (again, 'b ' * 80)):\n"
        f"    compare_words(*((one, other) if {turned} else (other, one)))\n"
    )
    assert (done.code, done.said) == (0, "")
    assert done.seconds < 10
