r"""BibTeX and BibLaTeX.

Files are taken apart by `kb.exchange.bibtex_scanner`, texts by `kb.exchange.latex_decoding`, and
names by bibtexparser. pandoc reads both formats too, and is not used: it drops what it cannot parse
without a word (a field with `#` or a lone dollar sign, a command that it does not know, the rest of
a line after a percent sign), divides publishers at “and”, sets titles in lower case, and takes ten
seconds where this takes one.
"""

import re

from kb.exchange import dates
from kb.exchange.bibtex_fields import EntryFields, read_verbatim
from kb.exchange.bibtex_names import put_people
from kb.exchange.bibtex_scanner import Scanner
from kb.exchange.bibtex_types import (
    DATA,
    GENRES,
    KNOWN,
    NO_WORKS,
    PARTS,
    STATES,
    SUBTYPES,
    TYPES,
    WHOLE,
)
from kb.exchange.draft import Draft
from kb.exchange.identifiers import put_addresses, put_doi, put_serials
from kb.exchange.languages import find_language
from kb.problems.problem import Position, Problem

_TEXTS = {
    "volume": "volume",
    "edition": "edition",
    "version": "version",
    "collection-title": "series",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "archive": "archive",
    "archive_location": "archivelocation",
}
"""The field of BibTeX for each of CSL that is a text and nothing more."""

_BOOKS = frozenset({"book", "inbook", "proceedings", "collection", "periodical", "reference"})
_ADVICE = "Write `year = {2018}`, or take it out; a work in press has no date yet."
_ARTICLE_NUMBERS = ("eid", "articleno", "article-number", "art_number", "articlenumber")
_ACCESS_DATES = ("urldate", "lastchecked", "lastaccessed", "note")
_ACCESSED = re.compile(
    r"\s*(?:last\s+)?(?:accessed|retrieved|visited|checked)(?:\s+on)?\s*:?\s*(.{6,20}?)[.\s]*",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\W*(available )?(online|web ?(site|page)?|internet|electronic)\W*", re.IGNORECASE
)
_USED = frozenset({"xdata", "crossref", "options", "entrysubtype", "ids"})


