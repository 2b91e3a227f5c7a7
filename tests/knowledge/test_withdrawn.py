"""Records that no longer hold: what still tells of them, and what leaves them out."""

from kb.check.coverage import find_gaps
from kb.citations.bibliography import format_bibliography, list_withdrawn_works, list_works
from kb.history.news import list_recent_changes
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import link
from kb.load.loader import load
from kb.records import Finding, Implication, Quote, Record, Reference
from kb.records.links import Link
from kb.render.site import Site
from kb.settings import Settings
from tests.helpers.building import REPOSITORY
from tests.helpers.rendering import render
from tests.made_up.records import (
    FINDING,
    IMPLICATION,
    OTHER_FINDING,
    REFERENCE,
    STATED_IMPLICATION,
    STUDY,
    made_up,
)

WITHDRAWN = b"withdrawn: {on: 2026-02-01, reason: This reason is made up.}\n"


def without(*paths: str) -> KnowledgeBase:
    """Return the made-up records with those of some files withdrawn."""
    files = made_up()
    for path in paths:
        files[path] += WITHDRAWN
    kb, problems = link(load(files))
    assert problems == []
    return kb


def identifiers(records: list[Finding] | list[Quote] | list[Record]) -> list[str]:
    """Return what records are called in the data."""
    return [record.id for record in records]


def test_only_records_in_force_are_counted_among_all() -> None:
    """A withdrawn record is apart, with the quotes that illustrate it."""
    kb = without(FINDING)
    assert identifiers(kb.all(Finding)) == ["F002"]
    assert identifiers(kb.withdrawn(Finding)) == ["F001"]
    assert kb.all(Quote) == []
    assert identifiers(kb.withdrawn(Quote)) == ["Q001"]
    every = {*identifiers(kb.all(Record)), *identifiers(kb.withdrawn(Record))}
    assert every == set(kb.located)


def test_nothing_is_withdrawn_that_does_not_say_so() -> None:
    """Only a quote goes with another record."""
    kb = without()
    assert kb.withdrawn(Record) == []
    assert identifiers(without(FINDING).withdrawn(Record)) == ["F001", "Q001"]


def test_a_link_from_a_withdrawn_record_is_seen_from_nowhere() -> None:
    """No page in force lists what no longer holds."""
    finding = without().get("F001", Finding)
    assert [item.id for item, _ in without().implications_of(finding)] == ["I001"]
    assert without(IMPLICATION).implications_of(finding) == []
    reference = without().get("beispiel-2010", Reference)
    assert [record.id for record, _ in without().cited_by(reference)] == ["F001"]
    assert without(FINDING).cited_by(reference) == []


def test_a_link_to_a_withdrawn_record_is_still_told() -> None:
    """So that the page which names it can say that it was withdrawn."""
    kb = without(FINDING)
    (item,) = (item for item in kb.all(Implication) if item.id == "I001")
    assert [edge.target for edge in kb.out(item, Link.RESTS_ON)] == ["F001"]


def test_a_quote_can_be_withdrawn_alone() -> None:
    """Its finding stays, and shows it no more."""
    files = made_up()
    start, rest = files[FINDING].split(b"    history:\n", 1)
    files[FINDING] = start + b"    " + WITHDRAWN + b"    history:\n" + rest
    kb, _ = link(load(files))
    assert identifiers(kb.withdrawn(Record)) == ["Q001"]
    finding = kb.get("F001", Finding)
    assert finding.quotes
    assert kb.quotes_of(finding) == []


def test_no_gap_is_told_of_a_withdrawn_record() -> None:
    """What no longer holds needs nothing more; what rests on it has lost its quotes."""
    kb = without(FINDING)
    found = {gap.key: [located.record.id for located in gap.places] for gap in find_gaps(kb)}
    assert found["no-recommendation"] == []
    assert found["one-voice"] == []
    assert "I001" in found["no-quote"]


def test_a_withdrawn_work_keeps_how_it_is_cited() -> None:
    """Its page stays; but it does not stand among the works that are told apart by letters."""
    every = list_works(without()).keys()
    assert list_withdrawn_works(without(REFERENCE, STUDY)).keys() == {"beispiel-2010", "S001"}
    assert list_works(without(REFERENCE, STUDY)).keys() == every - {"beispiel-2010", "S001"}


def test_a_withdrawal_is_news() -> None:
    """The histories of withdrawn records count among the changes."""
    named = {r.id for line in list_recent_changes(without(FINDING), 9) for r in line.records}
    assert "F001" in named


def test_a_chain_of_replacements_is_followed_to_its_end() -> None:
    """Whoever comes from an old link is led to what holds now."""
    kb = replaced(b"I002", b"I003")
    assert [record.id for record in kb.replacements(kb.get("I001", Implication))] == [
        "I002",
        "I003",
    ]
    assert [record.id for record in kb.replaced(kb.get("I002", Implication))] == ["I001"]
    assert [record.id for record in kb.replaced(kb.get("I003", Implication))] == ["I002"]


def test_a_circle_of_replacements_is_not_followed_for_ever() -> None:
    """The check tells of it; nothing waits for its end."""
    kb = replaced(b"I002", b"I001")
    chain = kb.replacements(kb.get("I001", Implication))
    assert [record.id for record in chain] == ["I002"]


def replaced(first: bytes, second: bytes) -> KnowledgeBase:
    """Return the made-up records, with one withdrawn for `first`, and I002 for `second`."""
    files = made_up()
    files["implications/I003.yaml"] = files[STATED_IMPLICATION].replace(b"I002", b"I003")
    for path, by in ((IMPLICATION, first), (STATED_IMPLICATION, second)):
        files[path] += b"withdrawn: {on: 2026-02-01, reason: Made up., replaced_by: %s}\n" % by
    kb, problems = link(load(files))
    assert problems == []
    return kb


def test_pages_are_made_when_nothing_is_left_of_what_they_show() -> None:
    """A recommendation may have lost all that it rests on, and a situation all that it is."""
    kb = without(FINDING, OTHER_FINDING)
    style = REPOSITORY / "vendor/csl/apa.csl"
    pages = render(Site(kb, format_bibliography(kb, style), Settings("Made up")))
    assert "Every finding that it rests on was withdrawn" in pages["implications/i001.md"]
    assert "The study prints no excerpt" not in pages["implications/i001.md"]
    assert "was withdrawn on 1 February 2026" in pages["situations/made-up-situation.md"]
