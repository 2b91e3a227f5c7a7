"""Bibliographic data in the formats that reference managers exchange."""

__all__ = ["bibtex", "csl_json", "reading", "ris", "values"]
