"""Rules on the versions of records that links name."""

from collections.abc import Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.problems.problem import Problem
from kb.records import BearsOn, Finding, Implication, RelatesTo, RestsOn
from kb.records.links import Link

PINNED = (
    Link.RESTS_ON,
    Link.RELATES_TO,
    Link.BEARS_ON_FINDING,
    Link.BEARS_ON_IMPLICATION,
)
"""The links that name a version."""

Pin = tuple[Edge, Finding | Implication, RestsOn | RelatesTo | BearsOn]


@requirement("its page would name a version that there never was")
def pinned_versions_exist(linked: Linked) -> Iterator[Problem]:
    """A link that names a version names one that was published."""
    for edge, record, basis in _list_pins(linked.kb):
        counted = record.history[0].kind == "substantive"
        if counted and basis.version > record.version:
            yield Problem(
                edge.position,
                f"{record.id} has no version {basis.version}",
                f"Its newest version is {record.version}: read it, then write "
                f"{record.id}@{record.version}.",
            )


@judgement
def pinned_versions_are_current(linked: Linked) -> Iterator[Problem]:
    """A link that names a version names the newest one.

    What rests on an older version, or is about one, is suspect until it is reread.
    """
    for edge, record, basis in _list_pins(linked.kb):
        # That the record was withdrawn is another rule's, and says more.
        if basis.version < record.version and not record.withdrawn:
            last = [entry for entry in record.history if entry.kind == "substantive"][-1]
            rests = edge.link is Link.RESTS_ON
            how = f"`kb review {edge.source}` shows both wordings. " if rests else ""
            write = ", or let the command write it" if rests else ""
            yield Problem(
                edge.position,
                f"{edge.source} {_VERBS.get(edge.link, 'is about')} version {basis.version} of "
                f"{record.id}, which is at version {record.version} since "
                f"{last.date.isoformat()}: {last.change}",
                f"Read {record.id} again{': ' if rests else '. '}{how}If "
                f"{edge.source} still holds, write {record.id}@{record.version}{write}"
                f"; if not, change {edge.source}.",
                "warning",
            )


_VERBS = {Link.RESTS_ON: "rests on", Link.RELATES_TO: "relates to"}


def _list_pins(kb: KnowledgeBase) -> Iterator[Pin]:
    """Yield every link in force that names a version, with the record that it leads to."""
    for edge in kb.edges:
        if edge.link not in PINNED or kb.is_withdrawn(kb.located[edge.source].record):
            continue
        record = kb.located[edge.target].record
        if isinstance(record, Finding | Implication) and isinstance(
            edge.detail, RestsOn | RelatesTo | BearsOn
        ):
            yield edge, record, edge.detail
