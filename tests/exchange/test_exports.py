"""What is exported is read back by programs that are not ours, field by field."""

import json
import re
import subprocess
from collections.abc import Callable, Mapping

import pypandoc
import pytest
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import NameParts
from bibtexparser.model import Entry
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from kb.exchange import bibtex, csl_json, ris
from kb.exchange.reading import read_bibliography
from kb.records import CslItem
from tests.made_up.works import FULL, HARD, REAL, TYPES, Plain, plain, plain_fields, straight, works

Works = Mapping[str, CslItem]
Reader = Callable[[Works], Mapping[str, object]]

# ------------------------------------------------------------------------- readers not our own


def pandoc(text: str, form: str) -> dict[str, Plain]:
    """Read a file with pandoc; return its entries as CSL by their keys."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
        env={"LANG": "en_US.UTF-8"},
    )
    return {item.pop("id"): item for item in json.loads(done.stdout)}


def pandoc_bibtex(exported: Works) -> dict[str, object]:
    """Export to BibTeX and read with pandoc, whose fields that mean the same are renamed."""
    back: dict[str, object] = {}
    for key, item in pandoc(bibtex.write_bibtex(exported), "bibtex").items():
        item.pop("title-short", None)  # made by pandoc from the title
        for theirs, ours in (("collection-number", "number"), ("event", "event-title")):
            if theirs in item:
                item[ours] = item.pop(theirs)
        back[key] = as_typeset(plain_fields(item))
    return back


def pandoc_csl_json(exported: Works) -> dict[str, object]:
    """Export to CSL JSON and read with pandoc."""
    back = pandoc(csl_json.write_csl_json(exported), "csljson")
    return {key: as_typeset(plain_fields(item)) for key, item in back.items()}


def as_typeset(value: object) -> object:
    """Return fields without what pandoc sets anew in a text: quotes, spaces, sentences."""
    match value:
        case dict():
            return {name: as_typeset(inner) for name, inner in value.items()}
        case list():
            return [as_typeset(inner) for inner in value]
        case str():
            text = re.sub('[‘“’”„«»"]', "'", re.sub("[\u00a0\u202f]", " ", value))
            text = re.sub(r"\s*([?!:;'])\s*", r"\1", text).replace(";", "")
            return re.sub(r"[.?!:]\W*\w", lambda match: match[0].lower(), text)
        case _:
            return value


def json_itself(exported: Works) -> dict[str, Plain]:
    """Export to CSL JSON and read with Python's own reader."""
    items = json.loads(csl_json.write_csl_json(exported))
    return {item.pop("id"): plain_fields(item) for item in items}


_CONTEXT = get_default_latex_context_db()
# Those that pylatexenc does not know.
_CONTEXT.add_context_category(
    "more",
    prepend=True,
    macros=[
        MacroTextSpec("textless", "<"),
        MacroTextSpec("textgreater", ">"),
        MacroTextSpec("textasciicircum", "^"),
        MacroTextSpec("textasciigrave", "`"),
    ],
)
_LATEX = LatexNodes2Text(_CONTEXT, math_mode="verbatim", keep_comments=True)


def from_latex(text: str) -> str:
    """Return what LaTeX prints, by pylatexenc."""
    # To pylatexenc, an accent on nothing is nothing.
    return straight(_LATEX.latex_to_text(text.replace(r"\`{}", r"{\textasciigrave}")))


def bibtexparser_fields(exported: Works) -> dict[str, Plain]:
    """Export to BibTeX and read with bibtexparser; put its fields under their CSL names."""
    library = parse_string(
        bibtex.write_bibtex(exported),
        append_middleware=[
            middlewares.SeparateCoAuthors(name_fields=NAME_FIELDS),
            middlewares.SplitNameParts(name_fields=NAME_FIELDS),
            middlewares.MonthIntMiddleware(),
        ],
    )
    assert library.failed_blocks == []
    return {entry.key: _csl(entry) for entry in library.entries}


NAME_FIELDS = ("author", "editor", "translator")

_CSL_NAMES = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "howpublished": "container-title",
    "series": "collection-title",
    "pubstate": "status",
    "eventtitle": "event-title",
    "venue": "event-place",
    "version": "version",
    "archive": "archive",
    "archivelocation": "archive_location",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "address": "publisher-place",
    "volume": "volume",
    "eid": "number",
    "pages": "page",
    "edition": "edition",
    "type": "genre",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "language": "language",
}
_CSL_TYPES = {
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "book": "book",
}


