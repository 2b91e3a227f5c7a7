"""Pages at addresses that something had once: each leads on to where that is now."""

from dataclasses import dataclass

from kb.citations.bibliography import Bibliography
from kb.citations.naming import name_of
from kb.knowledge.base import KnowledgeBase
from kb.pages.page import Page
from kb.records import Record, RecordNamedInWords, Study, Term, Theme
from kb.records.addresses import (
    address,
    appraisal_path,
    folder_of,
    page_path,
    whole_path,
    works_path,
)


@dataclass(frozen=True, slots=True)
class MovedView:
    """Where a page has moved: the file of its new place, and what is there."""

    target: str
    name: str


def moved_page(path: str, target: str, name: str) -> Page:
    """Return the page that leads from one file's address to another's."""
    return Page(
        path=path,
        template="moved",
        title="This page has moved",
        description=f"This page has moved to {name}.",
        view=MovedView(target, name),
        unlisted=True,
        moved=address(target),
    )


def moved_pages(kb: KnowledgeBase, bibliography: Bibliography) -> list[Page]:
    """Return a page for each earlier name of a record, and for what hung below a withdrawn one.

    A glossary term's earlier names are places on the glossary, not pages.
    """
    return [
        *(
            moved_page(path, page_path(record), name_of(record, bibliography))
            for place in kb.located.values()
            if isinstance(record := place.record, RecordNamedInWords)
            for path in _former(record)
        ),
        *(
            moved_page(path, page_path(record), name_of(record, bibliography))
            for record in (*kb.withdrawn(Study), *kb.withdrawn(Theme))
            for path in _below(record)
        ),
    ]


def _former(record: RecordNamedInWords) -> list[str]:
    if isinstance(record, Term):
        return []
    return [f"{folder_of(record)}/{name}.md" for name in record.formerly]


def _below(record: Record) -> list[str]:
    match record:
        case Theme():
            return [whole_path(record)]
        case Study(appraisal=None):
            return [works_path(record)]
        case Study():
            return [works_path(record), appraisal_path(record)]
        case _:
            return []
