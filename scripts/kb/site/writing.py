"""Pages made from records, written into a new site; those that are as they were are taken over."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kb.files.tree import take_files, write_file
from kb.render.laid_out import LaidOut
from kb.render.tree import Tree
from kb.search.documents import DocumentWriter
from kb.site.affected import Affected, write_notes
from kb.site.kept import Built, Outcome

FilesOf = Callable[[LaidOut], Mapping[str, bytes]]
"""Returns a page as browsers read it, and the files beside it, by their paths."""


def write_pages(
    made: Tree | Affected,
    frame: str,
    site: Path,
    documents: DocumentWriter,
    files_of: FilesOf,
) -> Outcome:
    """Write every page, and what the index of the search is to be made from.

    Args:
        made: The pages, and which of them an edit affects where that is known.
        frame: What the frame around all pages shows of others.
        site: The folder of the new site.
        documents: What writes what the search reads.
        files_of: What frames a page.
    """
    affected = made if isinstance(made, Affected) else None
    tree = made.tree if isinstance(made, Affected) else made
    kept: dict[str, Built] = {}
    if affected and (last := affected.start.last) and last.outcome.frame == frame:
        kept = _find_spared(affected, last.outcome, documents)
        files = (path for built in kept.values() for path in built.files)
        take_files(affected.start.site, site, files)

    def write(page: LaidOut) -> Built:
        files = files_of(page)
        for path, content in files.items():
            write_file(site, path, content)
        found = tuple(documents.write_page(page.path, page.words))
        asked = write_notes(affected.templates.asked) if affected else ""
        return Built(asked, documents.digest_given(page.path), tuple(files), found)

    others = [page for page in tree.made if page.path not in kept]
    built = tree.templates.lay_out_each(others, write)
    pages = kept | {page.path: it for page, it in zip(others, built, strict=True)}
    return Outcome(frame, {page.path: pages[page.path] for page in tree.made})


def _find_spared(
    affected: Affected, before: Outcome, documents: DocumentWriter
) -> dict[str, Built]:
    """Return what became of the pages that are as they were, by their paths."""
    return {
        page.path: built
        for page in affected.tree.made
        if (built := before.pages.get(page.path))
        and affected.spares(page, built.asked)
        and built.given == documents.digest_given(page.path)
    }