_CSL_DATES = {"urldate": "accessed", "origdate": "original-date"}


def _find_type(entry: Entry) -> str:
    subtype = entry.fields_dict["entrysubtype"].value if "entrysubtype" in entry else ""
    if entry.entry_type == "article":
        return f"article-{subtype or 'journal'}"
    if entry.entry_type == "incollection" and subtype:
        return f"entry-{subtype}"
    return _CSL_TYPES.get(entry.entry_type, "")


def _csl(entry: Entry) -> Plain:
    article = entry.entry_type == "article"
    out: Plain = {"type": _find_type(entry)}
    for field in entry.fields:
        match field.key:
            case "author" | "editor" | "translator":
                out[field.key] = [_joined(name) for name in field.value]
            case "number":
                out["issue" if article else "number"] = from_latex(field.value)
            case "year":
                out.setdefault("issued", [[int(field.value)]])
            case "month":
                out["issued"] = [[int(entry["year"]), field.value]]
            case "date":
                out["issued"] = _parts(field.value)
            case "urldate" | "origdate":
                out[_CSL_DATES[field.key]] = _parts(field.value)
            case "doi" | "url":
                out[field.key.upper()] = field.value
            case "entrysubtype":
                pass
            case name:
                text = from_latex(field.value)
                out[_CSL_NAMES[name]] = text.replace("–", "-") if name == "pages" else text
    return out


def _joined(name: NameParts) -> str:
    von = " ".join(name.von)
    last = f"{von} {' '.join(name.last)}" if von else " ".join(name.last)
    parts = [last, " ".join(name.jr), " ".join(name.first)]
    return from_latex(", ".join(part for part in parts if part))


def _parts(text: str) -> list[list[int]]:
    return [[int(part) for part in date.split("-")] for date in text.split("/")]


def rispy_fields(exported: Works) -> dict[str, Plain]:
    """Export to RIS and read with rispy; put its tags under their CSL names."""

    class Tags(rispy.RisParser):  # type: ignore[misc]
        """Every tag by its own name, each a list."""

        DEFAULT_MAPPING = {tag: tag for tag in [*rispy.TAG_KEY_MAPPING, "ED"]}  # noqa: RUF012
        DEFAULT_LIST_TAGS = list(DEFAULT_MAPPING)  # noqa: RUF012
        DEFAULT_DELIMITER_MAPPING: dict[str, str] = {}  # noqa: RUF012

    entries = rispy.loads(ris.write_ris(exported), implementation=Tags)
    return {entry["ID"][0]: _from_tags(entry) for entry in entries}


_TAGS = {
    "TI": "title",
    "T2": "container-title",
    "T3": "collection-title",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "C1": "event-place",
    "DB": "archive",
    "AN": "archive_location",
    "C7": "number",
    "M1": "number",
    "M3": "genre",
    "PB": "publisher",
    "CY": "publisher-place",
    "DO": "DOI",
    "UR": "URL",
    "LA": "language",
}


def _from_tags(entry: dict[str, list[str]]) -> Plain:
    kinds = {tag: kind for kind, tag in ris.TYPES.items()}
    out: Plain = {"type": kinds["".join(entry["TY"])]}
    for tag, name in _TAGS.items():
        if tag in entry:
            text = entry[tag][0]
            out[name] = text if name in ("DOI", "URL") else straight(text)
    if "C3" in entry:
        out |= {"container-title": straight(entry["C3"][0]), "event-title": out["container-title"]}
    if out["type"] == "dataset" and "edition" in out:
        out["version"] = out.pop("edition")
    if "OP" in entry:
        out["original-date"] = [[int(entry["OP"][0])]]
    people = (("AU", "author"), ("A2", "editor"), ("ED", "editor"), ("A4", "translator"))
    for tag, name in people:
        if tag in entry:
            out[name] = [_ris_name(value) for value in entry[tag]]
    for tag, name in (("PY", "issued"), ("DA", "issued"), ("Y2", "accessed")):
        if tag in entry:
            out[name] = [[int(part) for part in entry[tag][0].split("/") if part]]
    _add_numbers(out, entry)
    return out


def _add_numbers(out: Plain, entry: dict[str, list[str]]) -> None:
    if "SP" in entry:
        out["page"] = "-".join([*entry["SP"], *entry.get("EP", [])]).replace("–", "-")
    for value in entry.get("SN", []):
        out["ISSN" if "-" in value else "ISBN"] = value


