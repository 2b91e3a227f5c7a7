"""Numbers and lists are written in words as a sentence has them."""

import datetime as dt

import pytest

from kb.text.wording import (
    capitalised,
    counted,
    day,
    join_names,
    number,
    split_paragraphs,
    unquote_text,
    write_ordinal,
)


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (22, "22nd")],
)
def test_places_in_a_row_are_short(place: int, words: str) -> None:
    """Teens are the exception."""
    assert write_ordinal(place) == words


def test_days_are_written_as_readers_write_them() -> None:
    """Without a zero before the day."""
    assert day(dt.date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no"), (1, "one"), (6, "six"), (12, "twelve"), (13, "13"), (100, "100"), (-1, "-1")],
)
def test_counts_up_to_twelve_are_words_and_figures_above(count: int, words: str) -> None:
    """As is usual in running text."""
    assert number(count) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no studies"), (1, "one study"), (2, "two studies"), (29, "29 studies")],
)
def test_a_counted_noun_agrees_with_its_number(count: int, words: str) -> None:
    """The plural may be irregular."""
    assert counted(count, "study", "studies") == words


def test_a_regular_plural_need_not_be_given() -> None:
    """An s will do."""
    assert counted(2, "finding") == "two findings"
    assert counted(1, "finding") == "one finding"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Testina"], "Testina"),
        (["Testina", "Exempla"], "Testina and Exempla"),
        (["Testina", "Exempla", "Probanda"], "Testina, Exempla and Probanda"),
    ],
)
def test_names_are_joined_as_in_a_sentence(names: list[str], words: str) -> None:
    """Commas, and an "and" before the last."""
    assert join_names(names) == words


@pytest.mark.parametrize(
    ("text", "begun"), [("the MBT", "The MBT"), ("", ""), ("É", "É"), ("éa B", "Éa B")]
)
def test_a_sentence_begins_with_a_capital_and_keeps_its_others(text: str, begun: str) -> None:
    """Abbreviations stay as they are."""
    assert capitalised(text) == begun


def test_each_line_of_prose_is_a_paragraph() -> None:
    """Empty lines and spaces around a line make none."""
    assert split_paragraphs("One.\n\n  Two. \nThree.\n") == ["One.", "Two.", "Three."]
    assert split_paragraphs(" \n ") == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“All of it.”", "All of it."),
        ('"All of it."', "All of it."),
        ("‘It’s all.’", "It’s all."),
        ("“Some” and “some”", "“Some” and “some”"),
        ("Some “of it”", "Some “of it”"),
        ("“", "“"),
    ],
)
def test_quotation_marks_are_taken_off_where_they_are_around_the_whole(
    text: str, bare: str
) -> None:
    """Those within it are part of it."""
    assert unquote_text(text) == bare
