"""How a long index is divided: pure, of documents that are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.division import ON_REQUEST, Division, divide
from kb.search.documents import Document
from kb.search.entries import TYPES

MOST = 1_000

sizes = st.integers(min_value=1, max_value=MOST)
made_up = st.lists(st.tuples(st.sampled_from(TYPES), sizes), min_size=1, max_size=60)


def _documents(given: list[tuple[str, int]]) -> list[Document]:
    return [Document(f"{i}/index.html", kind, size, str(i)) for i, (kind, size) in enumerate(given)]


def _size(documents: list[Document] | tuple[Document, ...]) -> int:
    return sum(one.size for one in documents)


def _all(division: Division) -> list[Document]:
    return [one for part in (*division.first, *division.further) for one in part]


@given(made_up)
def test_every_document_is_in_one_part_and_no_part_is_too_large(
    given: list[tuple[str, int]],
) -> None:
    """None is empty, and there is always one that is searched from the start."""
    documents = _documents(given)
    division = divide(documents, MOST)
    assert sorted(_all(division), key=documents.index) == documents
    for part in (*division.first, *division.further):
        assert 0 < _size(part) <= MOST
    assert division.first


@given(made_up)
def test_what_is_short_enough_is_one_part(given: list[tuple[str, int]]) -> None:
    """With all of it, in its order, and nothing is left for later."""
    documents = _documents(given)
    assert divide(documents, _size(documents)) == Division((tuple(documents),))


@pytest.mark.parametrize("kind", TYPES)
def test_a_document_more_changes_one_part(kind: str) -> None:
    """So an edit makes one index of several again, and browsers keep what they have of others."""
    documents = _documents([(one, 10) for _ in range(40) for one in TYPES])
    before = divide(documents, MOST)
    more = Document("one/more/index.html", kind, 10, "more")
    after = divide([*documents, more], MOST)
    assert len(before.first) > 1
    assert len(before.further) == len(after.further) == 1
    was, now = ({*division.first, *division.further} for division in (before, after))
    assert len(now - was) == len(was - now) == 1


def test_only_quotes_and_references_are_left_for_later() -> None:
    """Once there is too much for one index."""
    documents = _documents([(kind, MOST // 2) for kind in TYPES])
    division = divide(documents, MOST)
    assert {one.kind for part in division.further for one in part} == ON_REQUEST
    assert {one.kind for part in division.first for one in part} == {*TYPES} - ON_REQUEST


def test_where_there_is_nothing_but_quotes_they_are_searched_from_the_start() -> None:
    """Something has to bring the program."""
    division = divide(_documents([("Quote", MOST)] * 3), MOST)
    assert not division.further
    assert len(_all(division)) == 3


def test_a_document_that_is_too_large_is_a_part_of_its_own() -> None:
    """It cannot be divided, and is found all the same."""
    documents = _documents([("Finding", MOST + 1), ("Finding", 1), ("Finding", MOST)])
    assert sorted(_all(divide(documents, MOST)), key=documents.index) == documents
