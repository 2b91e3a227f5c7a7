"""Rules on the versions of records that links name."""

from collections.abc import Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.knowledge.pins import list_all_pins
from kb.problems.problem import Problem
from kb.records.links import Link

_VERBS = {
    Link.RESTS_ON: "rests on",
    Link.RELATES_TO: "relates to",
    Link.BEARS_ON_FINDING: "is about",
    Link.BEARS_ON_IMPLICATION: "is about",
}
"""What a link that names a version is called in a sentence; what is not here, uses."""


@requirement("its page would name a version that there never was")
def pinned_versions_exist(linked: Linked) -> Iterator[Problem]:
    """A link that names a version names one that was published."""
    for pin in list_all_pins(linked.kb):
        edge, record = pin.edge, pin.record
        counted = record.history[0].kind == "substantive"
        if counted and pin.version > record.version:
            yield Problem(
                edge.position,
                f"{record.id} has no version {pin.version}",
                f"Its newest version is {record.version}: read it, then write "
                f"{record.id}@{record.version}.",
            )


@judgement
def pinned_versions_are_current(linked: Linked) -> Iterator[Problem]:
    """A link that names a version names the newest one.

    What rests on an older version, or is about one, is suspect until it is reread.
    """
    for pin in list_all_pins(linked.kb):
        edge, record = pin.edge, pin.record
        # That the record was withdrawn is another rule's, and says more.
        if pin.version < record.version and not record.withdrawn:
            last = [entry for entry in record.history if entry.kind == "substantive"][-1]
            rests = edge.link is Link.RESTS_ON
            how = f"`kb review {edge.source}` shows both wordings. " if rests else ""
            write = ", or let the command write it" if rests else ""
            yield Problem(
                edge.position,
                f"{edge.source} {_VERBS.get(edge.link, 'uses')} version {pin.version} of "
                f"{record.id}, which is at version {record.version} since "
                f"{last.date.isoformat()}: {last.change}",
                f"Read {record.id} again{': ' if rests else '. '}{how}If "
                f"{edge.source} still holds, write {record.id}@{record.version}{write}"
                f"; if not, change {edge.source}.",
                "warning",
            )
