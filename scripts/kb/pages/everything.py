"""The index of everything: a way to each record that needs no search."""

from dataclasses import dataclass

from kb.citations.bibliography import Bibliography
from kb.citations.naming import get_label
from kb.knowledge.base import KnowledgeBase
from kb.pages.dividing import divides_by_study
from kb.pages.page import HOME, Page
from kb.records import (
    Record,
)
from kb.records.addresses import get_index_path
from kb.records.kinds import get_called, get_kind, rank_kinds

EVERYTHING = "all.md"


@dataclass(frozen=True, slots=True)
class Item:
    """A record, what it is called, and what more there is to say of it in a line, or ""."""

    record: Record
    name: str
    more: str


@dataclass(frozen=True, slots=True)
class Group:
    """All records of a type, by name, and their own index."""

    heading: str
    anchor: str
    index: str
    records: list[Item]


@dataclass(frozen=True, slots=True)
class EverythingView:
    """Every record by type; types that have none are left out.

    Where the page would be too long, it leads to the index of each type.
    """

    kinds: list[Group]
    divided: bool


def make_everything_page(kb: KnowledgeBase, bibliography: Bibliography) -> Page:
    """Return the page that lists every record by type and name."""
    groups = [
        (
            name,
            get_index_path(kind.record),
            [one for one in kb.all(kind.record) if get_called(one) == name],
        )
        for kind in rank_kinds()
        for name in kind.called
    ]
    return Page(
        path=EVERYTHING,
        template="everything",
        title="Everything on this site",
        description="Every record by type and name.",
        view=EverythingView(
            [
                Group(name.many, name.anchor, index, _list_items(records, bibliography))
                for name, index, records in groups
                if records
            ],
            divided=divides_by_study(kb, sum(len(records) for _, _, records in groups), names=True),
        ),
        trail=(HOME,),
    )


def _list_items(records: list[Record], bibliography: Bibliography) -> list[Item]:
    items = [
        Item(record, get_label(record, bibliography), str(get_kind(record).more(record)))
        for record in records
    ]
    return sorted(items, key=lambda item: (item.name.casefold(), item.record.id))
