"""The linked records, and the questions that pages ask of them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kb.load import Located
from kb.problems import Position
from kb.record_texts import texts
from kb.records import (
    Audience,
    Citation,
    Contrast,
    Finding,
    Implication,
    InformedBy,
    Part,
    Quote,
    Recognition,
    Record,
    Reference,
    RestsOn,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.relations import Link
from kb.yaml_document import Path

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Part)

NUMBERED: frozenset[type[Record]] = frozenset({Study, Finding, Quote, Implication})
"""Types whose identifiers are a letter and a number, given out in order."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A typed link between two records.

    Attributes:
        source: The identifier of the record that is linked from.
        link: The kind of link.
        target: The identifier of the record that is linked to.
        detail: What the data says about the link, if it says more than the target.
        place: The record that is linked from, and where it is written.
        path: Where in the record the link is written.
    """

    source: str
    link: Link
    target: str
    detail: Part | None
    place: Located = field(repr=False, compare=False)
    path: Path

    @property
    def position(self) -> Position:
        """Where the data says so. It is looked up when a problem is told: most links have none."""
        return self.place.position(*self.path)


@dataclass(frozen=True)
class KnowledgeBase:
    """Records by identifier and the links between them; every link leads to a record.

    Both hold withdrawn records too. What is asked of it leaves them out, so that no page lists
    what no longer holds; a link from a record in force to a withdrawn one is told, for its page
    says so.
    """

    located: Mapping[str, Located]
    edges: tuple[Edge, ...]

    def all(self, kind: type[R]) -> list[R]:
        """Return the records of a type that are in force.

        They are by number or, without one, in the order of their file.
        """
        return [record for record in self._of(kind) if not self.is_withdrawn(record)]

    def withdrawn(self, kind: type[R]) -> list[R]:
        """Return the records of a type that are withdrawn, in the same order."""
        return [record for record in self._of(kind) if self.is_withdrawn(record)]

    def is_withdrawn(self, record: Record) -> bool:
        """Tell whether a record no longer holds: a quote goes with the finding it illustrates."""
        return record.id in self._withdrawn

    def get(self, identifier: str, kind: type[R]) -> R:
        """Return the record with an identifier; its type is known from what links to it."""
        record = self.located[identifier].record
        if not isinstance(record, kind):
            message = f"{identifier} is no {kind.__name__}"
            raise TypeError(message)
        return record

    @property
    def changed(self) -> dt.date | None:
        """The day of the newest change in any record; None where there are no records."""
        return max((place.record.changed for place in self.located.values()), default=None)

    def _of(self, kind: type[R]) -> list[R]:
        records = self._by_type.get(kind) or (place.record for place in self.located.values())
        return [record for record in records if isinstance(record, kind)]

    @cached_property
    def _by_type(self) -> dict[type[Record], list[Record]]:
        groups: dict[type[Record], list[Record]] = {}
        for place in self.located.values():
            groups.setdefault(type(place.record), []).append(place.record)
        for kind in NUMBERED & groups.keys():
            groups[kind].sort(key=by_number)
        return groups

    @cached_property
    def _withdrawn(self) -> frozenset[str]:
        own = {name for name, place in self.located.items() if place.record.withdrawn}
        quotes = {
            edge.source
            for edge in self.edges
            if edge.link is Link.ILLUSTRATES and edge.target in own
        }
        return frozenset(own | quotes)

    @cached_property
    def _outgoing(self) -> dict[tuple[str, Link], list[Edge]]:
        return _grouped((edge.source, edge.link, edge) for edge in self.edges)

    @cached_property
    def _incoming(self) -> dict[tuple[str, Link], list[Edge]]:
        return _grouped((edge.target, edge.link, edge) for edge in self.edges)

    @cached_property
    def _between(self) -> dict[tuple[str, str], list[Edge]]:
        order = {link: place for place, link in enumerate(Link)}
        groups: dict[tuple[str, str], list[Edge]] = {}
        for edge in sorted(self.edges, key=lambda edge: order[edge.link]):
            groups.setdefault((edge.source, edge.target), []).append(edge)
        return groups

    @cached_property
    def _texts(self) -> dict[str, list[tuple[Path, str]]]:
        return {name: texts(place) for name, place in self.located.items()}

    def texts_of(self, record: Record) -> list[tuple[Path, str]]:
        """Return every text in a record with the path to it; quotes are records of their own."""
        return self._texts[record.id]

    def out(self, record: Record, link: Link) -> list[Edge]:
        """Return the links of a kind that begin at a record, in the order of the data."""
        return self._outgoing.get((record.id, link), [])

    def into(self, record: Record, link: Link) -> list[Edge]:
        """Return the links of a kind from records in force that end at a record.

        What a record replaces is withdrawn, and told all the same.
        """
        edges = self._incoming.get((record.id, link), [])
        if link is Link.REPLACED_BY:
            return edges
        return [edge for edge in edges if edge.source not in self._withdrawn]

    def between(self, one: Record, other: Record) -> list[Edge]:
        """Return the links between two records in either direction, in the order of the data."""
        there = self._between.get((one.id, other.id), [])
        back = self._between.get((other.id, one.id), [])
        if not (there and back):
            return there or back
        order = list(Link)
        return sorted([*there, *back], key=lambda edge: order.index(edge.link))

    def replacements(self, record: Record) -> list[Record]:
        """Return what takes a withdrawn record's place, what takes that one's place, and so on."""
        chain: list[Record] = []
        while edges := self.out(chain[-1] if chain else record, Link.REPLACED_BY):
            following = self.located[edges[0].target].record
            if following in chain or following is record:
                break
            chain.append(following)
        return chain

    def replaced(self, record: Record) -> list[Record]:
        """Return the withdrawn records whose place a record takes."""
        return [self.located[e.source].record for e in self.into(record, Link.REPLACED_BY)]

    def study_of(self, record: Finding | Theme | Quote) -> Study:
        """Return the study that a theme, a finding or a quote comes from."""
        if isinstance(record, Quote):
            record = self.illustrated(record)
        theme = record if isinstance(record, Theme) else self.themes_of(record)[0]
        return self.get(theme.study, Study)

    def themes_of(self, finding: Finding) -> list[Theme]:
        """Return the themes that a finding belongs to, its main one first."""
        return [self.get(e.target, Theme) for e in self.out(finding, Link.BELONGS_TO)]

    def findings_of(self, theme: Theme) -> list[Finding]:
        """Return the findings that belong to a theme itself, not to its parts."""
        return [self.get(e.source, Finding) for e in self.into(theme, Link.BELONGS_TO)]

    def parts_of(self, theme: Theme) -> list[Theme]:
        """Return the subordinate themes of a superordinate one."""
        return [self.get(e.source, Theme) for e in self.into(theme, Link.PART_OF)]

    def themes_in(self, study: Study) -> list[Theme]:
        """Return the superordinate themes of a study."""
        themes = [self.get(e.source, Theme) for e in self.into(study, Link.DEVELOPED_IN)]
        return [theme for theme in themes if theme.is_superordinate]

    def findings_in(self, study: Study) -> list[Finding]:
        """Return every finding of a study, in the order of their identifiers."""
        return list(self._findings_by_study.get(study.id, ()))

    def quotes_in(self, study: Study) -> list[Quote]:
        """Return every quote from a study, in the order of their identifiers."""
        return list(self._quotes_by_study.get(study.id, ()))

    @cached_property
    def _findings_by_study(self) -> dict[str, list[Finding]]:
        groups: dict[str, list[Finding]] = {}
        for finding in self.all(Finding):
            groups.setdefault(self.study_of(finding).id, []).append(finding)
        return groups

    @cached_property
    def _quotes_by_study(self) -> dict[str, list[Quote]]:
        groups: dict[str, list[Quote]] = {}
        for quote in self.all(Quote):
            groups.setdefault(self.study_of(quote).id, []).append(quote)
        return groups

    def illustrated(self, quote: Quote) -> Finding:
        """Return the finding that a quote illustrates."""
        return self.get(self.out(quote, Link.ILLUSTRATES)[0].target, Finding)

    def contrasts(self, finding: Finding) -> list[tuple[Finding, Contrast]]:
        """Return the findings that contrast with one, whichever side the data says it on."""
        ends = [
            *((e.target, e) for e in self.out(finding, Link.CONTRASTS_WITH)),
            *((e.source, e) for e in self.into(finding, Link.CONTRASTS_WITH)),
        ]
        return [(self.get(i, Finding), detail(e, Contrast)) for i, e in ends]

    def themes_within(self, theme: Theme) -> list[Theme]:
        """Return a theme and all below it, each whole before its parts."""
        return [theme, *(t for part in self.parts_of(theme) for t in self.themes_within(part))]

    def all_themes_in(self, study: Study) -> list[Theme]:
        """Return every theme of a study, each whole before its parts."""
        return [theme for top in self.themes_in(study) for theme in self.themes_within(top)]

    def findings_within(self, theme: Theme) -> list[Finding]:
        """Return the findings that belong to a theme or to its parts."""
        return [finding for one in self.themes_within(theme) for finding in self.findings_of(one)]

    def cited_within(self, theme: Theme) -> list[Reference]:
        """Return the works in force that the findings of a theme and its parts cite, each once."""
        works = {r.id: r for f in self.findings_within(theme) for r, _ in self.citations(f)}
        return [work for work in works.values() if not self.is_withdrawn(work)]

    def implications_of(self, finding: Finding) -> list[tuple[Implication, RestsOn]]:
        """Return the implications that rest on a finding, with the reason each gives."""
        return [
            (self.get(e.source, Implication), detail(e, RestsOn))
            for e in self.into(finding, Link.RESTS_ON)
        ]

    def resting_on(self, findings: Iterable[Finding]) -> list[Implication]:
        """Return the implications that rest on any of some findings, each once, by number."""
        found = {item.id: item for finding in findings for item, _ in self.implications_of(finding)}
        return sorted(found.values(), key=by_number)

    def foundations(self, implication: Implication) -> list[tuple[Finding, RestsOn]]:
        """Return the findings that an implication rests on, with its reasons."""
        return [
            (self.get(e.target, Finding), detail(e, RestsOn))
            for e in self.out(implication, Link.RESTS_ON)
        ]

    def implications_for(self, audience: Audience) -> list[Implication]:
        """Return the implications addressed to an audience."""
        return [self.get(e.source, Implication) for e in self.into(audience, Link.ADDRESSED_TO)]

    def recognised_in(self, situation: Situation) -> list[tuple[Finding, Recognition]]:
        """Return the findings in which a situation can be recognised, in the order to read them."""
        return [
            (self.get(e.target, Finding), detail(e, Recognition))
            for e in self.out(situation, Link.RECOGNISED_IN)
        ]

    def situations_of(self, finding: Finding) -> list[tuple[Situation, Recognition]]:
        """Return the situations that a finding helps to recognise."""
        return [
            (self.get(e.source, Situation), detail(e, Recognition))
            for e in self.into(finding, Link.RECOGNISED_IN)
        ]

    def citations(self, record: Finding | Study) -> list[tuple[Reference, Citation]]:
        """Return the works that a finding or a study cites, and why."""
        return [
            (self.get(e.target, Reference), detail(e, Citation))
            for e in self.out(record, Link.CITES)
        ]

    def cited_by(self, reference: Reference) -> list[tuple[Record, Citation]]:
        """Return the findings and studies that cite a work, and why."""
        return [
            (self.located[e.source].record, detail(e, Citation))
            for e in self.into(reference, Link.CITES)
        ]

    def informing(self, record: Implication | Term) -> list[tuple[Reference, InformedBy]]:
        """Return the works that inform an implication or a term."""
        return [
            (self.get(e.target, Reference), detail(e, InformedBy))
            for e in self.out(record, Link.INFORMED_BY)
        ]

    def informs(self, reference: Reference) -> list[tuple[Record, InformedBy]]:
        """Return the implications and terms that a work informs."""
        return [
            (self.located[e.source].record, detail(e, InformedBy))
            for e in self.into(reference, Link.INFORMED_BY)
        ]


def detail(edge: Edge, kind: type[P]) -> P:
    """Return what the data says about a link."""
    if not isinstance(edge.detail, kind):
        message = f"{edge.link.name} carries no {kind.__name__}"
        raise TypeError(message)
    return edge.detail


def by_number(record: Record) -> tuple[int, str]:
    """Order F999 before F1000."""
    return len(record.id), record.id


def _grouped(edges: Iterable[tuple[str, Link, Edge]]) -> dict[tuple[str, Link], list[Edge]]:
    groups: dict[tuple[str, Link], list[Edge]] = {}
    for end, link, edge in edges:
        groups.setdefault((end, link), []).append(edge)
    return groups
