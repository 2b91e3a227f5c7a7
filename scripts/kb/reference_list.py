"""The works that a page cites, by its links or in its text."""

from collections.abc import Iterable

from kb.bibliography import Bibliography
from kb.knowledge_base import KnowledgeBase
from kb.mentions import mentioned
from kb.record_texts import texts
from kb.records import Finding, Record, Reference
from kb.relations import Link


def cited_by(
    kb: KnowledgeBase, bibliography: Bibliography, records: Iterable[Record]
) -> list[Reference]:
    """Return the references that records cite, each once, in the order of the style."""
    wanted: set[str] = set()
    for record in records:
        quotes = record.quotes_in_force if isinstance(record, Finding) else ()
        edges = [*kb.out(record, Link.CITES), *kb.out(record, Link.INFORMED_BY)]
        wanted.update(edge.target for edge in edges)
        for part in (record, *quotes):
            for _, text in texts(kb.located[part.id]):
                wanted.update(mentioned(text))
        wanted.discard(record.id)
    return [
        kb.get(name, Reference)
        for name in bibliography
        if name in wanted and isinstance(kb.located[name].record, Reference)
    ]
