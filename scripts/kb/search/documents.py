"""What Pagefind reads: a small HTML file for each thing that can be found.

The files say what the index holds, in a form that a person can read too. Pages themselves carry
nothing for the index, so it costs their readers nothing.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.files.tree import remove_all_but, write_file
from kb.knowledge.support import SUPPORT_NAMES
from kb.records.addresses import make_address
from kb.render.environment import make_environment
from kb.render.laid_out import Block
from kb.search import Search
from kb.search.choices import list_words
from kb.search.common_words import COMMON, pass_over
from kb.search.entries import SearchEntry
from kb.search.spelling import list_known_words
from kb.search.vocabulary import list_phrases, make_key, mark_phrase


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


def get_document_path(entry: SearchEntry) -> str:
    """Return where an entry's document is, below the folder of documents."""
    return f"{make_address(entry.path)}{entry.anchor}/index.html".replace("//", "/")


class DocumentWriter:
    """Writes the document of each entry; a file is written only when its bytes change."""

    def __init__(self, search: Search, folder: Path) -> None:
        """Begin with the documents that the folder has already.

        Args:
            search: What can be found, and the words that each document holds besides.
            folder: The folder of the documents.
        """
        self._search = search
        self._folder = folder
        self._on_page: dict[str, list[SearchEntry]] = defaultdict(list)
        for entry in search.entries:
            if not entry.text:
                self._on_page[entry.path].append(entry)
        environment = make_environment()
        environment.filters["passed_over"] = pass_over
        self._vocabulary = repr(
            (sorted(search.vocabulary.marks.items()), sorted(search.vocabulary.capitals))
        )
        self._template = environment.get_template("search_document.jinja")

    def remove_others(self) -> None:
        """Remove the documents of what cannot be found any more."""
        remove_all_but(self._folder, {get_document_path(entry) for entry in self._search.entries})

    def write_page(self, path: str, words: Sequence[Block]) -> list[Document]:
        """Write the document of what is found by the words of a page, if something is.

        Args:
            path: The page.
            words: Its headings and paragraphs.
        """
        return [self._write(entry, words) for entry in self._on_page.get(path, ())]

    def digest_given(self, path: str) -> str:
        """Return a digest of what the documents of a page hold besides the words of the page."""
        own = [(one, list_words(one, self._search.choices)) for one in self._on_page.get(path, ())]
        return hashlib.sha256(f"{self._vocabulary}{own}".encode()).hexdigest()[:32]

    def write_others(self) -> list[Document]:
        """Write the documents of what is found by words of its own, such as a glossary term."""
        return [
            self._write(entry, [Block("h1", entry.title), *(Block("p", x) for x in entry.text)])
            for entry in self._search.entries
            if entry.text
        ]

    def _write(self, entry: SearchEntry, words: Sequence[Block]) -> Document:
        path, content = get_document_path(entry), self._text(entry, words).encode()
        write_file(self._folder, path, content)
        return Document(path, entry.kind, len(content), hashlib.sha256(content).hexdigest())

    def _text(self, entry: SearchEntry, words: Sequence[Block]) -> str:
        """Return a document.

        The headings within a record's page are the same on every page of its type: they say where
        something stands, and are not found themselves.
        """
        place = make_address(entry.path)
        return self._template.render(
            entry=entry,
            url=f"{place}#{entry.anchor}" if entry.anchor else place,
            blocks=words,
            filters=list_words(entry, self._search.choices),
            unseen=self._list_unseen(entry),
            marks=[
                (block.element, marks)
                for block in words
                if block.element in ("h1", "p")
                if (marks := self._search.vocabulary.in_text(block.text))
            ],
        )

    def _list_unseen(self, entry: SearchEntry) -> list[str]:
        """Return what finds an entry first: its search words, and the mark of a term it is named.

        A term whose name is part of a longer one is found before that.
        """
        known = self._search.vocabulary
        named = known.marks.get(make_key(entry.title))
        words = [" ".join([pass_over(one), *known.in_text(one)]) for one in entry.search_words]
        phrases = [mark_phrase(phrase) for phrase in list_phrases(entry.search_words)]
        return [*words, *phrases, *([named] if named else [])]


def write_browser_words(search: Search) -> dict[str, bytes]:
    """Return what the browser's search fetches besides the index, by path below the site.

    With the first search it fetches the forms of terms with their marks, the words that the index
    leaves out, and what orders and labels results. What a search can be narrowed to comes when a
    reader opens these choices, and the words to compare with when a word finds nothing.
    """
    known = {
        "longest": search.vocabulary.longest,
        "marks": dict(sorted(search.vocabulary.marks.items())),
        "common": COMMON,
        "entries": len(search.entries),
        "phrases": sorted({x for one in search.entries for x in list_phrases(one.search_words)}),
        "support": SUPPORT_NAMES,
    }
    return {
        "search/words.json": _write_json(known),
        "search/choices.json": _write_json(search.choices),
        "search/spelling.json": _write_json(list_known_words(search.entries, search.vocabulary)),
    }


def _write_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
