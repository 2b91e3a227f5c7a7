"""Bibliographic files with any fields and any signs in them, for tests by property."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from hypothesis import strategies as st

Field = tuple[str, str]

# Words that stand nowhere else, so that it can be seen where each went; of letters alone, as
# figures may be numbers of pages.
_LETTERS = st.text(st.sampled_from("bcdfghklmprstvwz"), min_size=5, max_size=8)
WORDS = st.builds("q{}x".format, _LETTERS)

_TEX = [" 50% ", " #1 ", " $5 ", " & ", " and ", r" \textendash{} ", "{-}", r"\,", " -- ", "} "]
_MORE_TEX = [r" \unknown{} ", r" \emph{", r" $\alpha$ ", "$_2$ ", r" {\dh} ", r"\'e ", '"', " ~ "]
_PLAIN = [" 50% ", " #1 ", " & ", " and ", " &amp; ", " <i>", "</i> ", " <5 ", "; ", ", ", "\\"]
_MORE_PLAIN = ["\u00ad", "\u200b ", " – ", ": ", " / ", "(", ") ", "&#8211;", "e\u0301 "]
BIBTEX_MARKS = st.sampled_from([" ", " ", *_TEX, *_MORE_TEX])
PLAIN_MARKS = st.sampled_from([" ", " ", *_PLAIN, *_MORE_PLAIN])


def texts(marks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts of words with anything between them."""
    rest = st.lists(st.builds("{}{}".format, marks, WORDS), max_size=4)
    return st.builds(lambda first, more: first + "".join(more), WORDS, rest)


def balance(text: str) -> str:
    """Close the braces of a text, as BibTeX counts them."""
    depth, out = 0, ""
    for character in text:
        if character == "}" and not depth:
            continue
        depth += (character == "{") - (character == "}")
        out += character
    return out + "}" * depth


_BIBTEX = """
author editor translator subtitle titleaddon journal journaltitle booktitle maintitle series
publisher institution school organization howpublished address location volume number issue
pages eid edition version type url doi isbn issn langid note abstract keywords eventtitle
venue pubstate archive origdate urldate month unknownfield
"""
_RIS = """
AU A1 A2 A3 A4 ED T2 T3 JF JO BT J2 VL IS SP EP M1 M3 ET C1 C3 C7 PB CY SN DO UR LA Y2 OP DB
AN KW AB N1 ZZ PMCID
"""
_CSL = """
container-title collection-title publisher publisher-place volume issue page number edition
version genre status event-title event-place volume-title archive archive_location DOI URL
ISBN ISSN language abstract note unknown
"""
_NBIB = """
FAU FED CN JT TA VI IP PG LID AID BTI CTI PB PL EN IS LA AB OT ZZ
"""
_XML = "volume number issue pages edition publisher isbn language work-type custom7 notes"
BIBTEX, RIS, CSL, NBIB, XML = (names.split() for names in (_BIBTEX, _RIS, _CSL, _NBIB, _XML))
ENW = [f"%{mark}" for mark in "ABCEGHIJNPRSUVY?@789[XKZ!"]

BIBTEX_TYPES = "article/book/incollection/inproceedings/techreport/phdthesis/misc/unpublished"
RIS_TYPES = "JOUR/BOOK/CHAP/CONF/RPRT/THES/ELEC/NEWS/DATA/GEN/VIDEO"
ENDNOTE_TYPES = "Journal Article/Book/Book Section/Edited Book/Report/Thesis/Web Page"
PUBMED_TYPES = "Journal Article/Book/Book Chapter/Preprint"
CSL_TYPES = "article-journal/book/chapter/report/thesis/webpage"


def write_bibtex(kind: str, title: str, fields: list[Field]) -> str:
    """Write one entry of BibTeX, whatever its fields hold."""
    lines = [f"  {name} = {{{balance(text)}}}," for name, text in [("title", title), *fields]]
    return "\n".join([f"@{kind}{{made,", "  year = 2001,", *lines, "}"])


def write_ris(kind: str, title: str, fields: list[Field]) -> str:
    """Write one record of RIS, with a longer tag among its tags."""
    lines = [f"{name:<4}- {text}" for name, text in [("TI", title), *fields]]
    return "\n".join([f"TY  - {kind}", "PY  - 2001", *lines, "ER  - ", ""])


def write_enw(kind: str, title: str, fields: list[Field]) -> str:
    """Write one entry of a tagged EndNote file."""
    lines = [f"{name} {text}" for name, text in [("%T", title), *fields]]
    return "\n".join([f"%0 {kind}", "%D 2001", *lines, ""])


def write_nbib(kind: str, title: str, fields: list[Field]) -> str:
    """Write one entry of PubMed's tagged format."""
    lines = [f"{name:<4}- {text}" for name, text in [("TI", title), *fields]]
    return "\n".join(["PMID- 1", f"PT  - {kind}", "DP  - 2001", *lines, ""])


def write_csl(kind: str, title: str, fields: list[Field]) -> str:
    """Write one work of CSL JSON."""
    issued = {"date-parts": [[2001]]}
    return json.dumps([{"type": kind, "title": title, "issued": issued} | dict(fields)])


def write_xml(kind: str, title: str, fields: list[Field]) -> str:
    """Write one record of EndNote's XML."""
    inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields)
    return (
        f'<xml><records><record><ref-type name="{kind}">0</ref-type><titles><title>{escape(title)}'
        f"</title></titles><dates><year>2001</year></dates>{inner}</record></records></xml>"
    )


@dataclass(frozen=True, slots=True)
class Export:
    """A file of one entry, and what it was written from."""

    title: str
    fields: dict[str, str]
    content: str


def make_exports(ending: str) -> st.SearchStrategy[Export]:
    """Return files of a format, by the ending of their names, with any fields."""
    write, kinds, names, values = FORMATS[ending]

    def make(kind: str, title: str, fields: dict[str, str]) -> Export:
        return Export(title, fields, write(kind, title, [*fields.items()]))

    return st.builds(
        make,
        st.sampled_from(kinds.split("/")),
        values,
        st.dictionaries(st.sampled_from(names), values, max_size=8),
    )


Write = Callable[[str, str, list[Field]], str]
FORMATS: dict[str, tuple[Write, str, list[str], st.SearchStrategy[str]]] = {
    "bib": (write_bibtex, BIBTEX_TYPES, BIBTEX, texts(BIBTEX_MARKS)),
    "ris": (write_ris, RIS_TYPES, RIS, texts(PLAIN_MARKS)),
    "enw": (write_enw, ENDNOTE_TYPES, ENW, texts(PLAIN_MARKS)),
    "nbib": (write_nbib, PUBMED_TYPES, NBIB, texts(PLAIN_MARKS)),
    "json": (write_csl, CSL_TYPES, CSL, texts(PLAIN_MARKS)),
    "xml": (write_xml, ENDNOTE_TYPES, XML, texts(PLAIN_MARKS)),
}
