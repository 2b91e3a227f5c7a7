"""The part of a page that says how to cite it."""

from dataclasses import dataclass

from kb.citations.apa import ApaEntry, make_apa_entry
from kb.citations.bibliography import Bibliography
from kb.citations.citing import find_conveyed, list_citations, make_key
from kb.citations.files import CitationFile, make_citation_files, make_stem
from kb.knowledge.base import KnowledgeBase
from kb.records import Record, Reference, Study
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite a record.

    Attributes:
        entry: The record as APA 7 lists it.
        study: The study whose content it conveys, if it conveys one.
        work: The work that it describes, if it describes one.
        files: All of these, in each format for reference managers.
    """

    entry: ApaEntry
    study: Study | None
    work: Reference | None
    files: list[CitationFile]


def cite_view(
    kb: KnowledgeBase, bibliography: Bibliography, settings: Settings, record: Record
) -> CiteView:
    """Return how to cite a record."""
    items = list_citations(kb, bibliography, settings, record)
    conveyed = find_conveyed(kb, record)
    return CiteView(
        entry=make_apa_entry(items[make_key(record)]),
        study=conveyed if isinstance(conveyed, Study) else None,
        work=conveyed if isinstance(conveyed, Reference) else None,
        files=make_citation_files(make_stem(record), items),
    )
