"""The links that a record's own fields name: what `Kind.links` yields for each type."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.records.base import Part, Record
from kb.records.citation import Citation, InformedBy
from kb.records.evidence import Evidence
from kb.records.finding import Finding
from kb.records.implication import Implication, StatedBasis
from kb.records.links import Link
from kb.records.reference import Reference
from kb.records.session import Session
from kb.records.situation import Situation
from kb.records.study import Study
from kb.records.term import Term
from kb.records.theme import Theme


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A link as a record names it.

    Attributes:
        link: The kind of link.
        target: The identifier that it names, whether a record has it or not.
        path: The field that names it.
        detail: What the record says about the link, if it says more than the target.
    """

    link: Link
    target: str
    path: tuple[str | int, ...]
    detail: Part | None = None


def list_links_of_study(study: Study) -> Iterator[Outgoing]:
    """Yield the works that a study cites for its background, and those remarked on."""
    yield from _list_cited(study.cites)
    for i, remark in enumerate(study.remarks_on_works):
        path = ("remarks_on_works", i, "reference")
        yield Outgoing(Link.REMARKS_ON, remark.reference, path, remark)


def list_links_of_theme(theme: Theme) -> Iterator[Outgoing]:
    """Yield the study that a theme was developed in, and the theme that it is part of."""
    yield Outgoing(Link.DEVELOPED_IN, theme.study, ("study",))
    if theme.part_of:
        yield Outgoing(Link.PART_OF, theme.part_of, ("part_of",))


def list_links_of_finding(finding: Finding) -> Iterator[Outgoing]:
    """Yield a finding's themes, the findings it relates to and the works that it cites."""
    for i, theme in enumerate(finding.themes):
        yield Outgoing(Link.BELONGS_TO, theme, ("themes", i))
    for i, shared in enumerate(finding.shared_quotes):
        yield Outgoing(Link.SHARES, shared.quote, ("shared_quotes", i, "quote"), shared)
    for i, other in enumerate(finding.relates_to):
        path = ("relates_to", i, "finding")
        yield Outgoing(Link.RELATES_TO, other.finding_id, path, other)
    yield from _list_cited(finding.cites)


def list_links_of_implication(implication: Implication) -> Iterator[Outgoing]:
    """Yield what an implication rests on, whom it is addressed to and where it is from."""
    for i, basis in enumerate(implication.rests_on):
        path = ("rests_on", i, "finding")
        yield Outgoing(Link.RESTS_ON, basis.finding_id, path, basis)
    for i, audience in enumerate(implication.addressed_to):
        yield Outgoing(Link.ADDRESSED_TO, audience, ("addressed_to", i))
    if isinstance(implication.basis, StatedBasis):
        yield Outgoing(Link.STATED_IN, implication.basis.study, ("basis", "study"))
    yield from _list_informing(implication.informed_by)


def list_links_of_situation(situation: Situation) -> Iterator[Outgoing]:
    """Yield the findings in which a situation can be recognised."""
    for i, recognition in enumerate(situation.findings):
        path = ("findings", i, "finding")
        yield Outgoing(Link.RECOGNISED_IN, recognition.finding, path, recognition)
    for i, suggestion in enumerate(situation.suggestions):
        path = ("suggestions", i, "implication")
        yield Outgoing(Link.SUGGESTS, suggestion.implication, path, suggestion)
    if situation.role:
        yield Outgoing(Link.SITUATION_OF, situation.role, ("role",))


_USES = {"F": Link.USES_FINDING, "Q": Link.USES_QUOTE, "I": Link.USES_IMPLICATION}


def list_links_of_session(session: Session) -> Iterator[Outgoing]:
    """Yield the records that a session uses, each once, and whom it is for."""
    for path, used in session.used:
        yield Outgoing(_USES[used.record_id[0]], used.record_id, path, used)
    for i, audience in enumerate(session.audiences):
        yield Outgoing(Link.SESSION_FOR, audience, ("audiences", i))


def list_links_of_term(term: Term) -> Iterator[Outgoing]:
    """Yield the studies that use a term, and the works that its definition is taken from."""
    for i, place in enumerate(term.used_in):
        yield Outgoing(Link.USED_IN, place.study, ("used_in", i, "study"), place)
    if term.meaning:
        yield from _list_informing(term.meaning.checked_in, ("meaning", "checked_in"))
    yield from _list_informing(term.informed_by)


def list_links_of_reference(reference: Reference) -> Iterator[Outgoing]:
    """Yield the later works that replace or correct a work."""
    for i, later in enumerate(reference.updated_by):
        path = ("updated_by", i, "reference")
        yield Outgoing(Link.UPDATED_BY, later.reference, path, later)


def list_links_of_evidence(evidence: Evidence) -> Iterator[Outgoing]:
    """Yield the work that reports it, and the findings and implications that it bears on."""
    yield Outgoing(Link.REPORTED_IN, evidence.reference, ("reference",))
    for i, bearing in enumerate(evidence.bears_on):
        on_finding = bearing.record_id.startswith("F")
        link = Link.BEARS_ON_FINDING if on_finding else Link.BEARS_ON_IMPLICATION
        yield Outgoing(link, bearing.record_id, ("bears_on", i, "record"), bearing)


def list_link_to_successor(record: Record) -> Iterator[Outgoing]:
    """Yield what takes a withdrawn record's place: a link that a record of any type may have."""
    withdrawn = record.withdrawn
    if withdrawn and withdrawn.replaced_by:
        path = ("withdrawn", "replaced_by")
        yield Outgoing(Link.REPLACED_BY, withdrawn.replaced_by, path, withdrawn)


def _list_cited(citations: tuple[Citation, ...]) -> Iterator[Outgoing]:
    for i, citation in enumerate(citations):
        yield Outgoing(Link.CITES, citation.reference, ("cites", i, "reference"), citation)


def _list_informing(
    works: tuple[InformedBy, ...], path: tuple[str, ...] = ("informed_by",)
) -> Iterator[Outgoing]:
    for i, work in enumerate(works):
        yield Outgoing(Link.INFORMED_BY, work.reference, (*path, i, "reference"), work)
