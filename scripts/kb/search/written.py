"""The documents that Pagefind reads, written by several processes, each as soon as it is made."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.files.tree import remove_all_but, write_file
from kb.search import Search, SearchEntry
from kb.search.documents import document_path, documents
from kb.search.page_text import Block
from kb.side_by_side import side_by_side


@dataclass(frozen=True, slots=True)
class Document:
    """A document in its folder.

    Attributes:
        path: Its path below the folder.
        kind: What it is of, as the type of its entry says.
        size: Its length in bytes.
        digest: What tells its content apart from any other.
    """

    path: str
    kind: str
    size: int
    digest: str


def write_documents(
    search: Search, read: Callable[[str], Sequence[Block]], folder: Path
) -> list[Document]:
    """Make a folder hold the document of each entry, and nothing else.

    Args:
        search: What can be found.
        read: Returns the headings and paragraphs of a finished page by its address.
        folder: The folder; a file in it is written only when its bytes change.

    Returns:
        The documents in the order of the entries.
    """
    remove_all_but(folder, {document_path(entry) for entry in search.entries})
    return side_by_side(lambda some: _written(search, some, read, folder), search.entries)


def _written(
    search: Search,
    some: Sequence[SearchEntry],
    read: Callable[[str], Sequence[Block]],
    folder: Path,
) -> list[Document]:
    """Write the documents of some entries, and hold no more than one of them at a time."""
    made = documents(search, some, read)
    return [
        _document(folder, path, entry, text.encode())
        for entry, (path, text) in zip(some, made, strict=True)
    ]


def _document(folder: Path, path: str, entry: SearchEntry, content: bytes) -> Document:
    write_file(folder, path, content)
    return Document(path, entry.kind, len(content), hashlib.sha256(content).hexdigest())
