"""Works as RIS, which every reference manager imports.

Tags and types are those of "RIS Format Specifications" (Research Information Systems, 2001) and
of its successor's table of tags by type (Thomson Reuters, 2011): two letters, two spaces, a
hyphen, a space, a value; lines end with carriage return and line feed.

This is written here because no library maps CSL to tags: pandoc reads RIS but does not write it,
and rispy's writer begins with the tags already chosen. What remains is one line of code.
"""

from collections.abc import Iterator, Mapping

from kb.records.csl import CslDate, CslItem, ItemType, Name

TYPES: dict[ItemType, str] = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "article": "UNPB",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""The type of each CSL type."""

NOT_HELD: dict[str, str] = {
    "end of a range of dates": "a RIS date is one day, month or year",
    "non-dropping-particle": "RIS has one family name; the particle is joined to it",
    "suffix without a given name": "a suffix is the third part of a RIS name; it is left out",
    "comma in a person's name": "a comma divides the parts of a RIS name; it is left out",
    "status": "RIS has no tag for it",
    "title of a volume": "RIS has no tag for it",
    "conference of anything but a paper in proceedings": "T2 is the work that it is in",
    "place of the conference of anything but a paper": "C1 is free text there",
    "version of anything but a dataset": "ET is the edition there",
    "edition of a dataset": "ET is the version there",
    "month and day of the first publication": "OP is read as a year",
}
"""What of a CSL item cannot be told from its RIS record, and why."""


def write_ris(works: Mapping[str, CslItem]) -> str:
    """Write works as a RIS file.

    Args:
        works: Bibliographic data by identifier, which becomes the record's ID.

    Returns:
        The text of the file, in the order of the works. What it cannot hold is in `NOT_HELD`.
    """
    return "\r\n".join(_record(identifier, item) for identifier, item in works.items())


def _record(identifier: str, item: CslItem) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in _list_values(identifier, item) if value]
    return "".join([*lines, "ER  - \r\n"])


def _list_values(identifier: str, item: CslItem) -> Iterator[tuple[str, str | None]]:
    yield "TY", TYPES[item.type]
    yield "ID", identifier
    for author in item.author:
        yield "AU", _name(author)
    # The editors of the book that holds a chapter are its second authors; elsewhere these would
    # be the editors of a series.
    for editor in item.editor:
        yield "A2" if item.type in ("chapter", "paper-conference") else "ED", _name(editor)
    for translator in item.translator:
        yield "A4", _name(translator)
    yield "TI", item.title
    paper = item.type == "paper-conference"
    if paper and item.container_title and item.event_title:
        # As Zotero has it: the proceedings are C3 where T2 is the conference.
        yield "T2", item.event_title
        yield "C3", item.container_title
    else:
        yield "T2", item.container_title
    yield "C1", item.event_place if paper else None
    yield "T3", item.collection_title
    if item.issued:
        yield "PY", f"{item.issued.year:04}"
        if len(item.issued.date_parts[0]) > 1:
            yield "DA", _write_date(item.issued)
    yield "VL", item.volume
    yield "IS", item.issue
    yield from _list_pages(item.page)
    yield "ET", item.version if item.type == "dataset" else item.edition
    yield "OP", f"{item.original_date.year:04}" if item.original_date else None
    yield "C7" if item.type.startswith("article-") else "M1", item.number
    yield "M3", item.genre
    yield "PB", item.publisher
    yield "CY", item.publisher_place
    yield "SN", item.ISBN
    yield "SN", item.ISSN
    yield "DB", item.archive
    yield "AN", item.archive_location
    yield "DO", item.DOI
    yield "UR", item.URL
    yield "Y2", _write_date(item.accessed) if item.accessed else None
    yield "LA", item.language


def _name(name: Name) -> str:
    """Write one name: Family, Given, Suffix.

    The name of a body ends with a comma, and its own first comma is doubled, so that it is not
    taken apart: EndNote's rule for corporate authors, which other programs read as a family name.
    """
    if name.literal and not name.family:
        return f"{name.literal.replace(', ', ',, ', 1)},"
    parts = [name.surname, name.given, name.suffix if name.given else None]
    return ", ".join(part.replace(",", "") for part in parts if part)


def _write_date(date: CslDate) -> str:
    """Write a date as RIS does, year/month/day/ with what is not known left empty."""
    year, *rest = date.date_parts[0]
    month, day = [*(f"{part:02}" for part in rest), "", ""][:2]
    return f"{year:04}/{month}/{day}/"


def _list_pages(text: str | None) -> Iterator[tuple[str, str]]:
    """Yield the first and the last page, or all of them as the first where it is not one range."""
    if not text:
        return
    first, *others = text.replace("–", "-").split("-")
    if len(others) == 1 and first.strip() and others[0].strip() and "," not in text:
        yield "SP", first.strip()
        yield "EP", others[0].strip()
    else:
        yield "SP", text
