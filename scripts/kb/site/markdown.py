"""The pages as Markdown on disk, for site generators that know nothing of records."""

from pathlib import Path

from kb.files.tree import write_tree
from kb.render.tree import Tree
from kb.search.documents import Document, DocumentWriter
from kb.site.reading import read_other_files


def write_markdown(tree: Tree, folder: Path, documents: DocumentWriter) -> list[Document]:
    """Write every page as Markdown, and every file beside pages.

    Args:
        tree: The pages.
        folder: The folder; it holds nothing else afterwards.
        documents: What writes what the search reads.

    Returns:
        What the search is to read of the pages made from records.
    """
    files = {**tree.assets} | read_other_files(tree)
    files |= {path: page.text.encode() for path, page in tree.written.items()}
    found: list[Document] = []
    for page in tree.templates.lay_out_all(tree.made):
        files[page.path] = page.markdown.encode()
        files |= {path: text.encode() for path, text in page.files}
        found += documents.write_page(page.path, page.words)
    write_tree(folder, files)
    return found
