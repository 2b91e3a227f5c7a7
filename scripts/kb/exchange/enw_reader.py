"""EndNote's tagged files (.enw), which go back to refer and BibIX: a percent sign and a letter.

Fields are those of EndNote's table "Tagged EndNote import format"; their meanings by type are those
of `kb.exchange.tagged`.
"""

import re

from kb.exchange.draft import Draft
from kb.exchange.endnote import KNOWN, find_type
from kb.exchange.tagged import make_drafts
from kb.exchange.tagged_entry import Tag, TaggedEntry
from kb.problems.problem import Position, Problem

_TAGS = {
    "A": "AU",
    "B": "T2",
    "C": "CY",
    "D": "PY",
    "E": "A2",
    "F": "ID",
    "G": "LA",
    "H": "A4",
    "I": "PB",
    "J": "JF",
    "N": "M1",
    "P": "SP",
    "R": "DO",
    "S": "T3",
    "T": "TI",
    "U": "UR",
    "V": "VL",
    "Y": "A3",
    "?": "A4",
    "@": "SN",
    "7": "ET",
    "8": "DA",
    "9": "M3",
    "[": "Y2",
}
_FIELD = re.compile(r"%(\S)(?:\s(.*))?")


def read_enw(file: str, text: str) -> tuple[list[Draft], list[Problem]]:
    """Read a tagged EndNote file.

    Args:
        file: The file's name as it is to appear in problems.
        text: What it holds.

    Returns:
        A draft for each entry; what is wrong with one, it tells itself.
    """
    entries: list[TaggedEntry] = []
    for line, content in enumerate(text.split("\n"), start=1):
        match = _FIELD.fullmatch(content.rstrip())
        if match and (match[1] == "0" or not entries or _begins_anew(entries[-1], match[1])):
            word = (match[2] or "").strip() if match[1] == "0" else ""
            entries.append(TaggedEntry(find_type(word), word, KNOWN, Position(file, line)))
        if match and match[1] != "0":
            entries[-1].tags.append(
                Tag(_TAGS.get(match[1], ""), (match[2] or "").strip(), f"%{match[1]}")
            )
        elif not match and content.strip() and entries and entries[-1].tags:
            entries[-1].tags[-1].text += f"\n{content.strip()}"
    return make_drafts(entries, _settle_type), []


def _begins_anew(entry: TaggedEntry, letter: str) -> bool:
    """Tell whether a title begins an entry in a file without types: each has one title."""
    return not entry.written and letter == "T" and any(entry.find("TI"))


def _settle_type(entry: TaggedEntry) -> None:
    """Give an entry without a type one by its fields, as refer did."""
    if not entry.written:
        entry.word = (
            "JOUR" if any(entry.find("JF")) else "CHAP" if any(entry.find("T2")) else "BOOK"
        )
    # Where there is a journal, %B is its other name.
    for one in entry.tags:
        if one.tag == "SN" and one.text.endswith("%@"):
            one.text = one.text.removesuffix("%@")
