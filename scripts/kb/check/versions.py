"""Rules on the versions of findings that recommendations rest on."""

from collections.abc import Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.problems.problem import Problem
from kb.records import Finding, Implication, RestsOn
from kb.records.links import Link


@requirement("its page would name a version that there never was")
def pinned_versions_exist(linked: Linked) -> Iterator[Problem]:
    """An implication rests on a version of a finding that was published."""
    for _, finding, basis, edge in _list_pins(linked.kb):
        counted = finding.history[0].kind == "substantive"
        if counted and basis.version > finding.version:
            yield Problem(
                edge.position,
                f"{finding.id} has no version {basis.version}",
                f"Its newest version is {finding.version}: read it, then write "
                f"{finding.id}@{finding.version}.",
            )


@judgement
def pinned_versions_are_current(linked: Linked) -> Iterator[Problem]:
    """A recommendation rests on the newest version of each of its findings.

    One that rests on an older version is suspect until it is reread.
    """
    for implication, finding, basis, edge in _list_pins(linked.kb):
        # That the finding was withdrawn is another rule's, and says more.
        if basis.version < finding.version and not finding.withdrawn:
            last = [entry for entry in finding.history if entry.kind == "substantive"][-1]
            yield Problem(
                edge.position,
                f"{implication.id} rests on version {basis.version} of {finding.id}, which is at "
                f"version {finding.version} since {last.date.isoformat()}: {last.change}",
                f"Read {finding.id} again: `kb review {implication.id}` shows both wordings. If "
                f"{implication.id} still holds, write {finding.id}@{finding.version}, or let the "
                f"command write it; if not, change {implication.id}.",
                "warning",
            )


def _list_pins(kb: KnowledgeBase) -> Iterator[tuple[Implication, Finding, RestsOn, Edge]]:
    """Yield every version of a finding that an implication rests on, with the link that says so."""
    for implication in kb.all(Implication):
        edges = kb.out(implication, Link.RESTS_ON)
        for edge, (finding, basis) in zip(edges, kb.foundations(implication), strict=True):
            yield implication, finding, basis, edge
