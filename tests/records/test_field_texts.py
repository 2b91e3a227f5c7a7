"""What a record says is told field by field, under the names that its fields have for people."""

import pytest

from kb.load.loader import load
from kb.records import Finding, Record, Reference
from kb.records.field_texts import BOOKKEEPING, FieldText, list_field_texts
from tests.made_up.records import FINDING, OTHER_REFERENCE, made_up

LOCATED = load(made_up()).records


def texts(path: str, kind: type[Record]) -> list[FieldText]:
    """Return the texts of the first record of a kind in a file."""
    found = next(x for x in LOCATED if x.document.file.endswith(path) and type(x.record) is kind)
    return list_field_texts(found.record)


def test_every_field_that_is_filled_in_is_told_in_order() -> None:
    """The quotes of a finding are records of their own, and its history is not what it says."""
    assert [(one.label, one.text) for one in texts(FINDING, Finding)] == [
        ("Themes", "T002"),
        ("Statement", "This finding is made up."),
        ("Label", "A made-up finding"),
        ("Section", "results-one"),
        ("Reported for: As printed", "Testina and Exempla"),
        ("Reported for: Count", "2"),
        ("Reported for: Participants", "Testina, Exempla"),
        ("What participants reported, 1st: Text", "This report is made up."),
        ("What participants reported, 1st: Section", "results-one"),
        ("Credibility: Level", "credible"),
        ("Credibility: What the quotes show", "whole"),
        ("Credibility: Reason", "This reason is made up."),
        ("Credibility: Judged by", "Nobody"),
        ("Credibility: Judged on", "2 January 2026"),
        ("Cites, 1st: Reference", "beispiel-2010"),
        ("Cites, 1st: Relation", "agrees-with"),
        ("Cites, 1st: Note", "This agreement is made up."),
        ("Cites, 1st: Section", "results-one"),
    ]


def test_paths_are_those_of_the_data() -> None:
    """Names with hyphens too, so that every text can be found in its file."""
    found = {one.path: one.text for one in texts(OTHER_REFERENCE, Reference)}
    assert found["csl", "container-title"] == "Journal of Made-Up Examples"
    assert found["csl", "author", 0, "family"] == "Muster"
    assert found["csl", "issued", "date-parts"] == "2015-02-28"


@pytest.mark.parametrize("place", LOCATED, ids=lambda place: str(place.record.id))
def test_nothing_of_the_made_up_records_is_left_out(place: object) -> None:
    """Every word of a record that is no bookkeeping stands in one of its texts."""
    record = getattr(place, "record", None)
    assert isinstance(record, Record)
    told = [one.text for one in list_field_texts(record)]
    left_out = {*BOOKKEEPING, "quotes"}
    for name, value in record:
        if name not in left_out and isinstance(value, str):
            assert value in told
