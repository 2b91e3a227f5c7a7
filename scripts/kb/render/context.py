"""What templates may ask while they lay out one page, and what they say of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup, escape

from kb.citations.cite_view import CiteView
from kb.citations.cited import list_cited
from kb.citations.files import make_stem
from kb.citations.naming import get_label, get_name
from kb.evidence_map import Choices, EvidenceMap, Mapped, evidence_map, list_map_choices
from kb.knowledge.beyond import get_work
from kb.knowledge.several import name_studies_of
from kb.knowledge.support import Support, get_support
from kb.knowledge.trust import describe_limits
from kb.open_data.codes import draw_code
from kb.open_data.record_json import Told, has_code, write_record
from kb.pages import Page
from kb.pages.handouts import write_choice
from kb.pages.link_ends import Ends, find_ends
from kb.records import Evidence, Finding, Part, Quote, Record, Reference, Study, Term, Theme
from kb.records.addresses import (
    HANDOUT,
    add_version,
    get_api_path,
    get_code_path,
    get_page_path,
    make_address,
    make_relative,
)
from kb.render.environment import escape_line
from kb.render.head import Head, make_head
from kb.render.laid_out import Heading
from kb.render.notes import Notes
from kb.render.quoting import write_quotation
from kb.render.site import Site
from kb.text.inline import Content
from kb.text.markup import Block, Entries, join_words, read_blocks, strip_marks
from kb.text.mentions import Mention, divide_mentions
from kb.text.wording import split_paragraphs

MARK = "\ue000{}\ue001"
"""Stands for a heading, by its number, until the page is divided; no text can hold such a sign."""


class Segment(NamedTuple):
    """A piece of running text; there are very many, and a tuple is made quickly.

    Attributes:
        text: The words, as HTML.
        record: The record that they lead to, if they mention one.
        term: The term that is explained there, if they are its first use on the page.
    """

    text: Markup
    record: Record | None = None
    term: Term | None = None


@dataclass(frozen=True)
class PageContext:
    """The site as seen from the page at `path`: links are relative to it.

    Templates can ask whatever is public here, by its name. A page is laid out once with its
    context, which notes what the page says.
    """

    site: Site
    path: str
    notes: Notes = field(default_factory=Notes)

    def heading(self, identifier: str, text: str, level: int = 2) -> Markup:
        """Begin a part of the page."""
        number = self.notes.add_heading(Heading(identifier, text, level))
        return Markup(MARK.format(number))  # noqa: S704 - it holds no text

    def anchor(self, name: str) -> Markup:
        """Return the attribute that makes an element a place which links can lead to."""
        self.notes.anchors.append(name)
        return Markup(' id="{}"').format(name)

    def say(self, text: str, element: str = "p") -> str:
        """Let a text that the page shows be searched, and return it."""
        self.notes.add_words(text, element)
        return text

    def also(self, *texts: str, element: str = "p") -> str:
        """Let words be searched as one paragraph that stand in several elements of the page."""
        self.notes.add_words("".join(texts), element)
        return ""

    def unsearched(self, caller: Callable[[], Markup]) -> Markup:
        """Show something that is not searched here: it is found elsewhere, or tells nothing."""
        with self.notes.unsearched():
            return caller()

    def prose_blocks(self, text: str, lead: str = "") -> list[Block]:
        """Return the paragraphs and lists of prose; they are searched.

        Args:
            text: The prose.
            lead: What stands before its first words, in the same paragraph.
        """
        found = read_blocks(text)
        for place, block in enumerate(found):
            before = "" if place else lead
            if isinstance(block, Entries):
                self.notes.add_words(before)
                for entry in block.entries:
                    self.notes.add_words(self._plain(entry))
            else:
                self.notes.add_words(before + self._plain(block.content))
        return found

    def printed_paragraphs(self, text: str) -> list[str]:
        """Return the paragraphs of words as printed; they are searched."""
        return [self.say(paragraph) for paragraph in split_paragraphs(text)]

    def preformatted(self, text: str) -> Markup:
        """Return text in a format of its own, whose lines stay lines; it is not searched."""
        self.notes.texts.append(text)
        return escape(text)

    def told_paragraphs(self, text: str) -> list[str]:
        """Return the paragraphs of text without marks; they are searched as they are worded."""
        found = split_paragraphs(text)
        for paragraph in found:
            self.notes.add_words(self.worded(paragraph))
        return found

    def href(self, record: Record) -> str:
        """Return the link to a record."""
        anchor = record.id if isinstance(record, Term) else ""
        return make_relative(self.path, get_page_path(record), anchor)

    def pinned(self, identifier: str) -> str:
        """Return the link to a record at its version."""
        record = self.site.kb.located[identifier].record
        return add_version(self.href(record), record.version)

    def on_a_handout(self, *records: Record) -> str:
        """Return the link to a handout of some records at their versions."""
        return f"{self.to(HANDOUT)}#{write_choice(records)}"

    def code(self, record: Record) -> str | None:
        """Return the address of the code that leads from paper to a record, if it has one."""
        if not self.site.settings.address or not has_code(record):
            return None
        return f"{make_relative(self.path, 'index.md')}{get_code_path(record)}"

    def ends(self, here: Record, there: Record, by: Part | None = None) -> Ends:
        """Return both ends of the link between the record shown here and another."""
        return find_ends(self.site.kb, self.path, here, there, by)

    def to(self, target: str) -> str:
        """Return the link to a page by its file."""
        return make_relative(self.path, target)

    def name(self, record: Record) -> str:
        """Return what a record is called."""
        return get_name(record, self.site.bibliography)

    def short_name(self, record: Record) -> str:
        """Return the few words that name a record in a list."""
        return get_label(record, self.site.bibliography)

    def entry(self, work: Reference | Study) -> Markup:
        """Return a work as a bibliography lists it; the words can be searched."""
        entry = self.site.bibliography[work.id].entry
        text = entry.striptags()
        self.notes.texts.append(text)
        self.notes.add_words(text)
        return entry

    def label(self, work: Reference | Study) -> str:
        """Return a work as a sentence names it."""
        return self.site.bibliography[work.id].narrative

    def segments(self, text: str, within: Term | None = None) -> list[Segment]:
        """Divide running text where it mentions a record, cites a work, or first uses a term.

        Args:
            text: The text.
            within: The term whose own entry the text is part of: it is not explained there.
        """
        found = [
            segment
            for part in divide_mentions(text)
            if part
            for segment in self._segments(part, within)
        ]
        self.notes.texts.append(Markup("").join(one.text for one in found).unescape())
        return found

    def plain(self, text: str) -> str:
        """Return prose as plain words, without marks."""
        return self.worded(strip_marks(text))

    def worded(self, text: str) -> str:
        """Return running text with what it mentions in words."""
        return "".join(
            part if isinstance(part, str) else self._wording(part) for part in divide_mentions(text)
        )

    def abbreviations(self, title: str) -> list[Term]:
        """Return what a page abbreviates without writing it out."""
        return self.site.glossary.unexpanded("\n".join([title, " ".join(self.notes.texts)]))

    def glossed(self) -> list[Term]:
        """Return the terms that the page has explained so far."""
        return list(self.notes.explained.terms.values())

    def is_withdrawn(self, record: Record) -> bool:
        """Tell whether a record no longer holds."""
        return self.site.kb.is_withdrawn(record)

    def work(self, evidence: Evidence) -> Reference:
        """Return the work that reports a piece of evidence."""
        return get_work(self.site.kb, evidence)

    def support(self, finding: Finding) -> Support:
        """Return how a finding is supported."""
        return get_support(self.site.kb, finding)

    def studies_of(self, record: Record) -> str:
        """Name the studies that a record is of; "" where there is one study only."""
        return name_studies_of(self.site.kb, record)

    def limits(self, *studies: Study) -> str:
        """Return what all that comes from some studies shares."""
        return describe_limits(studies)

    def quotation(self, quote: Quote) -> str:
        """Return a quote as it is copied, with who said it, where, and what to cite."""
        study = self.study_of(quote)
        return write_quotation(quote, study, self.site.plain_entries[study.id])

    def cite(self, identifier: str) -> CiteView:
        """Return how a record itself is cited; the files that say so lie beside its own page."""
        cite = self.site.cite(identifier)
        record = self.site.kb.located[identifier].record
        if get_page_path(record) == self.path:
            folder = make_address(self.path)
            self.notes.files |= {f"{folder}{file.name}": file.text for file in cite.files}
            self._keep_for_programs(record)
        return cite

    def _keep_for_programs(self, record: Record) -> None:
        """Let a record's JSON be written, and the code that leads to its page from paper."""
        address = self.site.settings.address
        self.notes.files[get_api_path(record)] = self._write_json(record)
        if address and has_code(record):
            place = f"{address}{make_address(get_page_path(record))}?v={record.version}"
            self.notes.files[get_code_path(record)] = draw_code(place)

    def _write_json(self, record: Record) -> str:
        site = self.site
        told = Told(site.bibliography, site.settings.address, site.data_date, self.plain)
        return write_record(site.kb, told, record)

    def keep_files(self, record: Record) -> None:
        """Let the files of a record lie beside this page too, which was its own under a name."""
        folder, name = make_address(self.path), make_address(self.path).split("/")[-2]
        own = make_stem(record)
        for file in self.site.cite(record.id).files:
            self.notes.files[f"{folder}{name}{file.name.removeprefix(own)}"] = file.text
        place = get_api_path(record).rpartition("/")[0]
        self.notes.files[f"{place}/{name}.json"] = self._write_json(record)

    def evidence_map(self, about: Mapped) -> EvidenceMap:
        """Return the evidence map of a study, or the part of it around another record."""
        return evidence_map(self.site.kb, about)

    def map_choices(self, study: Study) -> list[Choices]:
        """Return what a study's map can be narrowed to."""
        return list_map_choices(self.site.kb, study)

    def head(self, identifier: str) -> Head:
        """Return what a record's page tells machines."""
        record = self.site.kb.located[identifier].record
        return make_head(self.site.kb, self.site.settings, record)

    def cited_on(self, page: Page) -> list[Reference]:
        """Return the works that a page lists at its foot."""
        kb = self.site.kb
        own = [kb.located[page.identity.identifier].record] if page.identity else []
        return list_cited(kb, self.site.places, own if page.lists is None else page.lists)

    def study_of(self, record: Finding | Theme | Quote | Study) -> Study:
        """Return the study that a record comes from, or is."""
        return record if isinstance(record, Study) else self.site.kb.study_of(record)

    def _plain(self, content: Content) -> str:
        return self.worded(join_words(content))

    def _segments(self, part: str | Mention, within: Term | None) -> Iterator[Segment]:
        """Word what prose mentions, and find the first uses of terms in what it does not."""
        if isinstance(part, Mention):
            yield self._mentioned(part)
            return
        for piece in self.site.glossary.divided(part):
            first = piece.term and piece.term != within and self.notes.explained.add(piece.term)
            yield Segment(escape_line(piece.text), term=piece.term if first else None)

    def _mentioned(self, part: Mention) -> Segment:
        """Word what prose mentions, and find the record that it leads to."""
        located = self.site.kb.located.get(part.name)
        return Segment(escape_line(self._wording(part)), located.record if located else None)

    def _wording(self, part: Mention) -> str:
        work = self.site.bibliography.get(part.name)
        match part.wording:
            case "narrative" if work:
                return work.narrative
            case "parenthetical" if work:
                return work.parenthetical
            case _:
                return part.name


ASKED: Sequence[str] = [name for name in vars(PageContext) if not name.startswith("_")]
"""What templates may ask of the page that they lay out: whatever is public of its context."""
