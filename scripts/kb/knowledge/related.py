"""Findings that meet, of one study or of several: how, and what readers of either are told.

Nothing is concluded from it: that two studies found the same is said beside each of the findings,
and no level of confidence is made of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase, get_detail
from kb.knowledge.graph import sort_by_number
from kb.records import Finding, RelatesTo, Study
from kb.records.finding import RelationKind
from kb.records.links import MEETINGS, Link


@dataclass(frozen=True, slots=True)
class Related:
    """A finding that another one meets, as the page of that one says it.

    Attributes:
        finding: The finding that is met.
        study: Its study.
        kind: How they meet.
        words: How the page says so: "In contrast", "Also found by Example (2001)".
        note: What readers are told of it there.
        detail: What the data says of the link.
        suspect: The version that was read of the one that has changed since; None if neither has.
    """

    finding: Finding
    study: Study
    kind: RelationKind
    words: str
    note: str
    detail: RelatesTo
    suspect: int | None


def list_related(kb: KnowledgeBase, finding: Finding) -> list[Related]:
    """Return the findings that one meets, whichever side the data says it on."""
    order = list(MEETINGS)
    return sorted(_list_both_ways(kb, finding), key=lambda one: order.index(one.kind))


def count_contrasts(kb: KnowledgeBase, finding: Finding) -> int:
    """Count the findings in force that contrast with one."""
    return sum(
        one.kind == "contrasts" and not kb.is_withdrawn(one.finding)
        for one in list_related(kb, finding)
    )


def list_meetings(kb: KnowledgeBase) -> list[tuple[Finding, Related]]:
    """Return the findings in force of two studies that meet: each pair once, by number."""
    pairs = [
        (finding, one)
        for finding in sorted(kb.all(Finding), key=sort_by_number)
        for one in list_related(kb, finding)
        if one.study.id != kb.study_of(finding).id and not kb.is_withdrawn(one.finding)
    ]
    return [pair for pair in pairs if sort_by_number(pair[0]) < sort_by_number(pair[1].finding)]


def _list_both_ways(kb: KnowledgeBase, finding: Finding) -> Iterator[Related]:
    for edge in kb.out(finding, Link.RELATES_TO):
        detail = get_detail(edge, RelatesTo)
        other = kb.get(edge.target, Finding)
        read = detail.version if detail.version < other.version else None
        yield _make(kb, finding, other, detail, detail.note, MEETINGS[detail.kind].forward, read)
    for edge in kb.into(finding, Link.RELATES_TO):
        detail = get_detail(edge, RelatesTo)
        other = kb.get(edge.source, Finding)
        read = detail.version if detail.version < finding.version else None
        words = MEETINGS[detail.kind].inverse
        yield _make(kb, finding, other, detail, detail.note_there, words, read)


def _make(  # noqa: PLR0913, PLR0917 - what differs by the side
    kb: KnowledgeBase,
    finding: Finding,
    other: Finding,
    detail: RelatesTo,
    note: str,
    words: str,
    suspect: int | None,
) -> Related:
    study = kb.study_of(other)
    elsewhere = MEETINGS[detail.kind].elsewhere
    if study.id != kb.study_of(finding).id:
        words = f"{elsewhere} {study.short_name}" if elsewhere else f"{words} {study.short_name}"
    return Related(other, study, detail.kind, words, note, detail, suspect)
