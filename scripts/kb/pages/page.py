"""What every page is: a path, a template, and a view that holds what the template shows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from kb.check.excuses import Excused, list_excuses
from kb.knowledge.base import KnowledgeBase
from kb.problems.problem import Position
from kb.records import Change, Finding, Quote, Record
from kb.records.addresses import get_index_path, get_page_path
from kb.records.kinds import get_kind, is_numbered


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from home to a page."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Which record a page shows, at which version, where its data is, and what it replaces.

    Of a finding, its quotes have versions of their own: `quotes_changed` has what changed in their
    meaning since the finding was published, and which were added.
    """

    record: Record
    identifier: str
    noun: str
    version: int
    published: dt.date
    changed: dt.date
    history: tuple[Change, ...]
    source: Position
    exceptions: tuple[Excused, ...]
    replaced: tuple[Record, ...]
    quotes_changed: tuple[tuple[Quote, Change], ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether people know the record by its identifier: one made of words is for machines."""
        return is_numbered(self.record)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered.

    Attributes:
        path: The Markdown file it becomes, below the documentation folder.
        template: The template's name without its ending.
        title: What the page is called, in plain text.
        description: One sentence for search engines and link previews, in plain text.
        view: What the template shows.
        trail: The way here from home.
        label: What the page is called where it stands beside others, if its title is a sentence.
        identity: The record that the page shows, if it shows one.
        lists: Whose works are listed at its foot, if not those of the record it shows.
        repeats: The record whose own page this one repeats, with all that belongs to the record;
            such a page is left out of the search.
        wide: Whether it needs the whole width, and has no contents beside it.
        unlisted: Whether search engines and the site map are to leave it out.
        moved: The address that it leads on to, if that is all it does.
        handout: The file of the one-page handout that says the most of it, if there is one.
        was: The record that was once here under another name: its files to download stay.
        previous: The page before it among its kind.
        next: The page after it among its kind.
    """

    path: str
    template: str
    title: str
    description: str
    view: object
    trail: tuple[Crumb, ...] = ()
    label: str = ""
    identity: Identity | None = None
    lists: tuple[Record, ...] | None = None
    repeats: Identity | None = None
    wide: bool = False
    unlisted: bool = False
    moved: str | None = None
    handout: str | None = None
    was: Record | None = None
    previous: Crumb | None = field(default=None)
    next: Crumb | None = field(default=None)


HOME = Crumb("Home", "index.md")
R = TypeVar("R", bound=Record)


def identify(kb: KnowledgeBase, record: Record, noun: str) -> Identity:
    """Say which record a page shows."""
    return Identity(
        record=record,
        identifier=record.id,
        noun=noun,
        version=record.version,
        published=record.published,
        changed=record.changed,
        history=record.history,
        source=kb.located[record.id].position("id"),
        exceptions=list_excuses(record),
        replaced=tuple(kb.replaced(record)),
        quotes_changed=_list_changed_quotes(record) if isinstance(record, Finding) else (),
    )


def _list_changed_quotes(finding: Finding) -> tuple[tuple[Quote, Change], ...]:
    """Return every later change in the meaning of a finding's quotes, oldest first."""
    changes = [
        (quote, change)
        for quote in finding.quotes
        for change in quote.history
        if change.kind == "substantive" and change.date > finding.published
    ]
    return tuple(sorted(changes, key=lambda pair: pair[1].date))


def make_index_crumb(kind: type[Record]) -> Crumb:
    """Name the index of a type as a step on the way."""
    return Crumb(get_kind(kind).index, get_index_path(kind))


def make_crumb(record: Record, label: str) -> Crumb:
    """Name a record's page as a step on the way."""
    return Crumb(label, get_page_path(record))


def link_by_study(kb: KnowledgeBase, pages: Iterable[Page]) -> list[Page]:
    """Give each page the one before it and the one after it, never one of another study."""
    rows: dict[str, list[Page]] = {}
    for page in pages:
        study = kb.origin_of(page.identity.record) if page.identity else None
        rows.setdefault(study.id if study else "", []).append(page)
    return [page for row in rows.values() for page in link_in_a_row(row)]


def link_in_a_row(pages: Sequence[Page]) -> list[Page]:
    """Give each page of a kind the one before it and the one after it."""
    steps = [Crumb(page.label or page.title, page.path) for page in pages]
    return (
        [
            replace(page, previous=before, next=after)
            for page, before, after in zip(
                pages, [None, *steps[:-1]], [*steps[1:], None], strict=True
            )
        ]
        if pages
        else []
    )
