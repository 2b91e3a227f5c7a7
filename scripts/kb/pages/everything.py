"""The index of everything: a way to each record that needs no search."""

from dataclasses import dataclass

from kb.citations.bibliography import Bibliography
from kb.citations.naming import label_of
from kb.knowledge.base import KnowledgeBase
from kb.pages.dividing import divides_by_study
from kb.pages.implications import of_kind
from kb.pages.page import HOME, Page
from kb.records import (
    Audience,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import index_path
from kb.records.links import WORK_KINDS

EVERYTHING = "all.md"


@dataclass(frozen=True, slots=True)
class Item:
    """A record, what it is called, and what more there is to say of it in a line, or ""."""

    record: Record
    name: str
    more: str


@dataclass(frozen=True, slots=True)
class Kind:
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

    kinds: list[Kind]
    divided: bool


def everything_page(kb: KnowledgeBase, bibliography: Bibliography) -> Page:
    """Return the page that lists every record by type and name."""
    implications = kb.all(Implication)
    groups: list[tuple[str, str, list[Record]]] = [
        ("Situations", "situations", [*kb.all(Situation)]),
        ("Findings", "findings", [*kb.all(Finding)]),
        ("Quotes", "quotes", [*kb.all(Quote)]),
        ("Practice recommendations", "practice", [*of_kind(implications, "practice")]),
        ("Research recommendations", "research", [*of_kind(implications, "research")]),
        ("Themes", "themes", [*kb.all(Theme)]),
        ("Studies", "studies", [*kb.all(Study)]),
        ("Roles", "roles", [*kb.all(Audience)]),
        ("Glossary", "glossary", [*kb.all(Term)]),
        ("References", "references", [*kb.all(Reference)]),
    ]
    return Page(
        path=EVERYTHING,
        template="everything",
        title="Everything on this site",
        description="Every record by type and name.",
        view=EverythingView(
            [
                Kind(heading, anchor, index_path(type(records[0])), _items(records, bibliography))
                for heading, anchor, records in groups
                if records
            ],
            divided=divides_by_study(kb, sum(len(records) for _, _, records in groups), names=True),
        ),
        trail=(HOME,),
    )


def _items(records: list[Record], bibliography: Bibliography) -> list[Item]:
    items = [Item(record, label_of(record, bibliography), _more(record)) for record in records]
    return sorted(items, key=lambda item: (item.name.casefold(), item.record.id))


def _more(record: Record) -> str:
    """Say in a sentence what the name leaves open, or how else a term is called."""
    match record:
        case Finding():
            more = record.statement
        case Implication():
            more = record.action
        case Study():
            more = record.publication.title
        case Reference():
            more = f"{WORK_KINDS[record.kind]}: {record.csl.title}"
        case Term():
            abbreviation = [record.abbreviation] if record.abbreviation else []
            more = ", ".join([*abbreviation, *record.synonyms])
        case _:
            more = ""
    return more
