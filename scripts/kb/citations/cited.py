"""The works that a page cites, by its links or in its text."""

from collections.abc import Iterable, Mapping

from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Record, Reference
from kb.records.links import Link
from kb.text.mentions import list_mentioned


def list_cited(
    kb: KnowledgeBase, places: Mapping[str, int], records: Iterable[Record]
) -> list[Reference]:
    """Return the references that records cite, each once, in the order of the style.

    Args:
        kb: The linked records.
        places: The place of each work in that order, by its identifier.
        records: What cites them.
    """
    wanted: set[str] = set()
    for record in records:
        quotes = kb.quotes_of(record) if isinstance(record, Finding) else ()
        edges = [*kb.out(record, Link.CITES), *kb.out(record, Link.INFORMED_BY)]
        wanted.update(edge.target for edge in edges)
        for part in (record, *quotes):
            for _, text in kb.texts_of(part):
                wanted.update(list_mentioned(text))
        wanted.discard(record.id)
    cited = [kb.located[name].record for name in wanted if name in places]
    works = [record for record in cited if isinstance(record, Reference)]
    return sorted(works, key=lambda work: places[work.id])
