"""What templates may ask while they lay out one page."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from kb.citations.bibliography import Bibliography
from kb.citations.cite_view import CiteView, cite_view
from kb.citations.cited import cited_by
from kb.citations.naming import name_of
from kb.evidence_map import EvidenceMap, Mapped, evidence_map
from kb.knowledge.base import KnowledgeBase
from kb.pages import Page
from kb.pages.link_ends import Ends, ends
from kb.records import Finding, Part, Quote, Record, Reference, Study, Term, Theme
from kb.records.addresses import at_version, page_path, relative
from kb.render.glossing import Explained, Glossary
from kb.render.head import Head, head_of
from kb.render.quoting import quotation
from kb.settings import Settings
from kb.text.markup import plain
from kb.text.mentions import Mention, divided

ASKED = (
    *("abbreviations", "cite", "cited_on", "ends", "entry", "evidence_map", "glossed", "head"),
    *("href", "is_withdrawn", "label", "name", "pinned", "plain", "quotation", "segments"),
    *("study_of", "to", "worded"),
)
"""What templates may ask of the page that they lay out: the names of methods of its context."""

_TAG = re.compile(r"<[^>]*>")
"""A tag: in what templates write, the value of no attribute has a bracket."""


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from.

    Attributes:
        kb: The linked records.
        bibliography: Their works, formatted.
        settings: What pages need to know that is not in the data.
    """

    kb: KnowledgeBase
    bibliography: Bibliography
    settings: Settings

    @cached_property
    def glossary(self) -> Glossary:
        """The words that pages explain."""
        return Glossary(self.kb.all(Term))

    @property
    def citations(self) -> Mapping[str, CiteView]:
        """How each record is cited, by its identifier: on its page, and in the files beside it."""
        return Citations(self)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each work in the order of the style."""
        return {name: place for place, name in enumerate(self.bibliography)}

    @cached_property
    def plain_entries(self) -> Mapping[str, str]:
        """Each study as a bibliography lists it, in plain text."""
        return {s.id: self.bibliography[s.id].entry.striptags() for s in self._studies}

    def prepare(self) -> None:
        """Make what many pages share before they are laid out side by side."""
        _ = self.glossary, self.places, self.plain_entries

    @property
    def _studies(self) -> list[Study]:
        return [*self.kb.all(Study), *self.kb.withdrawn(Study)]


class Citations(Mapping[str, CiteView]):
    """How each record is cited. Each is made when it is asked for: kept, they would fill memory."""

    def __init__(self, site: Site) -> None:
        """Begin with none."""
        self._site = site

    def __getitem__(self, name: str) -> CiteView:
        """Return how a record is cited."""
        site = self._site
        record = site.kb.located[name].record
        return cite_view(site.kb, site.bibliography, site.settings, record)

    def __iter__(self) -> Iterator[str]:
        """Go through all records."""
        return iter(self._site.kb.located)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._site.kb.located)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of running text.

    Attributes:
        text: The words.
        record: The record that they lead to, if they mention one.
        term: The term that is explained there, if they are its first use on the page.
    """

    text: str
    record: Record | None = None
    term: Term | None = None


@dataclass(frozen=True)
class PageContext:
    """The site as seen from the page at `path`: links are relative to it.

    A page is laid out once with its context, which remembers what the page has explained.
    """

    site: Site
    path: str
    explained: Explained = field(default_factory=Explained)

    def href(self, record: Record) -> str:
        """Return the link to a record."""
        anchor = record.id if isinstance(record, Term) else ""
        return relative(self.path, page_path(record), anchor)

    def pinned(self, identifier: str) -> str:
        """Return the link to a record at its version."""
        record = self.site.kb.located[identifier].record
        return at_version(self.href(record), record.version)

    def ends(self, here: Record, there: Record, by: Part | None = None) -> Ends:
        """Return both ends of the link between the record shown here and another."""
        return ends(self.site.kb, self.path, here, there, by)

    def to(self, target: str) -> str:
        """Return the link to a page by its file."""
        return relative(self.path, target)

    def name(self, record: Record) -> str:
        """Return what a record is called."""
        return name_of(record, self.site.bibliography)

    def entry(self, work: Reference | Study) -> Markup:
        """Return a work as a bibliography lists it."""
        return self.site.bibliography[work.id].entry

    def label(self, work: Reference | Study) -> str:
        """Return a work as a sentence names it."""
        return self.site.bibliography[work.id].narrative

    def segments(self, text: str, within: Term | None = None) -> list[Segment]:
        """Divide running text where it mentions a record, cites a work, or first uses a term.

        Args:
            text: The text.
            within: The term whose own entry the text is part of: it is not explained there.
        """
        return [
            segment for part in divided(text) if part for segment in self._segments(part, within)
        ]

    def plain(self, text: str) -> str:
        """Return prose as plain words, without marks."""
        return self.worded(plain(text))

    def worded(self, text: str) -> str:
        """Return running text with what it mentions in words."""
        return "".join(
            part if isinstance(part, str) else self._mentioned(part).text for part in divided(text)
        )

    def abbreviations(self, title: str, body: Markup) -> list[Term]:
        """Return what a page abbreviates without explaining it, and explain it from now on."""
        text = html.unescape(_TAG.sub(" ", body))
        terms = self.site.glossary.unexpanded(f"{title}\n{text}")
        for term in terms:
            self.explained.add(term)
        return terms

    def glossed(self) -> list[Term]:
        """Return the terms that the page has explained so far."""
        return list(self.explained.terms.values())

    def is_withdrawn(self, record: Record) -> bool:
        """Tell whether a record no longer holds."""
        return self.site.kb.is_withdrawn(record)

    def quotation(self, quote: Quote) -> str:
        """Return a quote as it is copied, with who said it, where, and what to cite."""
        study = self.study_of(quote)
        return quotation(quote, study, self.site.plain_entries[study.id])

    def cite(self, identifier: str) -> CiteView:
        """Return how a record itself is cited."""
        return self.site.citations[identifier]

    def evidence_map(self, about: Mapped) -> EvidenceMap:
        """Return the evidence map of a study, or the part of it around another record."""
        return evidence_map(self.site.kb, about)

    def head(self, identifier: str) -> Head:
        """Return what a record's page tells machines."""
        record = self.site.kb.located[identifier].record
        return head_of(self.site.kb, self.site.settings, record)

    def cited_on(self, page: Page) -> list[Reference]:
        """Return the works that a page lists at its foot."""
        kb = self.site.kb
        own = [kb.located[page.identity.identifier].record] if page.identity else []
        return cited_by(kb, self.site.places, own if page.lists is None else page.lists)

    def study_of(self, record: Finding | Theme | Quote | Study) -> Study:
        """Return the study that a record comes from, or is."""
        return record if isinstance(record, Study) else self.site.kb.study_of(record)

    def _segments(self, part: str | Mention, within: Term | None) -> Iterator[Segment]:
        """Word what prose mentions, and find the first uses of terms in what it does not."""
        if isinstance(part, Mention):
            yield self._mentioned(part)
            return
        for piece in self.site.glossary.divided(part):
            first = piece.term and piece.term != within and self.explained.add(piece.term)
            yield Segment(piece.text, term=piece.term if first else None)

    def _mentioned(self, part: Mention) -> Segment:
        """Word what prose mentions, and find the record that it leads to."""
        place = self.site.kb.located.get(part.name)
        work = self.site.bibliography.get(part.name)
        match part.wording:
            case "narrative" if work:
                text = work.narrative
            case "parenthetical" if work:
                text = work.parenthetical
            case _:
                text = part.name
        return Segment(text, place.record if place else None)
