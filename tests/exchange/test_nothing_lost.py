"""Nothing is lost in silence: every word of a file is in the work, or told by entry and field."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from kb.exchange.guard import list_lost
from kb.exchange.reading import Reading, read_bibliography
from kb.records import CslItem
from tests.made_up.exports import FORMATS, Export, Field, make_exports


def find_words(text: str) -> list[str]:
    """Return the words by which a text can be followed."""
    return re.findall(r"q[bcdfghklmprstvwz]{5,8}x", text)


def list_silent(reading: Reading, fields: list[Field]) -> list[Field]:
    """Return each word that is neither in the work, nor told with its field."""
    (entry,) = reading.entries
    held = entry.item.model_dump_json(exclude={"type"})
    # Accents may have come onto a letter of the word.
    said = "\n".join(entry.notes)
    return [
        (name, word)
        for name, text in fields
        if name not in reading.dropped
        for word in find_words(text)
        if word not in held and not (word in said and f"{name}:" in said)
        if not any(note.startswith(f"{name}: ") and "…" in note for note in entry.notes)
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_word_is_in_the_work_or_is_told_with_its_field(ending: str) -> None:
    """Whatever signs stand between the words, and whatever fields an entry has."""

    @settings(
        max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(made_up=make_exports(ending))
    def attempt(made_up: Export) -> None:
        reading = read_bibliography(f"made-up.{ending}", made_up.content.encode())
        if reading.problems:
            assert "entry" in reading.problems[0].message
            return
        assert list_silent(reading, [*made_up.fields.items()]) == []
        assert set(find_words(made_up.title)) <= set(find_words(reading.entries[0].item.title))

    attempt()


@pytest.mark.parametrize(
    ("given_text", "lost"),
    [
        ("A title", ""),
        ("{A} T{\\'i}tle", ""),
        ("A title &amp; more", "more"),
        ("A <i>title</i> of 5%", "of 5"),
        ("A title\\textendash2", "title\ua66e2"),
    ],
)
def test_the_guard_finds_what_is_not_in_the_work(given_text: str, lost: str) -> None:
    """Decoded simply: without commands, marks, tags and accents."""
    item = CslItem.model_validate({"type": "book", "title": "A title"})
    assert [*list_lost([("title", given_text)], item, latex=True)] == (
        [("title", lost)] if lost else []
    )


def test_words_that_are_scattered_over_fields_are_not_there() -> None:
    """Half a field in the title and half in the publisher is no field."""
    item = CslItem.model_validate({"type": "book", "title": "Here", "publisher": "There"})
    assert [*list_lost([("x", "Here There")], item)] == [("x", "there")]


def test_a_month_is_there_as_its_number() -> None:
    """And an hour of the day is not asked for."""
    item = CslItem.model_validate(
        {"type": "book", "title": "T", "issued": {"date-parts": ((2001, 3, 5),)}}
    )
    fields = [("DA", "5 March 2001"), ("Y1", "2001/03/05/11:53:28"), ("month", "Mär.")]
    assert [*list_lost(fields, item)] == []
    assert [*list_lost([("DA", "2001///Spring")], item)] == [("DA", "spring")]
