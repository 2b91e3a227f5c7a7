"""Papers as plain text, whose blank lines and indents tell what is what."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.papers.paper import Block
from kb.papers.speakers import is_bare_attribution, split_off_attribution

_KNOWN = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:abstract|introduction|background|aims?|objectives?|methods?|"
    r"methodology|materials and methods|participants|sample|data collection|(?:data )?analysis|"
    r"ethics|reflexivity|results|findings|(?:results|findings) and discussion|discussion|"
    r"strengths and limitations|limitations|implications(?: for \w+)?|conclusions?|"
    r"acknowledge?ments?|funding|conflicts? of interests?|references|bibliography)",
    re.IGNORECASE,
)
"""Headings that nearly every paper has, and nothing else looks like on a line of its own."""

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+[A-Z]")
_CAPTION = re.compile(r"(?:Table|Figure|Fig\.?|Box|Appendix|Panel)\s*\d", re.IGNORECASE)
_LONGEST_HEADING = 100
_SET_APART = 2
"""So many spaces more than usual stand before each line of what is set apart."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: tuple[str, ...]

    @property
    def indent(self) -> int:
        return min(len(line) - len(line.lstrip()) for line in self.lines)


def read_layout(text: str) -> tuple[Block, ...]:
    """Divide a text into its pieces.

    Args:
        text: The text, with its lines and indents as they were printed. Form feeds end pages.
    """
    paragraphs = [*_split_paragraphs(text)]
    usual = _find_usual_indent(paragraphs)
    words = frozenset(re.findall(r"\w+(?:-\w+)*", text.lower()))
    blocks: list[Block] = []
    joined = [_join_lines(paragraph.lines, words) for paragraph in paragraphs]
    for paragraph, said, following in zip(paragraphs, joined, [*joined[1:], ""], strict=True):
        heading = re.sub(r"^#+\s*|\*\*", "", said).strip()
        if _is_heading(paragraph, said) and not following[:1].islower():
            blocks.append(Block("heading", heading, _find_level(said)))
        elif paragraph.indent >= usual + _SET_APART and not is_bare_attribution(said):
            blocks.append(Block("quote", said))
        else:
            blocks.append(Block("text", said))
    return tuple(_begin_at_first_section(blocks))


def _split_paragraphs(text: str) -> Iterator[_Paragraph]:
    """Yield paragraphs; a page that ends within a sentence ends none."""
    text = re.sub(r"(?<=[^\s.!?:”\")\]])[^\S\n]*\n\s*\f\s*?\n*(?=[^\S\n]*[a-z])", "\n", text)
    lines: list[str] = []
    for line in [*text.replace("\f", "\n\n").expandtabs(4).split("\n"), ""]:
        alone = bool(_KNOWN.fullmatch(line.strip()))
        if (not line.strip() or alone) and lines:
            yield _Paragraph(tuple(lines))
            lines = []
        if alone:
            yield _Paragraph((line,))
        elif line.strip():
            lines.append(line.rstrip())


def _find_usual_indent(paragraphs: list[_Paragraph]) -> int:
    """Return the indent of most of the text."""
    counts: Counter[int] = Counter()
    for paragraph in paragraphs:
        counts[paragraph.indent] += sum(map(len, paragraph.lines))
    return counts.most_common(1)[0][0] if counts else 0


def _is_heading(paragraph: _Paragraph, said: str) -> bool:
    if _KNOWN.fullmatch(said) or re.match(r"#{1,6}\s+\S", said):
        return True
    plain = said.strip("* ")
    return (
        len(paragraph.lines) <= 2  # noqa: PLR2004 - a heading is short
        and len(plain) <= _LONGEST_HEADING
        and re.match(r"[A-Z0-9“‘]", plain) is not None
        and not re.search(r"[.,;:!”\"\])]$", plain)
        and re.search(r"[a-zA-Z]{3}", plain) is not None
        and not _CAPTION.match(plain)
        and ";" not in plain
        and is_bare_attribution(said) is None
        and split_off_attribution(said) is None
        and not re.search(r"[a-z][.!?] [A-Z]", plain)
        and not re.search(r"https?://|@|\bdoi\b|©", plain, re.IGNORECASE)
    )


def _find_level(said: str) -> int:
    if marks := re.match(r"(#{1,6})\s", said):
        return len(marks[1])
    numbered = _NUMBERED.match(said)
    return numbered[1].count(".") + 1 if numbered else 0


def _join_lines(lines: tuple[str, ...], words: frozenset[str]) -> str:
    """Join the lines of a paragraph; a word divided at the end of one as it stands elsewhere."""
    said = ""
    for line in lines:
        text = " ".join(line.split())
        divided = re.search(r"(\w+)([-\u2010\u00ad])$", said)
        begins = re.match(r"\w+", text)
        if divided and begins and begins[0][0].islower():
            whole = f"{divided[1]}{begins[0]}".lower()
            kept = f"{divided[1]}-{begins[0]}".lower()
            said = said[:-1]
            if divided[2] != "\u00ad" and kept in words and whole not in words:
                said += "-"
            said += text
        else:
            said = f"{said} {text}".strip()
    return said


def _begin_at_first_section(blocks: list[Block]) -> list[Block]:
    """Leave out what stands above the first section: title, authors, addresses."""
    known = (i for i, one in enumerate(blocks) if one.kind == "heading" and _KNOWN.match(one.text))
    return blocks[next(known, 0) :]