def _ris_name(value: str) -> str:
    if value.endswith(","):
        return straight(value[:-1].replace(",, ", ", ", 1))
    family, *rest = value.split(", ")
    return straight(", ".join([family, *reversed(rest)]))


# --------------------------------------------------------------------------- what is expected


def told_by_bibtex(item: CslItem) -> Plain:
    """Return what BibTeX holds of a work: everything but what `bibtex.NOT_HELD` lists."""
    fields = plain(item)
    kind = bibtex.ENTRY_TYPES[item.type]
    if kind == "misc":
        fields["type"] = ""
    fields.pop("volume-title", None)
    if item.type in ("book", "report", "thesis"):
        fields.pop("container-title", None)
    if kind != "article":
        fields.pop("issue", None)
    if item.type == "thesis":
        fields.setdefault("genre", "Thesis")
    return fields


def told_to_pandoc(item: CslItem) -> object:
    """Return what pandoc's BibTeX reader gives of a work: it leaves some fields unread."""
    fields = told_by_bibtex(item)
    fields.pop("language", None)  # it reads biblatex's langid only
    for name in ("archive", "archive_location"):  # BibTeX has no such fields
        fields.pop(name, None)
    if item.type.startswith("entry-"):
        fields["type"] = "chapter"
    if bibtex.ENTRY_TYPES[item.type] == "article":
        fields.pop("number", None)  # it does not read eid
    if bibtex.ENTRY_TYPES[item.type] == "misc" and "container-title" in fields:
        # It joins howpublished and publisher, by a semicolon unless the first ends in a mark.
        both = [fields.pop("container-title"), fields.get("publisher")]
        joined = "; ".join(str(text) for text in both if text)
        fields["publisher"] = re.sub(r"([.,;]); ", r"\1 ", joined)
    return as_typeset(fields)


def told_by_ris(item: CslItem) -> Plain:
    """Return what RIS holds of a work: everything but what `ris.NOT_HELD` lists."""
    fields = plain(item)
    for name in ("status", "volume-title"):
        fields.pop(name, None)
    fields.pop("edition" if item.type == "dataset" else "version", None)
    if item.type != "paper-conference":
        fields.pop("event-place", None)
    if item.type != "paper-conference" or not item.container_title:
        fields.pop("event-title", None)
    if item.original_date:
        fields["original-date"] = [[item.original_date.year]]
    return fields


EXCHANGES: dict[str, tuple[Reader, Callable[[CslItem], object]]] = {
    "BibTeX, read by bibtexparser": (bibtexparser_fields, told_by_bibtex),
    "BibTeX, read by pandoc": (pandoc_bibtex, told_to_pandoc),
    "RIS, read by rispy": (rispy_fields, told_by_ris),
    "CSL JSON, read by Python": (json_itself, plain),
    "CSL JSON, read by pandoc": (pandoc_csl_json, lambda item: as_typeset(plain(item))),
}

FULL_WORKS = {kind: CslItem.model_validate({"type": kind, **FULL}) for kind in TYPES}


@pytest.mark.parametrize("exchange", EXCHANGES)
@pytest.mark.parametrize(
    "exported", [REAL, HARD, FULL_WORKS], ids=["real", "hard", "every type and field"]
)
def test_nothing_is_lost_that_the_format_holds(exported: Works, exchange: str) -> None:
    """Every field of every work comes back as it went."""
    read, told = EXCHANGES[exchange]
    back = read(exported)
    assert list(back) == list(exported)
    for identifier, item in exported.items():
        assert back[identifier] == told(item), identifier


def work(kind: str, **fields: object) -> CslItem:
    """Return a work of a type with some fields, whose names have underscores for hyphens."""
    hyphenated = {name.replace("_", "-"): value for name, value in fields.items()}
    return CslItem.model_validate({"type": kind, "title": "A title", **hyphenated})


def by(**parts: str) -> CslItem:
    """Return a work by one author."""
    return work("book", author=({name.replace("_", "-"): part for name, part in parts.items()},))


