"""Evidence beyond a study: what other works found, by what it bears on and by question."""

from kb.knowledge.base import KnowledgeBase, get_detail
from kb.records import BearsOn, Evidence, Finding, Implication, Reference, UpdatedBy
from kb.records.evidence import Question
from kb.records.links import BEARINGS, QUESTIONS, Link

_ON: dict[type[Finding | Implication], Link] = {
    Finding: Link.BEARS_ON_FINDING,
    Implication: Link.BEARS_ON_IMPLICATION,
}


def list_evidence_on(
    kb: KnowledgeBase, record: Finding | Implication
) -> list[tuple[Evidence, BearsOn]]:
    """Return what bears on a finding or a recommendation, by how it bears on it, then by number."""
    pairs = [
        (kb.get(edge.source, Evidence), get_detail(edge, BearsOn))
        for edge in kb.into(record, _ON[type(record)])
    ]
    order = list(BEARINGS)
    held = [pair for pair in pairs if not kb.is_withdrawn(pair[0])]
    return sorted(held, key=lambda pair: order.index(pair[1].relation))


def list_bearings(
    kb: KnowledgeBase, evidence: Evidence
) -> list[tuple[Finding | Implication, BearsOn]]:
    """Return the findings, then the recommendations, that a piece of evidence bears on."""
    return [
        (kb.get(edge.target, kind), get_detail(edge, BearsOn))
        for kind, link in _ON.items()
        for edge in kb.out(evidence, link)
    ]


def get_work(kb: KnowledgeBase, evidence: Evidence) -> Reference:
    """Return the work that reports a piece of evidence."""
    return kb.get(evidence.reference, Reference)


def list_evidence_of(kb: KnowledgeBase, reference: Reference) -> list[Evidence]:
    """Return the entries in force about a work."""
    entries = [kb.get(e.source, Evidence) for e in kb.into(reference, Link.REPORTED_IN)]
    return [entry for entry in entries if not kb.is_withdrawn(entry)]


def group_by_question(kb: KnowledgeBase) -> list[tuple[Question, list[Evidence]]]:
    """Return all evidence in force by the question that it is about, newest works first."""
    groups: dict[Question, list[Evidence]] = {question: [] for question in QUESTIONS}
    for evidence in kb.all(Evidence):
        groups[evidence.question].append(evidence)
    for entries in groups.values():
        entries.sort(key=lambda entry: -_get_year(get_work(kb, entry)))
    return [(question, entries) for question, entries in groups.items() if entries]


def list_later(kb: KnowledgeBase, reference: Reference) -> list[tuple[Reference, UpdatedBy]]:
    """Return the later works that replace, update or correct a work."""
    return [
        (kb.get(e.target, Reference), get_detail(e, UpdatedBy))
        for e in kb.out(reference, Link.UPDATED_BY)
    ]


def list_earlier(kb: KnowledgeBase, reference: Reference) -> list[tuple[Reference, UpdatedBy]]:
    """Return the works that a work replaces, updates or corrects."""
    return [
        (kb.get(e.source, Reference), get_detail(e, UpdatedBy))
        for e in kb.into(reference, Link.UPDATED_BY)
    ]


def _get_year(reference: Reference) -> int:
    return reference.csl.issued.year if reference.csl.issued else 0
