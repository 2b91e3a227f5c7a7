"""From participants' words to the outside evidence and back: who stands between the two.

A quote illustrates a finding; the finding cites works, and carries recommendations that are
informed by works. Seen from either end, the other is one step away.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import sort_by_number
from kb.records import Finding, Implication, Quote, Reference

E = TypeVar("E", Quote, Reference)


@dataclass(frozen=True, slots=True)
class Step(Generic[E]):
    """The far end of a chain, and the findings and recommendations through which it leads there."""

    end: E
    through: tuple[Finding | Implication, ...]


def find_works_behind(kb: KnowledgeBase, quote: Quote) -> list[Step[Reference]]:
    """Return the works that a quote's findings cite, or that inform what rests on them."""
    findings = [finding for finding, _ in kb.illustrated(quote)]
    pairs: list[tuple[Reference, Finding | Implication]] = [
        (work, finding) for finding in findings for work, _ in kb.citations(finding)
    ]
    for implication in kb.resting_on(findings):
        pairs += [(work, implication) for work, _ in kb.informing(implication)]
    # What the page of a withdrawn work still shows is its direct links alone.
    return _list_steps([(work, one) for work, one in pairs if not kb.is_withdrawn(work)])


def find_quotes_behind(kb: KnowledgeBase, reference: Reference) -> list[Step[Quote]]:
    """Return the quotes of findings that cite a work, or that carry what it informs."""
    pairs: list[tuple[Quote, Finding | Implication]] = []
    for record, _ in kb.cited_by(reference):
        if isinstance(record, Finding):
            pairs += [(quote, record) for quote in kb.quotes_of(record)]
    for record, _ in kb.informs(reference):
        if isinstance(record, Implication):
            for finding, _ in kb.foundations(record):
                pairs += [(quote, record) for quote in kb.quotes_of(finding)]
    return sorted(_list_steps(pairs), key=lambda step: sort_by_number(step.end))


def _list_steps(pairs: list[tuple[E, Finding | Implication]]) -> list[Step[E]]:
    """Name each far end once, in the order in which it is first met, with all that lead there."""
    ends: dict[str, E] = {}
    through: dict[str, dict[str, Finding | Implication]] = {}
    for end, one in pairs:
        ends[end.id] = end
        through.setdefault(end.id, {})[one.id] = one
    return [Step(end, tuple(through[name].values())) for name, end in ends.items()]
