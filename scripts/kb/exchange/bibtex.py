r"""Works as BibTeX: the fields that Zotero, Mendeley, EndNote, JabRef and LaTeX all read.

Fields and entry types are those of "BibTeXing" (O. Patashnik, 1988), with those that every
program has added since: doi, url, urldate, isbn, issn, language, and for what a classic field
cannot say eid, date and entrysubtype, as biblatex defines them.

This is written here because no library maps CSL to these fields: pandoc's BibTeX writer drops the
DOI, the day, the date of access, the ISSN, the genre and the institution, and the writers of
bibtexparser and pybtex begin with the fields already made. What remains is punctuation.
"""

import re
from collections.abc import Iterator, Mapping

from kb.exchange.latex import escape_latex, title
from kb.records.csl import CslDate, CslItem, ItemType, Name

ENTRY_TYPES: dict[ItemType, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "misc",
    "book": "book",
    "chapter": "incollection",
    "dataset": "misc",
    "document": "misc",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "misc",
}
"""The entry type of each CSL type. Only classic ones: Zotero skips an entry of an unknown type."""

_SUBTYPES: dict[ItemType, str] = {
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "entry-dictionary": "dictionary",
    "entry-encyclopedia": "encyclopedia",
}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
_CONTAINERS = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "misc": "howpublished",
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

NOT_HELD: dict[str, str] = {
    "type of an article, a dataset, a document or a webpage": "BibTeX has one type, @misc, for all",
    "container-title of a book, a report or a thesis": "BibTeX has no field for it",
    "issue of anything but an article": "BibTeX's `number` holds the work's own number there",
    "non-dropping-particle with a capital": (
        "BibTeX tells a particle from the family name by its small letter; the two are joined"
    ),
    "parts of a name without a given name": "BibTeX would take the first words for given names",
    "title of a volume": "BibTeX has no field for it beside the title",
    "brace in an address or a DOI": "it is written %7B or %7D, because BibTeX counts braces",
}
"""What of a CSL item cannot be told from its BibTeX entry, and why."""


def write_bibtex(works: Mapping[str, CslItem]) -> str:
    """Write works as a BibTeX file.

    Args:
        works: Bibliographic data by identifier, which becomes the citation key.

    Returns:
        The text of the file, in the order of the works. What it cannot hold is in `NOT_HELD`.
    """
    return "\n".join(_write_entry(key, item) for key, item in works.items())


