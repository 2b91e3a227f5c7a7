"""Rules on records that are withdrawn, and on what still links to them."""

from collections.abc import Iterator

from kb.check.chains import find_circles, find_first_beyond, write_trail
from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.files.limits import REPLACEMENTS
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.load.loader import Located
from kb.problems.problem import Problem, Severity
from kb.records import Record, Withdrawn
from kb.records.kinds import get_kind
from kb.records.links import Link
from kb.text.wording import quote_text

NEEDED = (
    Link.DEVELOPED_IN,
    Link.PART_OF,
    Link.BELONGS_TO,
    Link.ADDRESSED_TO,
    Link.SITUATION_OF,
    Link.SESSION_FOR,
    Link.STATED_IN,
    Link.USED_IN,
)
"""Links without whose end a record has no place: what it comes from, and whom it is for."""

REREAD = (
    Link.RESTS_ON,
    Link.RELATES_TO,
    Link.RECOGNISED_IN,
    Link.CITES,
    Link.REMARKS_ON,
    Link.INFORMED_BY,
    Link.SHARES,
    Link.SUGGESTS,
    Link.REPORTED_IN,
    Link.BEARS_ON_FINDING,
    Link.BEARS_ON_IMPLICATION,
    Link.USES_FINDING,
    Link.USES_QUOTE,
    Link.USES_IMPLICATION,
    Link.UPDATED_BY,
)
"""Links that may outlast their end: somebody has to read both again."""


@requirement("the page would give a day that cannot be")
def withdrawals_follow_the_publication(linked: Linked) -> Iterator[Problem]:
    """Nothing is withdrawn before the day on which it was published."""
    for located, withdrawn in _list_withdrawn(linked):
        if withdrawn.on < located.record.published:
            yield Problem(
                located.position("withdrawn", "on"),
                f"{withdrawn.on} is before the first publication, {located.record.published}",
                "Correct the day, here or in the history.",
            )


@requirement("the page would not say when it changed for the last time")
def withdrawals_are_in_the_history(linked: Linked) -> Iterator[Problem]:
    """The history says that the record was withdrawn: a substantive change, of that day."""
    for located, withdrawn in _list_withdrawn(linked):
        days = {entry.date for entry in located.record.history[1:] if entry.kind == "substantive"}
        if withdrawn.on not in days and withdrawn.on >= located.record.published:
            yield Problem(
                located.position("withdrawn", "on"),
                f"the history has no substantive change of {withdrawn.on}",
                f"Add to it: - {{date: {withdrawn.on}, change: Withdrawn.}}",
            )


@requirement("its page would lead back to itself")
def replacements_lead_on(linked: Linked) -> Iterator[Problem]:
    """No record takes its own place, directly or through others."""
    kb = linked.kb
    for trail in find_circles(kb, Link.REPLACED_BY):
        yield Problem(
            kb.located[trail[0]].position("withdrawn", "replaced_by"),
            f"the record would replace itself: {write_trail(trail)}",
            "Name a record that is in force, or remove `replaced_by`.",
        )
    for identifier in find_first_beyond(kb, Link.REPLACED_BY, REPLACEMENTS):
        yield Problem(
            kb.located[identifier].position("withdrawn", "replaced_by"),
            f"more than {REPLACEMENTS} records take each other's place from here on",
            "Name the record that is in force instead of one in between.",
        )


@requirement("the record would stand on no list")
def records_in_force_belong_to_records_in_force(linked: Linked) -> Iterator[Problem]:
    """What a record comes from or is for is not withdrawn: else it is withdrawn too, or moved.

    A study that is withdrawn, as a retracted paper would be, takes with it what comes from it.
    """
    kb = linked.kb
    for edge, record in _list_links_to_withdrawn(kb, NEEDED):
        noun = get_kind(record).noun
        yield _make_problem(
            edge,
            record,
            f"Withdraw {edge.source} as well, or name {_name_instead(kb, edge, f'another {noun}')} "
            "here if it still holds.",
        )


@judgement
def links_to_withdrawn_records_are_reread(linked: Linked) -> Iterator[Problem]:
    """No record rests on, cites or otherwise names one that was withdrawn.

    What does so may no longer hold.
    """
    kb = linked.kb
    for edge, record in _list_links_to_withdrawn(kb, REREAD):
        instead = _name_instead(kb, edge, f"another {get_kind(record).noun}")
        if edge.link is Link.RESTS_ON:
            advice = (
                f"Read {edge.source} again. If it still holds, rest it on {instead}; "
                "if not, withdraw it."
            )
        else:
            advice = f"Name {instead} here, or remove this link."
        yield _make_problem(edge, record, advice, "warning")


def _list_withdrawn(linked: Linked) -> Iterator[tuple[Located, Withdrawn]]:
    for located, record in linked.all():
        if record.withdrawn:
            yield located, record.withdrawn


def _list_links_to_withdrawn(
    kb: KnowledgeBase, links: tuple[Link, ...]
) -> Iterator[tuple[Edge, Record]]:
    """Yield the links of some kinds from a record in force to a withdrawn one."""
    for edge in kb.edges:
        source, target = (kb.located[end].record for end in (edge.source, edge.target))
        if edge.link in links and kb.is_withdrawn(target) and not kb.is_withdrawn(source):
            yield edge, target


def _name_instead(kb: KnowledgeBase, edge: Edge, otherwise: str) -> str:
    """Name the record in force that takes a withdrawn one's place, if there is one."""
    chain = kb.replacements(kb.located[edge.target].record)
    if not chain or kb.is_withdrawn(chain[-1]) or chain[-1].id == edge.source:
        return otherwise
    pin = f"@{chain[-1].version}" if edge.link in (Link.RESTS_ON, Link.RELATES_TO) else ""
    return f"{chain[-1].id}{pin}"


def _make_problem(edge: Edge, record: Record, advice: str, severity: Severity = "error") -> Problem:
    on = f" on {record.withdrawn.on}" if record.withdrawn else ""
    return Problem(
        edge.position,
        f"{quote_text(record.id)} was withdrawn{on}, but {quote_text(edge.source)} still links to "
        f"it ({edge.link.value.forward})",
        advice,
        severity,
    )
