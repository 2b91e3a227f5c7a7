"""Readers are told sections, roles, reasons and works in words, not as the data calls them."""

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import link
from kb.load.loader import load
from kb.pages.field_words import put_in_words
from kb.records import Finding, Implication, Record, Reference
from kb.records.field_texts import list_field_texts
from tests.made_up.records import made_up


def told(kb: KnowledgeBase, record: Record) -> dict[str, str]:
    """Return what is reported of each field, by its label."""
    return {field.label: put_in_words(kb, record, field) for field in list_field_texts(record)}


def test_what_only_the_data_calls_so_is_told_in_words() -> None:
    """Everything else is as it was written."""
    kb, _ = link(load(made_up()))
    finding = told(kb, kb.get("F001", Finding))
    assert finding["What participants reported, 1st: Section"] == "First result"
    assert finding["Cites, 1st: Relation"] == "The authors agree with"
    assert finding["Cites, 1st: Reference"] == "@beispiel-2010"
    assert finding["Statement"] == "This finding is made up."
    assert told(kb, kb.get("I001", Implication))["Addressed to"] == "Examiners, Testers"
    assert told(kb, kb.get("beispiel-2010", Reference))["Kind of work"] == "Book or chapter"


def test_a_judgement_is_told_without_a_hyphen() -> None:
    """As on the finding's own page."""
    files = {
        path: content.replace(b"level: credible", b"level: not-supported")
        for path, content in made_up().items()
    }
    kb, _ = link(load(files))
    assert told(kb, kb.get("F001", Finding))["Credibility: Level"] == "not supported"
