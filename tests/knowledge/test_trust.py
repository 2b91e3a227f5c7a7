"""How far to trust is said in one sentence that begins with the weakest link."""

import pytest

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.trust import (
    CREDIBILITY_MEANING,
    explain_trust_in_finding,
    explain_trust_in_implication,
)
from kb.read import examine
from kb.records import Finding, Implication
from tests.helpers.building import REPOSITORY
from tests.made_up.records import FINDING, IMPLICATION, made_up

QUOTE = """\
  - id: Q002
    text: These words are made up as well.
    speaker: SPEAKER
    form: inline
    section: results-one
    supports: This support is made up.
    history:
      - {date: 2026-01-02, change: First published.}
"""
FOUNDATION = "  - finding: F002@1\n    reason: This reason is made up.\n"


def knowledge_base(*edits: tuple[str, str, str]) -> KnowledgeBase:
    """Return the made-up knowledge base after edits: a path, what to find, what to put."""
    files = made_up()
    for path, old, new in edits:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode(), 1)
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    assert not problems
    return kb


def in_finding(*edits: tuple[str, str, str], identifier: str = "F001") -> str:
    """Return the sentence on a finding."""
    kb = knowledge_base(*edits)
    return explain_trust_in_finding(kb, kb.get(identifier, Finding))


def in_implication(*edits: tuple[str, str, str], identifier: str = "I001") -> str:
    """Return the sentence on a recommendation."""
    kb = knowledge_base(*edits)
    return explain_trust_in_implication(kb, kb.get(identifier, Implication))


def test_a_finding_says_what_its_excerpts_show_whose_they_are_and_for_whom_it_is_reported() -> None:
    """The study and its size are named as well."""
    assert in_finding() == (
        "The one published excerpt, from Testina, leaves it open to challenge; it comes from one "
        "study with three participants, whose authors report it for “Testina and Exempla”."
    )


@pytest.mark.parametrize(
    ("level", "one", "two"),
    [
        ("unequivocal", "shows it beyond reasonable doubt", "show it beyond reasonable doubt"),
        ("credible", "leaves it open to challenge", "leave it open to challenge"),
        ("not-supported", "does not show it", "do not show it"),
    ],
)
def test_each_level_of_credibility_has_its_words(level: str, one: str, two: str) -> None:
    """The verb agrees with the number of excerpts; each speaker is named once."""
    judged = (FINDING, "level: credible", f"level: {level}")
    assert in_finding(judged).startswith(f"The one published excerpt, from Testina, {one};")
    for speaker, speakers in [("Exempla", "Testina and Exempla"), ("Testina", "Testina")]:
        second = (FINDING, "credibility:\n", f"{QUOTE.replace('SPEAKER', speaker)}credibility:\n")
        assert in_finding(judged, second).startswith(
            f"The two published excerpts, from {speakers}, {two};"
        )


def test_a_finding_without_an_excerpt_says_so() -> None:
    """Nobody's words are no weaker than somebody's that do not show it."""
    assert in_finding(identifier="F002").startswith("No published excerpt shows it; it comes from")


def test_a_derived_recommendation_begins_with_whose_step_it_is() -> None:
    """The editors' own step is the weakest link."""
    assert in_implication() == (
        "The step from the findings to this action is the editors’ own and untested here; it "
        "rests on one finding from one study with three participants, and for the finding the "
        "published excerpts leave it open to challenge."
    )


def test_a_stated_recommendation_says_that_the_authors_call_for_it() -> None:
    """Stated is not tested."""
    assert in_implication(identifier="I002").startswith(
        "The study’s authors call for this; nothing here tests it; it rests on one finding"
    )


def test_a_recommendation_is_no_stronger_than_the_weakest_finding_it_rests_on() -> None:
    """Two findings are counted, and the weaker decides."""
    sentence = in_implication((IMPLICATION, "informed_by:\n", f"{FOUNDATION}informed_by:\n"))
    assert sentence.endswith(
        "it rests on two findings from one study with three participants, and for the weakest of "
        "them no published excerpt shows it."
    )


def test_the_page_on_trust_quotes_the_rules() -> None:
    """Each clause that says whose step it is, what excerpts do, and the order of the levels."""
    page = (REPOSITORY / "docs" / "about" / "trust.md").read_text(encoding="utf-8")
    for identifier in ("I001", "I002"):
        step, rests, _ = in_implication(identifier=identifier).partition("; it rests on")
        assert rests
        assert f"“{step}”" in page
    for meaning in CREDIBILITY_MEANING.values():
        assert meaning.removeprefix("the published excerpts ") in page
    levels = ", ".join(level.replace("-", " ") for level in CREDIBILITY_MEANING)
    assert f"From the strongest to the weakest, the levels are {levels}." in page
