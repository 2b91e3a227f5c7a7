"""What of a page is HTML already: Markdown need not look through it.

Pages made from records are HTML between Markdown headings. Python-Markdown and MkDocs each read
all of it, letter by letter, only to leave it as it is, and that took most of a build. So MkDocs is
given the headings, with a mark between them where the HTML belongs.
"""

import re

_HEADING = re.compile(r"^(#{1,6} .+ \{ #[\w-]+ \})$", re.MULTILINE)
"""A heading as templates write it, with its identifier."""

_MARK = "\ue000{}\ue001"
"""Stands for a piece of HTML; no text of the data can hold characters for private use."""

_MARKED = re.compile("<p>\ue000(\\d+)\ue001</p>")
_ID = re.compile(r'\sid="([^"]+)"')


def set_aside(page: str) -> tuple[str, list[str]]:
    """Divide a page made from records.

    Returns:
        The page as Markdown with a mark for each piece of HTML, and these pieces.
    """
    pieces: list[str] = []
    lines = []
    for part in _HEADING.split(page):
        if _HEADING.fullmatch(part):
            lines.append(part)
        elif text := part.strip():
            lines.append(_MARK.format(len(pieces)))
            pieces.append(text)
    return "\n\n".join(lines), pieces


def put_back(html: str, pieces: list[str]) -> str:
    """Put each piece where its mark is."""
    return _MARKED.sub(lambda mark: pieces[int(mark[1])], html)


def identifiers(pieces: list[str]) -> set[str]:
    """Return what links can lead to within pieces of HTML."""
    return {name for piece in pieces for name in _ID.findall(piece)}
