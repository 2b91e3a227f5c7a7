"""The way in: a paper's file, whatever it is, read as its pieces and as the text to verify with."""

from dataclasses import dataclass
from pathlib import Path

from kb.exchange.draft import Draft
from kb.exchange.endnote_reader import parse_xml
from kb.exchange.identifiers import put_doi
from kb.files.limits import SOURCE_BYTES, SOURCE_TEXT_BYTES
from kb.files.plain import NotReadError, read_plain
from kb.papers.front import divide_off_works, find_declarations, find_doi
from kb.papers.jats import read_jats
from kb.papers.layout import read_layout
from kb.papers.paper import Paper
from kb.papers.pdf_layout import lay_out_pages
from kb.papers.web import read_web_page
from kb.problems.problem import Position, Problem
from kb.verify.source import CannotReadSourceError, StudySource, read_source
from kb.verify.text import read_text, strip_page_edges

_HEAD = 2_000
_FIRST_PAGE = 6_000
"""Characters in which a paper prints its own DOI."""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper as it was read.

    Attributes:
        paper: Its pieces.
        source: Its text, with which quotes are compared.
        said: All its text as one string, for what is said in set words.
    """

    paper: Paper
    source: StudySource
    said: str


def read_printed(file: Path) -> StudySource:
    """Read the text of a paper alone, to compare with it.

    Raises:
        CannotReadSourceError: As `read_paper` does.
    """
    try:
        head = read_plain(file.resolve(), SOURCE_BYTES)[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    except NotReadError as error:
        raise CannotReadSourceError(f"{file}: {error.reason}. {error.advice}") from None
    return read_paper(file).source if head.startswith(b"<") else read_source(file)


def read_paper(file: Path) -> ReadPaper:
    """Read a paper: JATS XML, a web page, a PDF with text, or plain text.

    Raises:
        CannotReadSourceError: The file is none of these, or is damaged.
    """
    try:
        content = read_plain(file.resolve(), SOURCE_BYTES)
    except NotReadError as error:
        raise CannotReadSourceError(f"{file}: {error.reason}. {error.advice}") from None
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<") and len(content) <= SOURCE_TEXT_BYTES:
        paper = _read_markup(file, content, is_page=b"<html" in head or b"<!doctype html" in head)
        source = StudySource(file.name, read_text(paper.text))
        said = paper.text
    else:
        source = read_source(file)
        raw = lay_out_pages(content) if source.is_pdf else content.decode("utf-8-sig")
        said = strip_page_edges(raw.replace("\r\n", "\n").replace("\r", "\n"))
        paper = Paper(read_layout(said), Draft("", 1, Position(file.name)))
        paper.about.fields["type"] = "article-journal"
        if doi := find_doi(raw[:_FIRST_PAGE]):
            put_doi(paper.about, "doi", doi)
        said = raw
    paper.facts = {**find_declarations(paper.blocks), **paper.facts}
    divide_off_works(paper)
    return ReadPaper(paper, source, said)


def _read_markup(file: Path, content: bytes, *, is_page: bool) -> Paper:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{file} is not text in UTF-8. Save it as text in UTF-8."
        raise CannotReadSourceError(message) from None
    if is_page:
        return read_web_page(file.name, text)
    root = parse_xml(file.name, text)
    if isinstance(root, Problem):
        message = f"{file}:{root.position.line}: {root.message}. {root.advice}"
        raise CannotReadSourceError(message)
    return read_jats(file.name, root)