ALIKE = {
    "BibTeX": {
        "type of an article, a dataset, a document or a webpage": (
            work("dataset"),
            work("document"),
        ),
        "container-title of a book, a report or a thesis": (
            work("book", container_title="Container"),
            work("book"),
        ),
        "issue of anything but an article": (work("chapter", issue="3"), work("chapter")),
        "non-dropping-particle with a capital": (
            by(family="X", given="Y", non_dropping_particle="Van"),
            by(family="Van X", given="Y"),
        ),
        "parts of a name without a given name": (
            by(family="X", suffix="Jr."),
            by(literal="X Jr."),
        ),
        "title of a volume": (work("book", volume_title="A volume"), work("book")),
        "brace in an address or a DOI": (
            work("book", DOI="10.1000/a{b"),
            work("book", DOI="10.1000/a%7Bb"),
        ),
    },
    "RIS": {
        "end of a range of dates": (
            work("book", issued={"date-parts": ((2000,), (2001,))}),
            work("book", issued={"date-parts": ((2000,),)}),
        ),
        "non-dropping-particle": (
            by(family="X", given="Y", non_dropping_particle="van"),
            by(family="van X", given="Y"),
        ),
        "suffix without a given name": (by(family="X", suffix="Jr."), by(family="X")),
        "comma in a person's name": (by(family="X, Y", given="Z"), by(family="X Y", given="Z")),
        "status": (work("book", status="in press"), work("book")),
        "title of a volume": (work("book", volume_title="A volume"), work("book")),
        "conference of anything but a paper in proceedings": (
            work("paper-conference", event_title="A conference"),
            work("paper-conference"),
        ),
        "place of the conference of anything but a paper": (
            work("book", event_place="A town"),
            work("book"),
        ),
        "version of anything but a dataset": (work("book", version="1"), work("book")),
        "edition of a dataset": (work("dataset", edition="1"), work("dataset")),
        "month and day of the first publication": (
            work("book", original_date={"date-parts": ((1900, 1),)}),
            work("book", original_date={"date-parts": ((1900,),)}),
        ),
    },
    "CSL JSON": {},
}
"""For everything that a format cannot hold, two works that are written alike."""

FORMATS = {
    "BibTeX": (bibtex.write_bibtex, bibtex.NOT_HELD),
    "RIS": (ris.write_ris, ris.NOT_HELD),
    "CSL JSON": (csl_json.write_csl_json, {}),
}


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_listed_as_lost_is_lost(form: str) -> None:
    """Two works that are written alike cannot be told from each other."""
    write, listed = FORMATS[form]
    assert ALIKE[form].keys() == listed.keys()
    for what, (first, second) in ALIKE[form].items():
        assert first != second
        assert write({"w": first}) == write({"w": second}), what


def test_markup_in_csl_json_is_taken_for_markup() -> None:
    """It is the one thing listed there, and is lost in reading."""
    assert csl_json.NOT_HELD.keys() == {"text that looks like markup"}
    text = csl_json.write_csl_json({"w": work("book", publisher="An <i>odd</i> publisher")})
    (entry,) = read_bibliography("a.json", text.encode()).entries
    assert entry.item.publisher == "An odd publisher"


# Each example is a file of a few works: of many, most would be too large to be drawn at all.
FEW = settings(
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


# pandoc sets what it reads as a typographer would (spaces, capitals, doubled marks), so it is no
# measure for arbitrary text; it reads all real works and all hard cases above.
@pytest.mark.parametrize("exchange", [name for name in EXCHANGES if "pandoc" not in name])
@FEW
@given(drawn=st.lists(works(), min_size=2, max_size=4))
def test_nothing_is_lost_of_any_work(exchange: str, drawn: list[CslItem]) -> None:
    """Whatever a title, a name or a number holds, it comes back."""
    read, told = EXCHANGES[exchange]
    exported = {f"w{i}": item for i, item in enumerate(drawn)}
    back = read(exported)
    for identifier, item in exported.items():
        assert back[identifier] == told(item)


@pytest.mark.parametrize("ending", ["\\", "\\\\", "{", "}", "\\}", "%", "#", '"'])
def test_an_address_that_ends_oddly_takes_no_other_work_along(ending: str) -> None:
    """Whoever reads the file finds each work of it."""
    odd = CslItem(type="book", title="One", DOI=f"10.1234/a{ending}")
    text = bibtex.write_bibtex({"one-2001": odd, "two-2002": CslItem(type="book", title="Two")})
    read = json.loads(pypandoc.convert_text(text, "csljson", "biblatex"))
    assert [(item["id"], item["title"]) for item in read] == [
        ("one-2001", "One"),
        ("two-2002", "Two"),
    ]
