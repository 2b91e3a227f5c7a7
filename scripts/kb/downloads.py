"""The files that lie beside pages, to be downloaded: pure, from path to bytes."""

import posixpath

from kb.addresses import address, index_path, page_path
from kb.bibliography import Bibliography
from kb.citation_files import (
    CitationFile,
    bibliography_files,
    citation_files,
    stem_of,
    theme_files,
)
from kb.citing import citations
from kb.knowledge_base import KnowledgeBase
from kb.records import Record, Reference, Theme
from kb.settings import Settings


def downloads(
    kb: KnowledgeBase, bibliography: Bibliography, settings: Settings
) -> dict[str, bytes]:
    """Return every file of the site that holds citations, by its path below the documentation.

    They are the citation of each record, withdrawn ones included, for their pages stay; all
    references in force; and the references of each theme.
    """
    groups: list[tuple[str, list[CitationFile]]] = [
        *(
            (page_path(r), citation_files(stem_of(r), citations(kb, bibliography, settings, r)))
            for r in (*kb.all(Record), *kb.withdrawn(Record))
        ),
        (index_path(Reference), bibliography_files(kb, bibliography)),
        *((page_path(theme), theme_files(kb, bibliography, theme)) for theme in kb.all(Theme)),
    ]
    return {
        posixpath.join(address(page), file.name): file.text.encode()
        for page, files in groups
        for file in files
    }
