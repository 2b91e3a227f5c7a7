"""What the search's index of a site would be made from, written without building the site."""

from pathlib import Path

from kb.citations.bibliography import format_bibliography
from kb.render.laid_out import LaidOut
from kb.render.site import Site
from kb.render.tree import make_tree
from kb.search import search_of
from kb.search.documents import Document, DocumentWriter
from kb.settings import Settings
from kb.site.reading import read_hand_written
from tests.helpers.building import REPOSITORY, BuiltSite


def write_documents(site: BuiltSite, folder: Path) -> list[Document]:
    """Write a file for each thing of a site that can be found."""
    works = format_bibliography(site.kb, REPOSITORY / Settings("").citation_style)
    sources, _ = read_hand_written(site.project.docs)
    tree = make_tree(Site(site.kb, works, Settings("Made up")), sources)
    writer = DocumentWriter(search_of(tree), folder)
    documents = writer.write_others()
    for path, page in tree.pages().items():
        words = page.words if isinstance(page, LaidOut) else ()
        documents += writer.write_page(path, words)
    return documents
