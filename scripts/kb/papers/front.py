"""What any text of a paper says of itself in set words: DOI, licence, funding, interests."""

import re
from itertools import pairwise

from kb.papers.paper import Block, Paper

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)\]]")
_LICENCES = (
    (r"CC0\b|Public Domain Dedication", "CC0 1.0", "publicdomain/zero/1.0/"),
    (
        r"CC[ -]BY[ -]NC[ -]ND|Attribution[- ]Non-?Commercial[- ]No-?Deriv",
        "CC BY-NC-ND",
        "by-nc-nd",
    ),
    (
        r"CC[ -]BY[ -]NC[ -]SA|Attribution[- ]Non-?Commercial[- ]Share-?Alike",
        "CC BY-NC-SA",
        "by-nc-sa",
    ),
    (r"CC[ -]BY[ -]NC\b|Attribution[- ]Non-?Commercial", "CC BY-NC", "by-nc"),
    (r"CC[ -]BY[ -]ND\b|Attribution[- ]No-?Deriv", "CC BY-ND", "by-nd"),
    (r"CC[ -]BY[ -]SA\b|Attribution[- ]Share-?Alike", "CC BY-SA", "by-sa"),
    (r"CC[ -]BY\b|Creative Commons Attribution", "CC BY", "by"),
)
_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/zero/1\.0)"
)


def find_doi(text: str) -> str:
    """Return the DOI of a paper: the first that its first page prints, or ""."""
    found = _DOI.search(text)
    return found[0] if found else ""


def find_licence(said: str, address: str = "") -> tuple[str, str] | None:
    """Return a licence's short name and its address; None unless both are certain.

    Args:
        said: What the paper says of its licence.
        address: Where the file says that the licence's text is.
    """
    link = _ADDRESS.search(f"{address} {said}")
    if link and link[1]:
        name = f"CC {link[1].upper()} {link[2]}"
        return name, f"https://creativecommons.org/licenses/{link[1]}/{link[2]}/"
    if link:
        return "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    for pattern, name, path in _LICENCES:
        found = re.search(rf"(?:{pattern})(?P<after>.{{0,60}})", said, re.IGNORECASE)
        version = re.search(r"\b([1-4]\.0)\b", found["after"]) if found else None
        if found and name == "CC0 1.0":
            return name, f"https://creativecommons.org/{path}"
        if found and version:
            number = version[1]
            return f"{name} {number}", f"https://creativecommons.org/licenses/{path}/{number}/"
    return None


_SECTIONS = {
    "funding": re.compile(r"funding|financial support", re.IGNORECASE),
    "conflict": re.compile(
        r"conflicts? of interests?|competing interests?|declarations? of interest|disclosure",
        re.IGNORECASE,
    ),
}


def find_declarations(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return what stands under the headings on funding and on interests, by the names of facts."""
    found: dict[str, str] = {}
    for heading, below in pairwise(blocks):
        for name, pattern in _SECTIONS.items():
            if heading.kind == "heading" and pattern.search(heading.text) and below.kind == "text":
                found.setdefault(name, below.text)
    return found


def divide_off_works(paper: Paper) -> None:
    """Mark the entries of the list of works as that, and count them if nobody has."""
    blocks: list[Block] = []
    inside = False
    for block in paper.blocks:
        if block.kind == "heading":
            inside = bool(
                re.fullmatch(
                    r"(?:\d+\.?\s+)?(references|bibliography|works cited)",
                    block.text,
                    re.IGNORECASE,
                )
            )
            if inside:
                continue
        blocks.append(Block("work", block.text) if inside else block)
    paper.blocks = tuple(blocks)
    entries = [block.text for block in blocks if block.kind == "work"]
    if not paper.listed:
        dated = sum(bool(re.search(r"\b(?:1[89]|20)\d\d", entry)) for entry in entries)
        # Entries that no empty line parts are told by their years, as far as these are in brackets.
        years = sum(len(re.findall(r"\((?:1[89]|20)\d\d[a-z]?\)", entry)) for entry in entries)
        paper.listed = max(dated, years)
