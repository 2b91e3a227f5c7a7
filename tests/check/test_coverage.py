"""Where the knowledge base is thin is found by rules, and told as advice."""

import pytest

from kb.check.coverage import Gap, find_gaps
from kb.read import examine
from kb.records import Finding
from tests.made_up.records import FINDING, GLOSSARY, IMPLICATION, OTHER_FINDING, made_up


def found(key: str, *edits: tuple[str, str, str]) -> Gap:
    """Return a kind of gap in the made-up knowledge base after edits."""
    files = made_up()
    for path, old, new in edits:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode())
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert not any(problem.stops for problem in problems), problems
    return next(gap for gap in find_gaps(kb) if gap.key == key)


def identifiers(gap: Gap) -> list[str]:
    """Return the identifiers of the records at which a gap is found."""
    return [located.record.id for located in gap.places]


def test_a_finding_that_no_recommendation_rests_on_is_a_gap() -> None:
    """Until one rests on it."""
    assert identifiers(found("no-recommendation")) == []
    moved = (IMPLICATION, "F001@2", "F002@1")
    assert identifiers(found("no-recommendation", moved)) == ["F001"]


def test_a_recommendation_is_a_gap_if_none_of_its_findings_has_a_quote() -> None:
    """I001 rests on a finding with a quote, I002 on one without."""
    assert identifiers(found("no-quote")) == ["I002"]


def test_a_finding_in_one_participants_words_is_a_gap() -> None:
    """A finding without any words is another matter."""
    assert identifiers(found("one-voice")) == ["F001"]


def test_participants_who_are_quoted_never_or_far_more_than_others_are_named() -> None:
    """With the study, and without anything else that is known of them."""
    people = [place.person for place in found("uneven-voices").places]
    assert any(line.startswith("Testina in ") and "1 of 1 quotes" in line for line in people)
    assert any(line.startswith("Exempla in ") and line.endswith(": never") for line in people)


def test_a_theme_is_a_gap_if_no_finding_of_it_contrasts_with_another() -> None:
    """A contrast, on whichever side it is written, closes it for the themes of both."""
    assert identifiers(found("no-contrast")) == []
    contrast = (
        "relates_to:\n  - {finding: F001@2, kind: contrasts,\n"
        "    note: Made up., note_there: Made up.}\n"
    )
    alone = identifiers(found("no-contrast", (OTHER_FINDING, contrast, "")))
    assert alone == ["T001", "T002"]


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("agrees-with", False), ("cites-for-information", True), ("obtains-background-from", True)],
)
def test_a_work_that_one_record_cites_in_passing_is_a_gap(relation: str, *, expected: bool) -> None:
    """One that informs a recommendation or a term is not."""
    edits = [(FINDING, "relation: agrees-with", f"relation: {relation}")]
    informed = "informed_by:\n  - reference: beispiel-2010\n    note: This note is made up.\n"
    edits.append((IMPLICATION, informed, ""))
    edits.append((GLOSSARY, f"  {informed.replace(chr(10) + ' ', chr(10) + '   ')}", ""))
    assert ("beispiel-2010" in identifiers(found("in-passing", *edits))) == expected


def test_a_record_that_is_excused_is_no_gap() -> None:
    """The others are; and the exception is needed, so the check has nothing to say of it."""
    named = "label: A made-up finding\n"
    rule = found("one-voice").rule
    excused = f"exceptions:\n  - {{rule: {rule}, reason: This is made up.}}\n"
    assert identifiers(found("one-voice", (FINDING, named, named + excused))) == []
    files = made_up()
    files[FINDING] += excused.encode()
    assert examine(files).problems == ()


def test_every_kind_is_told_whether_it_is_found_or_not() -> None:
    """So that the absence of a gap can be seen."""
    kb = examine({}).kb
    assert kb.all(Finding) == []
    assert [gap.places for gap in find_gaps(kb)] == [()] * 8
