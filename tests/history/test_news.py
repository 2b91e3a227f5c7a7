"""What changed lately: the newest first, and what changed together in one line."""

import datetime as dt

import pytest

from kb.history.news import Changed, list_recent_changes
from kb.read import examine
from tests.made_up.records import made_up


@pytest.fixture
def lines() -> list[Changed]:
    """All lines of the made-up knowledge base."""
    examined = examine(made_up())
    kb, problems = examined.kb, examined.problems
    assert not problems
    return list_recent_changes(kb, 99)


def test_the_newest_change_comes_first_and_names_its_record(lines: list[Changed]) -> None:
    """With the words of the record's own history."""
    newest = lines[0]
    assert (newest.date, newest.change) == (dt.date(2026, 1, 3), "Changed its made-up meaning.")
    assert [record.id for record in newest.records] == ["F001"]
    assert [line.date for line in lines] == sorted((line.date for line in lines), reverse=True)


def test_what_was_published_together_is_counted_in_one_line(lines: list[Changed]) -> None:
    """Nobody reads a list of every record of a new study."""
    first = lines[-1]
    assert (first.change, first.records) == ("First published.", ())
    assert first.summary == (
        "one study, two themes, two findings, one quote, two references, two roles and one term"
    )


def test_no_more_lines_are_given_than_asked_for() -> None:
    """A page has room for so many."""
    kb = examine(made_up()).kb
    assert len(list_recent_changes(kb, 1)) == 1