def read_bibtex(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a BibTeX or BibLaTeX file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each entry, and a problem for each that cannot be read.
    """
    scanner = Scanner(file, text)
    scanner.scan()
    library = {block.key.lower(): block for block in reversed(scanner.blocks) if block.key}
    drafts: list[Draft] = []
    for block in scanner.blocks:
        if block.kind not in DATA | NO_WORKS:
            draft = Draft(block.key, len(drafts) + 1, Position(file, block.line), latex=True)
            _fill(EntryFields(block, library, draft))
            drafts.append(draft)
    return drafts, scanner.problems


def _fill(fields: EntryFields) -> None:
    """Put what an entry says into its draft."""
    draft = fields.draft
    kind = _put_type(fields)
    _put_title(fields)
    _put_container(fields, kind)
    if kind.startswith("article-") and dates.parse_date(fields.source.get("edition", "")):
        draft.unheld.add("edition")  # when it went online
        del fields.source["edition"]
    for field, name in _TEXTS.items():
        fields.put(field, name)
    put_people(fields, kind)
    _put_issued(fields)
    _put_other_dates(fields)
    _put_numbers(fields, kind)
    _put_publisher(fields, kind)
    _put_identifiers(fields)
    _put_howpublished(fields, kind)
    _put_language(fields)
    _put_genre(fields, kind)
    given = {name for name, text in fields.source.items() if text.strip()}
    draft.unheld |= given - fields.taken - _USED


def _put_type(fields: EntryFields) -> str:
    written = fields.block.kind
    kind = TYPES.get(written, "")
    if kind in ("article-journal", "chapter"):
        kind = SUBTYPES.get(fields.source.get("entrysubtype", "").strip().lower(), kind)
    if written == "misc" and fields.source.keys() & {"url", "howpublished"}:
        kind = "webpage"
    fields.draft.put_type(kind, f"@{written}", KNOWN)
    return str(fields.draft.fields.get("type", ""))


# ------------------------------------------------------------------------------------- titles


def _put_title(fields: EntryFields) -> None:
    """Join a title and its subtitle; the main title of a volume stands before it, as APA has it."""
    title = fields.join("title", "subtitle", "titleaddon")
    if not title and fields.block.kind in _BOOKS:
        # The title of a whole volume, as it stands in the entries of its parts.
        title = fields.join("booktitle", "booksubtitle", "booktitleaddon")
    if not fields.is_part and (main := fields.join("maintitle", "mainsubtitle", "maintitleaddon")):
        volume = "".join(text for _, text in fields.take("volume")) if title else ""
        if volume:
            del fields.source["volume"]
        part = f"Vol. {volume}. {title}" if volume else title
        title = f"{main}: {part}" if part else main
    fields.draft.put("title", title)


def _put_container(fields: EntryFields, kind: str) -> None:
    draft = fields.draft
    if kind.startswith("article-"):
        for name in ("journaltitle", "journal"):
            text = fields.join(name, "journalsubtitle", "journaltitleaddon")
            draft.put("container-title", text)
    book = fields.join("booktitle", "booksubtitle", "booktitleaddon")
    if kind in PARTS:
        main = fields.join("maintitle", "mainsubtitle", "maintitleaddon")
        book = f"{main}: {book}" if main and book and main != book else book or main
    if kind not in ("book", "report", "thesis"):
        draft.put("container-title", book)
        fields.put("container-title", "journaltitle", "journal")


# -------------------------------------------------------------------------------------- dates


def _put_issued(fields: EntryFields) -> None:
    """Take `date`, and else `year` with `month` and `day`."""
    draft = fields.draft
    read: list[dates.DateParts | None] = []
    for name, text in fields.take("date", "year"):
        parts = dates.parse_date(text)
        read.append(parts)
        if parts == []:
            draft.told.add((name, fields.source[name].strip()))
    best = next((parts for parts in read if parts), None if None in read else [])
    month, day = (" ".join(text for _, text in fields.take(name)) for name in ("month", "day"))
    if best and month:
        best = dates.add_month(best, f"{month} {day}".replace("\u00a0", " ").strip())
    written = fields.source.get("date") or fields.source.get("year") or ""
    draft.put_date("issued", best, written, _ADVICE)


def _put_other_dates(fields: EntryFields) -> None:
    draft = fields.draft
    for name, text in fields.take("pubstate"):
        draft.put("status", STATES.get(text.strip().lower(), text))
        draft.told.add((name, fields.source[name].strip()))
    for name, text in fields.take("origdate", "origyear"):
        parts = dates.parse_date(text)
        if parts is None:
            draft.leave_out(name, fields.source[name].strip(), text, "it is no date")
        elif parts:
            draft.fields.setdefault("original-date", {"date-parts": parts})
    for name in _ACCESS_DATES:
        text = fields.source.get(name, "").strip()
        plain = fields.decode(name, text) if text else ""
        match = _ACCESSED.fullmatch(plain)
        # A note counts only where it says nothing else.
        if not plain or (name == "note" and not match):
            continue
        fields.taken.add(name)
        parts = dates.parse_day(match[1] if match else plain)
        if parts and "accessed" not in draft.fields:
            draft.fields["accessed"] = {"date-parts": parts}
        else:
            draft.leave_out(name, text, plain, "it is no day")


# ------------------------------------------------------------------------------------ numbers


def _put_numbers(fields: EntryFields, kind: str) -> None:
    draft = fields.draft
    fields.put("number", *_ARTICLE_NUMBERS)
    fields.put("issue" if kind.startswith("article-") else "number", "number")
    fields.put("issue", "issue")
    # The pages of a whole work are how many it has.
    if kind not in WHOLE or "container-title" in draft.fields:
        fields.put("page", "pages")
    for name, text in fields.take("isbn", "issn", "eissn"):
        raw = fields.source[name].strip()
        if not put_serials(draft, name, text):
            draft.leave_out(name, raw, text, "it is no ISSN or ISBN")
        draft.told.add((name, raw))


def _put_publisher(fields: EntryFields, kind: str) -> None:
    names = {
        "thesis": ("school", "institution", "publisher", "organization"),
        "report": ("institution", "publisher", "organization", "school"),
    }.get(kind, ("publisher", "institution", "organization", "school"))
    fields.put("publisher", *(name for name in names if name not in fields.taken))
    # With a paper, files have here where the conference was.
    fields.put("event-place" if kind == "paper-conference" else "publisher-place", "location")


def _put_identifiers(fields: EntryFields) -> None:
    for name, text in fields.take_verbatim("doi"):
        put_doi(fields.draft, name, text)
    put_addresses(fields.draft, fields.take_verbatim("url"))


def _put_howpublished(fields: EntryFields, kind: str) -> None:
    """Take an address that stands here, or else who published the work, or where it is."""
    draft, text = fields.draft, fields.get("howpublished")
    if not text:
        return
    plain = fields.decode("howpublished", re.sub(r"\\(?:url|href)\s*", "", text))
    if _MEDIUM.fullmatch(plain):
        draft.leave_out("howpublished", text, plain, "it does not say who or where")
        return
    if match := re.search(r"(?:https?://|www\.)\S+", plain):
        put_addresses(draft, [("howpublished", read_verbatim(match[0]))])
        draft.given.append(("howpublished", plain.replace(match[0], " ").strip(" .,:;")))
    else:
        draft.given.append(("howpublished", text))
        both = "publisher" in draft.fields or kind == "webpage"
        if not both:
            draft.put("publisher", plain)
        elif kind in ("webpage", "document", "article"):
            draft.put("container-title", plain)


def _put_language(fields: EntryFields) -> None:
    for name in ("langid", "hyphenation", "language"):
        text = fields.get(name)
        code = find_language(fields.decode(name, text)) if text else None
        if code:
            fields.draft.fields.setdefault("language", code)
        elif text:
            fields.draft.leave_out(name, text, text, "the language is not known")


def _put_genre(fields: EntryFields, kind: str) -> None:
    text = fields.get("type")
    genre = GENRES.get(text.lower()) or fields.decode("type", text)
    if text and text.lower() not in GENRES:
        fields.draft.given.append(("type", text))
    if kind == "thesis" and genre in ("", "Thesis"):
        # `kb.exchange.bibtex` writes “Thesis” where nothing is known, lest a style print more.
        if genre:
            fields.draft.told.add(("type", text))
        genre = "" if genre else GENRES.get(fields.block.kind, "")
    fields.draft.put("genre", genre)
