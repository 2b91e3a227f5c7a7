"""A paper's headings as the sections of a study, and those of its results as themes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.papers.paper import Block
from kb.text.folding import fold

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "their",
        "to",
        "with",
    ]
)
_WORDS_OF_KEY = 4
_RESULTS = re.compile(r"(?:results|findings|analysis and (?:discussion|findings))\b", re.IGNORECASE)
_AFTER_RESULTS = re.compile(
    r"(?:overall |general )?(?:discussion|conclusion)|strengths|limitations|implications|"
    r"key implications|acknowledge?ment",
    re.IGNORECASE,
)
_NO_THEME = re.compile(
    r"(?:themes? conclusions?|participants?|sample|demographics?|overview|respondents?|"
    r"(?:participant|sample|study) characteristics|summary|response rate|themes?|"
    r"discussion|conclusions?|limitations?|implications?|strengths? and limitations?|"
    r"acknowledge?ments?|funding|conflicts? of interests?|references|data availability.*|"
    r"ethic\w*.*|author\w* .*|supplement\w*.*|abbreviations)\b[\w ]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A section of a paper.

    Attributes:
        key: The short name that it is given.
        heading: The heading as printed, without a number before it.
        within: The key of the section that holds it, or "".
        begins: The place of its heading among the pieces of the paper.
    """

    key: str
    heading: str
    within: str
    begins: int


def list_sections(blocks: Sequence[Block]) -> list[PaperSection]:
    """Return the sections of a paper in their order, each with a key of its own."""
    sections: list[PaperSection] = []
    open_: list[tuple[int, str]] = []
    for place, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        heading = _NUMBER.sub("", block.text)
        key = _make_key(heading, {one.key for one in sections})
        while open_ and (not block.level or open_[-1][0] >= block.level):
            open_.pop()
        sections.append(PaperSection(key, heading, open_[-1][1] if open_ else "", place))
        if block.level:
            open_.append((block.level, key))
    return sections


def find_section(sections: Sequence[PaperSection], place: int) -> str:
    """Return the key of the section that a piece stands in; "" before the first."""
    return next((one.key for one in reversed(sections) if one.begins <= place), "")


def list_themes(sections: Sequence[PaperSection]) -> list[PaperSection]:
    """Return the sections that are themes, as it seems: those within the results.

    Where no levels can be told, it is what stands between the results and the discussion.
    """
    results = [one.key for one in sections if _RESULTS.match(one.heading) and not one.within]
    inside: set[str] = set(results)
    themes: list[PaperSection] = []
    flat = not any(one.within for one in sections)
    between = False
    for one in sections:
        if flat and (one.key in results or _AFTER_RESULTS.match(one.heading)):
            between = one.key in results
            continue
        if (between or one.within in inside) and not _NO_THEME.fullmatch(one.heading):
            inside.add(one.key)
            themes.append(one)
    return themes


def _make_key(heading: str, used: set[str]) -> str:
    words = re.findall("[a-z0-9]+", re.sub(r"['’]", "", fold(heading)))
    telling = [word for word in words if word not in _SMALL] or words or ["section"]
    key = "-".join(telling[:_WORDS_OF_KEY])
    key = key if key[0].isalpha() else f"section-{key}"
    number = 2
    found = key[:60]
    while found in used:
        found, number = f"{key[:60]}-{number}", number + 1
    return found