def _write_entry(key: str, item: CslItem) -> str:
    kind = ENTRY_TYPES[item.type]
    if item.type == "thesis" and "master" in (item.genre or "").lower():
        kind = "mastersthesis"
    lines = [f"  {name} = {value}," for name, value in _list_fields(kind, item)]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _list_fields(kind: str, item: CslItem) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry with their values as BibTeX writes them, braces included."""
    for name, value in _list_values(kind, item):
        if value:
            yield name, f"{{{value}}}"
        if name == "year" and item.issued:
            yield from _list_beyond_the_year(item.issued)


def _list_values(kind: str, item: CslItem) -> Iterator[tuple[str, str | None]]:
    yield "author", _write_names(item.author)
    yield "editor", _write_names(item.editor)
    yield "translator", _write_names(item.translator)
    yield "title", title(item.title)
    container = item.container_title
    if container and kind in _CONTAINERS:
        # Readers set the titles of books and series in lower case too, those of journals never.
        text = title(container) if _CONTAINERS[kind] == "booktitle" else escape_latex(container)
        yield _CONTAINERS[kind], text
    yield "entrysubtype", _SUBTYPES.get(item.type)
    yield "year", str(item.issued.year) if item.issued else None
    yield "origdate", _write_iso(item.original_date) if item.original_date else None
    yield "pubstate", _escape(item.status)
    yield "eventtitle", title(item.event_title) if item.event_title else None
    yield "venue", _escape(item.event_place)
    yield "series", title(item.collection_title) if item.collection_title else None
    yield "edition", _escape(item.edition)
    yield "volume", _escape(item.volume)
    yield "version", _escape(item.version)
    article = kind == "article"
    yield "number", _escape(item.issue if article else item.number)
    yield "eid", _escape(item.number if article else None)
    yield "pages", _write_pages(item.page) if item.page else None
    yield _PUBLISHERS.get(kind, "publisher"), _escape_list(item.publisher)
    yield "address", _escape_list(item.publisher_place)
    # A thesis of which nothing is said would be printed as one for a PhD.
    yield (
        "type",
        escape_latex(item.genre) if item.genre else "Thesis" if kind == "phdthesis" else None,
    )
    yield "archive", _escape(item.archive)
    yield "archivelocation", _escape(item.archive_location)
    yield "isbn", _escape(item.ISBN)
    yield "issn", _escape(item.ISSN)
    yield "doi", _guard_verbatim(item.DOI)
    yield "url", _guard_verbatim(item.URL)
    yield "urldate", _write_iso(item.accessed) if item.accessed else None
    yield "language", _escape(item.language)


def _escape(text: str | None) -> str | None:
    return escape_latex(text) if text else None


def _escape_list(text: str | None) -> str | None:
    """Escape a text that BibLaTeX takes for a list, which “and” divides: Allyn {and} Bacon."""
    return re.sub(r"(?i)(?<=\s)and(?=\s)", r"{\g<0>}", escape_latex(text)) if text else None


def _guard_verbatim(text: str | None) -> str | None:
    """Leave an address as it is, which programs expect, but for what BibTeX counts or passes over.

    It counts braces, and to many programs a backslash at the end would make the closing one plain:
    the rest of the file would be lost.
    """
    if not text:
        return None
    whole = text.rstrip("\\")
    ending = "%5C" * (len(text) - len(whole))
    return f"{whole}{ending}".replace("{", "%7B").replace("}", "%7D")


def _write_pages(text: str) -> str:
    r"""Write ranges with two hyphens: in print, LaTeX makes them an en dash."""
    return "--".join(escape_latex(part) for part in text.replace("–", "-").split("-"))


def _list_beyond_the_year(date: CslDate) -> Iterator[tuple[str, str]]:
    """Yield what the year does not say: the month, and where that is not all the whole date."""
    parts = date.date_parts[0]
    if len(parts) > 1:
        yield "month", _MONTHS[parts[1] - 1]
    day = 3
    if len(parts) == day or len(date.date_parts) > 1:
        yield "date", f"{{{_write_iso(date)}}}"


def _write_iso(date: CslDate) -> str:
    """Write a date or a range as ISO 8601 does, which biblatex and urldate follow."""
    return "/".join(
        "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
        for parts in date.date_parts
    )


def _write_names(names: tuple[Name, ...]) -> str:
    return " and ".join(map(_name, names))


def _name(name: Name) -> str:
    """Write one name as BibTeX's third form: von Last, Jr, First."""
    if not name.family:
        return f"{{{escape_latex(name.literal or '')}}}"
    if not name.given:
        # Without a comma, all words but the last would be read as given names.
        return f"{{{escape_latex(' '.join(filter(None, (name.surname, name.suffix))))}}}"
    family = escape_latex(name.family)
    if _is_misread(name.family):
        family = f"{{{family}}}"
    particle = escape_latex(name.surname.removesuffix(name.family))
    parts = (f"{particle}{family}", _guard_name(name.suffix or ""), _guard_name(name.given))
    return ", ".join(filter(None, parts))


def _guard_name(text: str) -> str:
    return (
        f"{{{escape_latex(text)}}}" if "," in text or " and " in f" {text} " else escape_latex(text)
    )


def _is_misread(family: str) -> bool:
    """Tell whether a family name would be taken apart, or its first words for a particle."""
    words = family.split()
    return "," in family or "and" in words or any(word[0].islower() for word in words)
