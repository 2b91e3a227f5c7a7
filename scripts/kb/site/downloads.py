"""The files that lie beside pages, to be downloaded: pure, from path to bytes."""

import posixpath

from kb.citations.files import CitationFile, bibliography_files, theme_files
from kb.records import Reference, Theme
from kb.records.addresses import address, index_path, page_path
from kb.render.context import Site


def downloads(site: Site) -> dict[str, bytes]:
    """Return every file of the site that holds citations, by its path below the documentation.

    They are the citation of each record, withdrawn ones included, for their pages stay; all
    references in force; and the references of each theme.
    """
    kb, bibliography = site.kb, site.bibliography
    groups: list[tuple[str, list[CitationFile]]] = [
        *(
            (page_path(place.record), site.citations[name].files)
            for name, place in kb.located.items()
        ),
        (index_path(Reference), kb.remembered(bibliography_files, bibliography)),
        *(
            (page_path(theme), kb.remembered(theme_files, bibliography, theme))
            for theme in kb.all(Theme)
        ),
    ]
    return {
        posixpath.join(address(page), file.name): file.text.encode()
        for page, files in groups
        for file in files
    }
