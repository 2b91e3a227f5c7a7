"""Pages at addresses that something had once: each leads on to where that is now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kb.citations.bibliography import Bibliography
from kb.citations.naming import get_name
from kb.knowledge.base import KnowledgeBase
from kb.pages.page import Page
from kb.records import (
    Audience,
    Record,
    RecordNamedInWords,
    Session,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import (
    get_appraisal_path,
    get_below_path,
    get_folder,
    get_page_path,
    get_voices_path,
    get_whole_path,
    get_works_path,
    make_address,
)

_PARTS: Mapping[type[RecordNamedInWords], tuple[str, ...]] = {
    Situation: ("handout",),
    Audience: ("handout",),
    Session: ("screen", "sheet"),
}
"""The pages below those of records whose names may have to be corrected."""


@dataclass(frozen=True, slots=True)
class MovedView:
    """Where a page has moved: the file of its new place, and what is there."""

    target: str
    name: str


def make_moved_page(path: str, target: str, name: str) -> Page:
    """Return the page that leads from one file's address to another's."""
    return Page(
        path=path,
        template="moved",
        title="This page has moved",
        description=f"This page has moved to {name}.",
        view=MovedView(target, name),
        unlisted=True,
        moved=make_address(target),
    )


def make_moved_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each earlier name of a record, and for what hung below a withdrawn one.

    A glossary term's earlier names are places on the glossary, not pages.
    """
    return [
        *(
            replace(
                make_moved_page(path, get_page_path(record), get_name(record, bibliography)),
                was=record,
            )
            for located in kb.located.values()
            if isinstance(record := located.record, RecordNamedInWords)
            for path in _list_former(record)
        ),
        *(
            make_moved_page(path, get_page_path(record), get_name(record, bibliography))
            for record in kb.withdrawn(Record)
            for path in _list_below(record)
        ),
        *(
            make_moved_page(
                f"{path.removesuffix('.md')}/{part}.md",
                get_page_path(record) if kb.is_withdrawn(record) else get_below_path(record, part),
                get_name(record, bibliography),
            )
            for kind, parts in _PARTS.items()
            for record in (*kb.all(kind), *kb.withdrawn(kind))
            for path in _list_former(record)
            for part in parts
        ),
    ]


def _list_former(record: RecordNamedInWords) -> list[str]:
    if isinstance(record, Term):
        return []
    return [f"{get_folder(record)}/{name}.md" for name in record.formerly]


def _list_below(record: Record) -> list[str]:
    match record:
        case Theme():
            return [get_whole_path(record)]
        case Situation() | Audience() | Session():
            return [get_below_path(record, part) for part in _PARTS[type(record)]]
        case Study(appraisal=None):
            return [get_works_path(record), get_voices_path(record)]
        case Study():
            return [
                get_works_path(record),
                get_voices_path(record),
                get_appraisal_path(record),
            ]
        case _:
            return []
