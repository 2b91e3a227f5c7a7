"""How far to trust is said in a sentence or two: who is quoted, and whose idea it is."""

import pytest

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.support import SUPPORT_MEANING, SUPPORT_NAMES
from kb.knowledge.trust import (
    CREDIBILITY_MEANING,
    describe_limits,
    explain_trust_in_finding,
    explain_trust_in_implication,
)
from kb.read import examine
from kb.records import Finding, Implication, Study
from tests.helpers.building import REPOSITORY
from tests.made_up.records import (
    FINDING,
    IMPLICATION,
    OTHER_FINDING,
    STATED_IMPLICATION,
    made_up,
)

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
SHARED = "shared_quotes:\n  - {quote: Q001, supports: This support is made up.}\n"
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


def test_a_finding_says_who_is_quoted_and_for_whom_it_is_reported() -> None:
    """What all findings of a study share is said elsewhere."""
    assert in_finding() == (
        "Testina is quoted saying this. The authors report it for “Testina and Exempla”."
    )


@pytest.mark.parametrize(
    ("judged", "says"),
    [
        ("level: unequivocal", "{} quoted saying this."),
        ("level: credible", "{} quoted saying this."),
        ("level: credible\n  shows: part", "{} quoted saying part of this."),
        ("level: not-supported", "{} quoted, but the words do not show this."),
    ],
)
def test_what_the_quotes_show_has_its_words(judged: str, says: str) -> None:
    """The verb agrees with the number of speakers; each speaker is named once."""
    edit = (FINDING, "level: credible", judged)
    assert in_finding(edit).startswith(says.format("Testina is"))
    for speaker, speakers in [("Exempla", "Testina and Exempla are"), ("Testina", "Testina is")]:
        second = (FINDING, "credibility:\n", f"{QUOTE.replace('SPEAKER', speaker)}credibility:\n")
        assert in_finding(edit, second).startswith(says.format(speakers))


def test_a_quote_that_is_shared_counts_as_one_of_its_own() -> None:
    """Wherever it is written."""
    shared = f"{SHARED}credibility:\n  level: credible"
    said = in_finding(
        (OTHER_FINDING, "credibility:\n  level: not-supported", shared), identifier="F002"
    )
    assert said == "Testina is quoted saying this. The authors report it for “participants”."


def test_a_finding_without_a_quote_says_so() -> None:
    """A report without a quote is a report still."""
    assert in_finding(identifier="F002") == (
        "Nobody is quoted saying this. The authors report it for “participants”."
    )


def test_an_argument_of_the_authors_is_no_report() -> None:
    """Nobody reported it for anybody."""
    edit = (
        OTHER_FINDING,
        "reported_for:\n  as_printed: participants\nreported:",
        "argued_about:\n  as_printed: others\ninterpretation:",
    )
    assert in_finding(edit, identifier="F002") == (
        "Nobody is quoted saying this. The authors argue it about “others”."
    )


def test_a_derived_recommendation_begins_with_whose_idea_it_is() -> None:
    """Then what it rests on."""
    assert in_implication() == "Our own suggestion. It rests on one finding, quoted."


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        ("", "The study’s authors call for this."),
        ("\n  manner: expectation", "The study’s authors expect this."),
    ],
)
def test_a_stated_recommendation_says_how_the_authors_say_it(manner: str, says: str) -> None:
    """What they expect they do not call for."""
    edit = (STATED_IMPLICATION, "kind: stated", f"kind: stated{manner}")
    rests = "It rests on one finding, reported without a quote."
    assert in_implication(edit, identifier="I002") == f"{says} {rests}"


def test_a_recommendation_says_how_each_finding_is_supported() -> None:
    """Two findings are counted by their tags, the best supported first."""
    sentence = in_implication((IMPLICATION, "informed_by:\n", f"{FOUNDATION}informed_by:\n"))
    assert sentence.endswith(
        "It rests on two findings: one quoted and one reported without a quote."
    )


def test_what_all_share_is_counted_by_study() -> None:
    """A study is named once, however often it stands there."""
    (study,) = knowledge_base().all(Study)
    assert describe_limits([study, study]) == (
        "From one study with three participants. No recommendation here has been tested."
    )


def test_the_page_on_trust_quotes_the_rules() -> None:
    """Each tag with its meaning, and each of JBI's levels with its words."""
    page = " ".join((REPOSITORY / "docs/about/trust.md").read_text(encoding="utf-8").split())
    for support, name in SUPPORT_NAMES.items():
        assert f"**{name}**: {SUPPORT_MEANING[support]}" in page
    for level, meaning in CREDIBILITY_MEANING.items():
        assert f"*{level.replace('-', ' ')}* ({meaning})" in page
    for step in ("Our own suggestion.", "call for this.", "expect this."):
        assert step in page
