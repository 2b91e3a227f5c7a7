"""Which format a bibliographic file is in: by its content, and by its ending where that fails."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.exchange.bibtex_reader import read_bibtex
from kb.exchange.csl_json_reader import read_csl_json
from kb.exchange.draft import Draft
from kb.exchange.endnote_reader import read_endnote
from kb.exchange.enw_reader import read_enw
from kb.exchange.pubmed_reader import read_nbib, read_pubmed_xml
from kb.exchange.ris_reader import read_ris
from kb.problems.problem import Problem

Reader = Callable[[str, str], tuple[list[Draft], list[Problem]]]

ENDINGS = (
    "BibTeX (.bib), RIS (.ris), EndNote XML (.xml), EndNote tagged (.enw), PubMed (.nbib) "
    "or CSL JSON (.json)"
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Attributes:
        looks: How its content looks.
        endings: How its files end.
        read: What reads it.
        anywhere: Whether its look may be sought in the middle of a file too.
    """

    looks: re.Pattern[str]
    endings: tuple[str, ...]
    read: Reader
    anywhere: bool = False


_LINE = re.MULTILINE
_XML_HEAD = r"(?:\s*(?:<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|<!--.*?-->))*\s*"

FORMATS = (
    Format(
        re.compile(_XML_HEAD + r"<(?:Pubmed|Medline)\w*|(?s:.){0,2000}<PubmedArticle", re.DOTALL),
        (),
        read_pubmed_xml,
    ),
    Format(re.compile(_XML_HEAD + r"<(?:xml|records?)[\s>/]", re.DOTALL), (), read_endnote),
    Format(re.compile(r"\s*[\[{]\s*[\[{\"\]}]"), (".json", ".csljson"), read_csl_json),
    Format(re.compile(r"\s*%[0-9A-Z] \S.*\n%\S"), (".enw",), read_enw, anywhere=True),
    Format(re.compile(r"^\s{0,2}TY\s{1,2}-\s", _LINE), (".ris",), read_ris, anywhere=True),
    Format(re.compile(r"^(?:PMID|OWN)\s{0,2}- ", _LINE), (".nbib",), read_nbib, anywhere=True),
    Format(
        re.compile(r"^[^\S\n]*@[^\S\n]*\w{1,40}\s{0,9}[{(]", _LINE),
        (".bib", ".bibtex"),
        read_bibtex,
        anywhere=True,
    ),
)

_BEGINNING = 4_000
"""So many characters at the beginning of a file say what it is."""

_OTHERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*<[^>]*<?modsCollection|(?s:.{0,500})<mods[\s>:]"), "MODS XML"),
    (
        re.compile(r"(?s:.{0,500})officeDocument/2006/bibliography|(?s:.{0,200})<b:Sources"),
        "Word’s XML",
    ),
    (re.compile(r"(?s:.{0,500})<rdf:RDF"), "RDF"),
    (re.compile(r"(?s:.{0,800})<(?:feed|rss)[\s>]"), "a feed"),
    (
        re.compile(r"(?s:.{0,800})<(?:TEI|OAI-PMH|article|collection|crossref|doi_batch)[\s>]"),
        "XML",
    ),
    (re.compile(r"\s*<!DOCTYPE html|\s*<html", re.IGNORECASE), "a web page"),
    (
        re.compile(r"^FN (?:Clarivate|Thomson|ISI)|^PT [JBSP]$", _LINE),
        "Web of Science’s plain text",
    ),
    (re.compile(r"^cff-version:", _LINE), "CITATION.cff"),
    (re.compile(r"^\s*\\begin\{thebibliography|^\s*\\bibitem", _LINE), "LaTeX"),
    (re.compile(r"^RT [A-Z]", _LINE), "RefWorks’ tagged text"),
    (re.compile(r"\s*references:\s*\n|\s*---\s*\n"), "YAML"),
    (
        re.compile(r"[^\n]*(?:,|\t)[^\n]*(?:title|author|doi)[^\n]*(?:,|\t)", re.IGNORECASE),
        "a table",
    ),
    (re.compile(r"%PDF"), "PDF"),
    (re.compile(r"\s*<"), "XML of another kind"),
)
"""How other formats look that people have, and what they are called."""


def find_reader(file: str, text: str) -> Reader | None:
    """Return what reads a file, or None if its format is not read."""
    if name_other(text, _OTHERS[:6]):
        return None
    by_content = next((one.read for one in FORMATS if one.looks.match(text)), None)
    by_ending = next((one.read for one in FORMATS if file.lower().endswith(one.endings)), None)
    somewhere = next((one.read for one in FORMATS if one.anywhere and one.looks.search(text)), None)
    if by_content or somewhere:
        return by_content or somewhere
    return None if name_other(text) else by_ending


def name_other(text: str, others: Iterable[tuple[re.Pattern[str], str]] = _OTHERS) -> str:
    """Return what a format that is not read is called, or "" if it is not known."""
    begin = text[:_BEGINNING]
    return next((name for looks, name in others if looks.match(begin)), "")
