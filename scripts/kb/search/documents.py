"""What Pagefind reads: a small HTML file for each thing that can be found.

The files say what the index holds, in a form that a person can read too, in `build/search/`. Pages
themselves carry nothing for the index, so it costs their readers nothing.
"""

import json
from collections.abc import Callable, Sequence

from kb.addresses import address
from kb.search.choices import Choices, words_of
from kb.search.entries import SearchEntry
from kb.search.page_text import Block
from kb.search.vocabulary import Vocabulary
from kb.template_files import template_files


def documents(
    entries: tuple[SearchEntry, ...],
    choices: Choices,
    vocabulary: Vocabulary,
    read: Callable[[str], Sequence[Block]],
) -> dict[str, str]:
    """Return the file of each entry by its path below the folder that Pagefind reads.

    The headings within a record's page are the same on every page of its type: they say where
    something stands, and are not found themselves.

    Args:
        entries: What can be found.
        choices: The words of their filters.
        vocabulary: The forms of terms, whose marks each file holds.
        read: Returns the headings and paragraphs of a finished page by its address.
    """
    template = template_files().get_template("search_document.jinja")
    result = {}
    for entry in entries:
        place = address(entry.path)
        if entry.text:
            blocks = [Block("h1", entry.title), *(Block("p", text) for text in entry.text)]
        else:
            blocks = [*read(place)]
        result[f"{place}{entry.anchor}/index.html".replace("//", "/")] = template.render(
            entry=entry,
            url=f"{place}#{entry.anchor}" if entry.anchor else place,
            blocks=blocks,
            filters=words_of(entry, choices),
            marks=[
                (block.element, marks)
                for block in blocks
                if block.element in ("h1", "p")
                if (marks := vocabulary.in_text(block.text))
            ],
        )
    return result


def words(choices: Choices, vocabulary: Vocabulary) -> str:
    """Return what the search in the browser knows beforehand: choices, and forms with their marks.

    It is fetched with the first search.
    """
    known = {
        "choices": choices,
        "longest": vocabulary.longest,
        "marks": dict(sorted(vocabulary.marks.items())),
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))
