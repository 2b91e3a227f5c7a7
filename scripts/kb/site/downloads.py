"""The files that lie beside pages, and belong to no record: works in a row, and what is known."""

import json
import posixpath

from kb.citations.files import (
    CitationFile,
    make_bibliography_files,
    make_citation_files,
    make_stem,
    make_theme_files,
)
from kb.knowledge.base import KnowledgeBase
from kb.records import RecordNamedInWords, Reference, Theme
from kb.records.addresses import KNOWN, get_folder, get_index_path, get_page_path, make_address
from kb.records.kinds import KINDS
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
    } | {KNOWN: write_known(kb).encode()}


def write_known(kb: KnowledgeBase) -> str:
    """Return the identifiers of what can be on a handout, by the folder of its type, as JSON.

    Nothing else that an address names is asked for. What was withdrawn is known, and earlier names.
    """
    known = {
        get_folder(kind.record): sorted(
            name.lower()
            for record in (*kb.all(kind.record), *kb.withdrawn(kind.record))
            for name in (
                record.id,
                *(record.formerly if isinstance(record, RecordNamedInWords) else ()),
            )
        )
        for kind in KINDS.values()
        if kind.on_handouts
    }
    return json.dumps(known, separators=(",", ":")) + "\n"
