"""The knowledge base: what pages ask of the linked records, type by type."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kb.knowledge.graph import Edge, LinkedRecords, sort_by_number
from kb.records import (
    Audience,
    Citation,
    Finding,
    Implication,
    InformedBy,
    Part,
    Quote,
    Recognition,
    Record,
    Reference,
    RemarkOnWork,
    RestsOn,
    Session,
    SharedQuote,
    Situation,
    Study,
    Suggestion,
    Theme,
)
from kb.records.kinds import get_kind
from kb.records.links import Link

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Illustration:
    """A quote that illustrates a finding, and the editors' note on why."""

    quote: Quote
    supports: str


class KnowledgeBase(LinkedRecords):
    """The linked records, and the questions that can be asked of each type."""

    def study_of(self, record: Finding | Theme | Quote) -> Study:
        """Return the study that a theme, a finding or a quote comes from."""
        if isinstance(record, Quote):
            record = self.written_with(record)
        theme = record if isinstance(record, Theme) else self.themes_of(record)[0]
        return self.get(theme.study, Study)

    def origin_of(self, record: Record) -> Study | None:
        """Return the study that a record of any type is taken from, if its links lead to one."""
        if isinstance(record, Study):
            return record
        way = get_kind(record).origin
        edges = self.out(record, way) if way else []
        return self.origin_of(self.located[edges[0].target].record) if edges else None

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

    def written_with(self, quote: Quote) -> Finding:
        """Return the finding whose file holds a quote, the first of those that it illustrates."""
        return self.get(self.out(quote, Link.ILLUSTRATES)[0].target, Finding)

    def illustrated(self, quote: Quote) -> list[tuple[Finding, str]]:
        """Return the findings that a quote illustrates, each with why; that it is with is first."""
        shared = [
            (self.get(e.source, Finding), get_detail(e, SharedQuote).supports)
            for e in self.into(quote, Link.SHARES)
        ]
        others = [pair for pair in shared if not self.is_withdrawn(pair[0])]
        return [(self.written_with(quote), quote.supports), *others]

    def illustrations(self, finding: Finding) -> list[Illustration]:
        """Return the quotes in force that illustrate a finding, those written with it first."""
        if self.is_withdrawn(finding):
            return []
        shared = [
            Illustration(self.get(e.target, Quote), get_detail(e, SharedQuote).supports)
            for e in self.out(finding, Link.SHARES)
        ]
        own = [Illustration(quote, quote.supports) for quote in finding.quotes]
        return [one for one in (*own, *shared) if not self.is_withdrawn(one.quote)]

    def quotes_of(self, finding: Finding) -> list[Quote]:
        """Return the quotes in force that illustrate a finding."""
        return [one.quote for one in self.illustrations(finding)]

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
            (self.get(e.source, Implication), get_detail(e, RestsOn))
            for e in self.into(finding, Link.RESTS_ON)
        ]

    def resting_on(self, findings: Iterable[Finding]) -> list[Implication]:
        """Return the implications that rest on any of some findings, each once, by number."""
        found = {item.id: item for finding in findings for item, _ in self.implications_of(finding)}
        return sorted(found.values(), key=sort_by_number)

    def foundations(self, implication: Implication) -> list[tuple[Finding, RestsOn]]:
        """Return the findings that an implication rests on, with its reasons."""
        return [
            (self.get(e.target, Finding), get_detail(e, RestsOn))
            for e in self.out(implication, Link.RESTS_ON)
        ]

    def implications_for(self, audience: Audience) -> list[Implication]:
        """Return the implications addressed to an audience."""
        return [self.get(e.source, Implication) for e in self.into(audience, Link.ADDRESSED_TO)]

    def recognised_in(self, situation: Situation) -> list[tuple[Finding, Recognition]]:
        """Return the findings in which a situation can be recognised, in the order to read them."""
        return [
            (self.get(e.target, Finding), get_detail(e, Recognition))
            for e in self.out(situation, Link.RECOGNISED_IN)
        ]

    def suggestions(self, situation: Situation) -> list[tuple[Implication, Suggestion]]:
        """Return what is worth considering in a situation, in the editors' order."""
        pairs = [
            (self.get(e.target, Implication), get_detail(e, Suggestion))
            for e in self.out(situation, Link.SUGGESTS)
        ]
        return [pair for pair in pairs if not self.is_withdrawn(pair[0])]

    def situations_suggesting(self, implication: Implication) -> list[tuple[Situation, Suggestion]]:
        """Return the situations in which the editors suggest an implication."""
        pairs = [
            (self.get(e.source, Situation), get_detail(e, Suggestion))
            for e in self.into(implication, Link.SUGGESTS)
        ]
        return [pair for pair in pairs if not self.is_withdrawn(pair[0])]

    def situations_of(self, finding: Finding) -> list[tuple[Situation, Recognition]]:
        """Return the situations that a finding helps to recognise."""
        return [
            (self.get(e.source, Situation), get_detail(e, Recognition))
            for e in self.into(finding, Link.RECOGNISED_IN)
        ]

    def sessions_using(self, record: Finding | Quote | Implication) -> list[Session]:
        """Return the sessions that use a record."""
        uses = (Link.USES_FINDING, Link.USES_QUOTE, Link.USES_IMPLICATION)
        return [self.get(e.source, Session) for link in uses for e in self.into(record, link)]

    def sessions_for(self, audience: Audience) -> list[Session]:
        """Return the sessions for an audience."""
        return [self.get(e.source, Session) for e in self.into(audience, Link.SESSION_FOR)]

    def citations(self, record: Finding | Study) -> list[tuple[Reference, Citation]]:
        """Return the works that a finding or a study cites, and why."""
        return [
            (self.get(e.target, Reference), get_detail(e, Citation))
            for e in self.out(record, Link.CITES)
        ]

    def cited_by(self, reference: Reference) -> list[tuple[Record, Citation]]:
        """Return the findings and studies that cite a work, and why."""
        return [
            (self.located[e.source].record, get_detail(e, Citation))
            for e in self.into(reference, Link.CITES)
        ]

    def remarks_on_works(self, study: Study) -> list[tuple[Reference, RemarkOnWork]]:
        """Return the works of which the editors remark on how a study cites them."""
        return [
            (self.get(e.target, Reference), get_detail(e, RemarkOnWork))
            for e in self.out(study, Link.REMARKS_ON)
        ]

    def remarks_on(self, reference: Reference) -> list[tuple[Study, RemarkOnWork]]:
        """Return what the editors remark on how studies cite a work."""
        return [
            (self.get(e.source, Study), get_detail(e, RemarkOnWork))
            for e in self.into(reference, Link.REMARKS_ON)
        ]

    def informing(self, record: Record) -> list[tuple[Reference, InformedBy]]:
        """Return the works that inform a record, and how."""
        return [
            (self.get(e.target, Reference), get_detail(e, InformedBy))
            for e in self.out(record, Link.INFORMED_BY)
        ]

    def informs(self, reference: Reference) -> list[tuple[Record, InformedBy]]:
        """Return the implications and terms that a work informs."""
        return [
            (self.located[e.source].record, get_detail(e, InformedBy))
            for e in self.into(reference, Link.INFORMED_BY)
        ]


def get_detail(edge: Edge, kind: type[P]) -> P:
    """Return what the data says about a link."""
    if not isinstance(edge.detail, kind):
        message = f"{edge.link.name} carries no {kind.__name__}"
        raise TypeError(message)
    return edge.detail
