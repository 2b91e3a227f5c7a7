"""Hand-written pages that were elsewhere once: their front matter says where, under `formerly`."""

import re
from collections.abc import Collection, Iterator, Mapping

from kb.pages import Page
from kb.pages.moved import make_moved_page
from kb.problems.problem import Position, Problem
from kb.records.addresses import make_address
from kb.strict_yaml.document import Value, parse
from kb.text.wording import quote_text

_FENCE = "---\n"
"""What front matter stands between."""

_ADDRESS = re.compile(r"([a-z0-9][a-z0-9-]*/)+")
"""How this site writes the address of a page, below its own."""


def make_moved_written_pages(
    sources: Mapping[str, str], taken: Collection[str], root: str = "docs"
) -> tuple[list[Page], list[Problem]]:
    """Return a page for each earlier address of a hand-written page.

    Args:
        sources: The text of each hand-written page by its path.
        taken: The paths of all other pages.
        root: The folder's name as it is to appear in problems.

    Returns:
        The pages, and a problem for each address that is none, that a page has now, or that is
        given twice.
    """
    addresses = {make_address(path) for path in (*sources, *taken)}
    pages: list[Page] = []
    problems: list[Problem] = []
    for path, text in sources.items():
        for place, former, title in _list_formerly(f"{root}/{path}", text):
            if not isinstance(former, str) or not _ADDRESS.fullmatch(former):
                fault = f"{quote_text(str(former))} is no address of a page"
                advice = "Write it as in about/an-earlier-name/, from the site's own address on."
            elif former in addresses:
                fault = f"a page has the address {quote_text(former)}, or had it and moved"
                advice = "Remove it here: an address leads to one page."
            else:
                addresses.add(former)
                pages.append(make_moved_page(f"{former.removesuffix('/')}.md", path, title))
                continue
            problems.append(Problem(place, fault, advice))
    return pages, problems


def _list_formerly(file: str, text: str) -> Iterator[tuple[Position, Value, str]]:
    """Yield each earlier address with its place and the page's title."""
    if not text.startswith(_FENCE):
        return
    # A comment in the place of the first line keeps the numbers of the others.
    document, _ = parse(file, f"#\n{text.split(_FENCE, 2)[1]}".encode())
    matter = document.value if document else None
    if document is None or not isinstance(matter, dict) or "formerly" not in matter:
        return
    formerly = matter["formerly"]
    title = str(matter.get("title") or file)
    if not isinstance(formerly, tuple):
        yield document.position(("formerly",)), formerly, title
        return
    for i, former in enumerate(formerly):
        yield document.position(("formerly", i)), former, title
