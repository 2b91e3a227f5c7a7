"""What Pagefind reads: a small HTML file for each thing that can be found.

The files say what the index holds, in a form that a person can read too, in `build/search/`. Pages
themselves carry nothing for the index, so it costs their readers nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from kb.records.addresses import address
from kb.render.environment import template_environment
from kb.search import Search
from kb.search.choices import words_of
from kb.search.common_words import COMMON, passed_over
from kb.search.entries import SearchEntry
from kb.search.page_text import Block


def document_path(entry: SearchEntry) -> str:
    """Return where an entry's file is, below the folder of these files."""
    return f"{address(entry.path)}{entry.anchor}/index.html".replace("//", "/")


def documents(
    search: Search,
    some: Iterable[SearchEntry],
    read: Callable[[str], Sequence[Block]],
) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each entry's file.

    The headings within a record's page are the same on every page of its type: they say where
    something stands, and are not found themselves.

    Args:
        search: What can be found, and the words that each file holds besides.
        some: The entries whose files are wanted.
        read: Returns the headings and paragraphs of a finished page by its address.
    """
    environment = template_environment()
    environment.filters["passed_over"] = passed_over
    template = environment.get_template("search_document.jinja")
    for entry in some:
        place = address(entry.path)
        if entry.text:
            blocks = [Block("h1", entry.title), *(Block("p", text) for text in entry.text)]
        else:
            blocks = [*read(place)]
        text = template.render(
            entry=entry,
            url=f"{place}#{entry.anchor}" if entry.anchor else place,
            blocks=blocks,
            filters=words_of(entry, search.choices),
            marks=[
                (block.element, marks)
                for block in blocks
                if block.element in ("h1", "p")
                if (marks := search.vocabulary.in_text(block.text))
            ],
        )
        yield document_path(entry), text


def words(search: Search) -> dict[str, bytes]:
    """Return what the browser's search fetches besides the index, by path below the site.

    With the first search it fetches the forms of terms with their marks, and the words that the
    index leaves out. What a search can be narrowed to comes when a reader opens these choices.
    """
    known = {
        "longest": search.vocabulary.longest,
        "marks": dict(sorted(search.vocabulary.marks.items())),
        "common": COMMON,
    }
    return {"search/words.json": _json(known), "search/choices.json": _json(search.choices)}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
