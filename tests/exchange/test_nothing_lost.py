"""Nothing is lost in silence: every word of a file is in the work, or told by entry and field."""

import json
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.exchange.guard import list_lost
from kb.exchange.reading import Reading, read_bibliography
from kb.records import CslItem

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


Write = Callable[[str, str, list[Field]], str]
FORMATS: dict[str, tuple[Write, str, list[str], st.SearchStrategy[str]]] = {
    "bib": (write_bibtex, BIBTEX_TYPES, BIBTEX, texts(BIBTEX_MARKS)),
    "ris": (write_ris, RIS_TYPES, RIS, texts(PLAIN_MARKS)),
    "enw": (write_enw, ENDNOTE_TYPES, ENW, texts(PLAIN_MARKS)),
    "nbib": (write_nbib, PUBMED_TYPES, NBIB, texts(PLAIN_MARKS)),
    "json": (write_csl, CSL_TYPES, CSL, texts(PLAIN_MARKS)),
    "xml": (write_xml, ENDNOTE_TYPES, XML, texts(PLAIN_MARKS)),
}


def find_words(text: str) -> list[str]:
    """Return the words by which a text can be followed."""
    return re.findall(r"q[bcdfghklmprstvwz]{5,8}x", text)


def list_silent(reading: Reading, fields: list[Field]) -> list[Field]:
    """Return each word that is neither in the work, nor told with its field."""
    (entry,) = reading.entries
    held = entry.item.model_dump_json(exclude={"type"})
    # Accents may have come onto a letter of the word.
    said = "\n".join(entry.notes)
    return [
        (name, word)
        for name, text in fields
        if name not in reading.dropped
        for word in find_words(text)
        if word not in held and not (word in said and f"{name}:" in said)
        if not any(note.startswith(f"{name}: ") and "…" in note for note in entry.notes)
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_every_word_is_in_the_work_or_is_told_with_its_field(ending: str) -> None:
    """Whatever signs stand between the words, and whatever fields an entry has."""
    write, kinds, names, values = FORMATS[ending]

    @settings(
        max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(
        kind=st.sampled_from(kinds.split("/")),
        title=values,
        fields=st.dictionaries(st.sampled_from(names), values, max_size=8),
    )
    def attempt(kind: str, title: str, fields: dict[str, str]) -> None:
        reading = read_bibliography(
            f"made-up.{ending}", write(kind, title, [*fields.items()]).encode()
        )
        if reading.problems:
            assert "entry" in reading.problems[0].message
            return
        assert list_silent(reading, [*fields.items()]) == []
        assert set(find_words(title)) <= set(find_words(reading.entries[0].item.title))

    attempt()


@pytest.mark.parametrize(
    ("given_text", "lost"),
    [
        ("A title", ""),
        ("{A} T{\\'i}tle", ""),
        ("A title &amp; more", "more"),
        ("A <i>title</i> of 5%", "of 5"),
        ("A title\\textendash2", "title\ua66e2"),
    ],
)
def test_the_guard_finds_what_is_not_in_the_work(given_text: str, lost: str) -> None:
    """Decoded simply: without commands, marks, tags and accents."""
    item = CslItem.model_validate({"type": "book", "title": "A title"})
    assert [*list_lost([("title", given_text)], item, latex=True)] == (
        [("title", lost)] if lost else []
    )


def test_words_that_are_scattered_over_fields_are_not_there() -> None:
    """Half a field in the title and half in the publisher is no field."""
    item = CslItem.model_validate({"type": "book", "title": "Here", "publisher": "There"})
    assert [*list_lost([("x", "Here There")], item)] == [("x", "there")]


def test_a_month_is_there_as_its_number() -> None:
    """And an hour of the day is not asked for."""
    item = CslItem.model_validate(
        {"type": "book", "title": "T", "issued": {"date-parts": ((2001, 3, 5),)}}
    )
    fields = [("DA", "5 March 2001"), ("Y1", "2001/03/05/11:53:28"), ("month", "Mär.")]
    assert [*list_lost(fields, item)] == []
    assert [*list_lost([("DA", "2001///Spring")], item)] == [("DA", "spring")]
