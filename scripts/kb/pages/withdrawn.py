"""The page of a withdrawn record: that it no longer holds, since when, why, and what it said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.citations.bibliography import Bibliography
from kb.citations.naming import get_name
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.pages.field_words import put_in_words
from kb.pages.page import HOME, Page, identify, make_index_crumb
from kb.records import (
    Citation,
    Finding,
    Part,
    Quote,
    Record,
    Term,
)
from kb.records.addresses import get_page_path
from kb.records.field_texts import FieldText, list_field_texts
from kb.records.kinds import VOICES, Voice, get_called, get_voice
from kb.records.links import CITING_REASONS, Link


@dataclass(frozen=True, slots=True)
class Said:
    """What a record said in one voice, field by field; in no voice, what is only a fact."""

    voice: Voice | None
    fields: Sequence[FieldText]


@dataclass(frozen=True, slots=True)
class StillNamed:
    """A record in force that still links to a withdrawn one, and the link's name seen from here."""

    name: str
    record: Record
    detail: Part | None


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """What is shown of a withdrawn record.

    Attributes:
        record: The record.
        noun: What it is called in a sentence.
        on: The day on which it was withdrawn.
        reason: Why.
        finding: Of a quote that was withdrawn with its finding, the finding.
        replacements: What takes its place, and what takes that one's place, to the last.
        said: What it said last.
        quotes: Of a finding, the quotes that illustrated it.
        named_by: What in force still links to it.
    """

    record: Record
    noun: str
    on: dt.date
    reason: str
    finding: Finding | None
    replacements: list[Record]
    said: list[Said]
    quotes: Sequence[Quote]
    named_by: list[StillNamed]


def make_withdrawn_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each withdrawn record that has a page of its own."""
    return [
        _make_page(kb, bibliography, record)
        for record in kb.withdrawn(Record)
        if not isinstance(record, Term)
    ]


def view_withdrawn(kb: KnowledgeBase, record: Record) -> WithdrawnView:
    """Gather what is shown of a withdrawn record."""
    withdrawn, finding = record.withdrawn, None
    if withdrawn is None and isinstance(record, Quote):
        finding = kb.written_with(record)
        withdrawn = finding.withdrawn
    if withdrawn is None:
        message = f"{record.id} is not withdrawn"
        raise ValueError(message)
    return WithdrawnView(
        record=record,
        noun=get_called(record).one.lower(),
        on=withdrawn.on,
        reason=withdrawn.reason,
        finding=finding,
        replacements=kb.replacements(record),
        said=_list_said(kb, record),
        quotes=record.quotes if isinstance(record, Finding) else (),
        named_by=[
            StillNamed(_name_inverse(edge), kb.located[edge.source].record, edge.detail)
            for link in Link
            if link is not Link.REPLACED_BY
            for edge in kb.into(record, link)
        ],
    )


def _make_page(kb: KnowledgeBase, bibliography: Bibliography, record: Record) -> Page:
    name = get_name(record, bibliography)
    noun = get_called(record).one
    return Page(
        path=get_page_path(record),
        template="withdrawn",
        title=name,
        description=f"{noun} {record.id} was withdrawn: {name}",
        view=view_withdrawn(kb, record),
        trail=(HOME, make_index_crumb(type(record))),
        identity=identify(kb, record, noun),
        lists=(),
        unlisted=True,
    )


def _name_inverse(edge: Edge) -> str:
    if isinstance(edge.detail, Citation):
        return CITING_REASONS[edge.detail.relation].inverse
    return edge.link.value.inverse


def _list_said(kb: KnowledgeBase, record: Record) -> list[Said]:
    """Return what a record said, participants first, and what is only a fact last."""
    voiced = [
        (get_voice(record, field.path), replace(field, text=put_in_words(kb, record, field)))
        for field in list_field_texts(record)
    ]
    return [
        Said(voice, fields)
        for voice in (*VOICES, None)
        if (fields := [field for other, field in voiced if other == voice])
    ]
