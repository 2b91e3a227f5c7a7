"""The files that lie beside pages, to be downloaded, and belong to no record: works in a row."""

import posixpath

from kb.citations.files import (
    CitationFile,
    make_bibliography_files,
    make_citation_files,
    make_stem,
    make_theme_files,
)
from kb.records import Reference, Theme
from kb.records.addresses import get_index_path, get_page_path, make_address
from kb.render.site import Site


def make_downloads(site: Site) -> dict[str, bytes]:
    """Return all references in force, and those of each theme, as files by their paths.

    A file that was published stays, with nothing in it if no work is left.

    How a record is cited lies beside its own page: `kb.render.laid_out.LaidOut.files`.
    """
    kb, bibliography = site.kb, site.bibliography
    groups: list[tuple[str, list[CitationFile]]] = [
        (get_index_path(Reference), kb.remembered(make_bibliography_files, bibliography)),
        *(
            (
                get_page_path(theme),
                kb.remembered(make_theme_files, bibliography, theme)
                or make_citation_files(f"{make_stem(theme)}-references", {}),
            )
            for theme in (*kb.all(Theme), *kb.withdrawn(Theme))
        ),
    ]
    return {
        posixpath.join(make_address(page), file.name): file.text.encode()
        for page, files in groups
        for file in files
    }
