"""Bibliographic data in the formats that reference managers exchange."""

__all__ = [
    "bibtex",
    "csl_json",
    "dates",
    "draft",
    "endnote_reader",
    "identifiers",
    "names",
    "reading",
    "ris",
    "settling",
    "values",
]
