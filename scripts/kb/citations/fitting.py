"""Bibliographic data made fit for APA 7, where the style, as it is published, cannot see a rule.

The style stays as it is published. Records keep what is printed on the work; only what goes into
the formatter is changed: a publisher that is the author, an article number among the pages, hyphens
for ranges, initials that are written together. Sections are those of the APA's Publication Manual,
seventh edition, as its own pages (apastyle.apa.org) show them.
"""

import re
from collections.abc import Iterator

from kb.records import CslItem
from kb.text.folding import fold
from kb.text.wording import write_ordinal

Csl = dict[str, object]

HYPHEN = "31415926535897932384626"
"""Goes through the formatter in place of a hyphen within a number, and is written as one again.

Citation processors take 18-2059 for several numbers, and anything but figures for none.
"""

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
)
_SHORTER = {
    r"revised": "rev.",
    r"enlarged": "enl.",
    r"expanded": "exp.",
    r"editions?|edn?\.?": "ed.",
}
_DEGREES = {
    r"(ph\.? ?d\.?|d\. ?phil\.?|doctoral)( (thesis|dissertation))?": "Doctoral dissertation",
    r"(m\.? ?(a|sc|s|phil|ed)\.?|master[’']?s?)( (thesis|dissertation))?": "Master’s thesis",
}


def fit_for_apa(item: Csl, work: CslItem) -> Csl:
    """Return the fields of a work as the style needs them.

    Args:
        item: The fields as the formatter is given them.
        work: The work that they are of.
    """
    fields = dict(item)
    for role in ("author", "editor", "translator"):
        names = fields.get(role)
        if isinstance(names, list):
            fields[role] = [_space_initials(name) for name in names]
    _drop_repeated_names(fields, work)
    _fit_numbers(fields, work)
    if work.edition:
        fields["edition"] = write_edition(work.edition)
        if fields["edition"] in ("1", ""):
            del fields["edition"]  # section 9.19: only later editions are named
    if work.genre:
        _fit_genre(fields, work)
    if work.type == "dataset":
        if work.author:
            fields.pop("editor", None)  # section 10.9 names the authors of a dataset alone
        fields["medium"] = "Data set"  # where the style would write “Dataset”
    if work.URL and not work.DOI and not (work.issued or work.status or work.accessed):
        # Section 9.16: “Retrieved” stands with a date only.
        fields["status"] = "n.d."
    return fields


def _drop_repeated_names(fields: Csl, work: CslItem) -> None:
    """Leave out a publisher (section 9.29) and a website (10.16) that is the author."""
    names = {_plain(name.literal) for name in (work.author or work.editor) if name.literal}
    if work.publisher and _plain(work.publisher) in names:
        fields.pop("publisher", None)
    if work.type == "webpage" and work.container_title and _plain(work.container_title) in names:
        fields.pop("container-title", None)
    container = _plain(work.container_title or "")
    if work.type == "webpage" and work.publisher and _plain(work.publisher) == container:
        fields.pop("publisher", None)


def _plain(text: str) -> str:
    words = re.findall(r"\w+", fold(text).replace("&", " and "))
    return " ".join(word for word in words if word != "the")


def _fit_numbers(fields: Csl, work: CslItem) -> None:
    """Write ranges with an en dash (section 6.6), and an article’s number as one (9.27)."""
    for name in ("volume", "issue"):
        text = fields.get(name)
        if isinstance(text, str):
            fields[name] = re.sub(r"(?<=\d)\s*[-–]+\s*(?=\d)", "–", text)
    for name in ("number", "version"):
        text = fields.get(name)
        if isinstance(text, str) and re.fullmatch(r"[A-Za-z]*\d+(-[A-Za-z]?\d+)+[A-Za-z]?", text):
            fields[name] = text.replace("-", HYPHEN)
    number = work.number or ""
    if work.type == "report" and work.genre and _is_odd_number(number):
        fields["number"] = f"No. {number}"  # which the style writes before plain ones alone
    if not work.type.startswith("article-"):
        return
    page = (work.page or "").strip()
    among = re.fullmatch(
        r"(?:Article |Art\. ?(?:No\. ?)?)?(e-?\d{3,}\w*|\d{6,}|\w+)", page, re.IGNORECASE
    )
    if among and not work.number and re.match(r"(Art|e-?\d{3,}|\d{6,})", page, re.IGNORECASE):
        fields["number"] = among[1]
        del fields["page"]
    elif work.number:
        fields["number"] = re.sub(r"^Article ", "", str(fields["number"]))
        if page and _plain(page) == _plain(work.number):
            del fields["page"]


def _is_odd_number(text: str) -> bool:
    """Tell whether a number has more than figures with letters or hyphens: NASA/CR-2018-220043."""
    plain = r"[A-Za-z]*\d+[A-Za-z]?([-–,& ]+[A-Za-z]?\d+[A-Za-z]?)*"
    says = r"\bnos?\b\.?"
    return (
        bool(re.search(r"\d", text))
        and not re.fullmatch(plain, text)
        and not re.search(says, text, re.IGNORECASE)
    )


def write_edition(text: str) -> str:
    """Return an edition as section 9.19 abbreviates it: 2, 2nd rev. ed., 3rd, rev. ed.

    A number alone is left to the style.
    """
    words = re.sub(
        rf"\b({'|'.join(_ORDINALS)})\b",
        lambda match: write_ordinal(_ORDINALS.index(match[0].lower()) + 1),
        text,
        flags=re.IGNORECASE,
    )
    for long, short in _SHORTER.items():
        words = re.sub(rf"\b(?:{long})(?!\w)", short, words, flags=re.IGNORECASE)
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?\.?(?: ed\.)?", words):
        return match[1]
    english = re.search(r"\d(st|nd|rd|th)\b|\b(rev|exp|enl)\.", words)
    if english and not words.endswith("ed."):
        words = f"{words} ed."
    return f"{words[:1].upper()}{words[1:]}" if english else words


def _fit_genre(fields: Csl, work: CslItem) -> None:
    genre = work.genre or ""
    if work.type == "article" and re.fullmatch(r"pre-?print|posted content", genre, re.IGNORECASE):
        del fields["genre"]  # section 10.8: the repository says it
    if work.type == "thesis":
        for form, words in _DEGREES.items():
            if re.fullmatch(form, genre, re.IGNORECASE):
                fields["genre"] = words


def _space_initials(name: object) -> object:
    """Write AB as A. B., of which a formatter would keep the first alone."""
    if not isinstance(name, dict):
        return name
    given = str(name.get("given", ""))
    if not re.fullmatch(r"[^\W\d_a-z]{2,3}", given) or not given.isupper():
        return name
    return name | {"given": " ".join(_dot(given))}


def _dot(initials: str) -> Iterator[str]:
    yield from (f"{letter}." for letter in initials)
