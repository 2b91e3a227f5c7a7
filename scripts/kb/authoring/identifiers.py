"""Identifiers as people type them, and what is said where there is no such record."""

from collections.abc import Mapping

from kb.load.legible import find_identifiers
from kb.load.nearest import match_form
from kb.text.wording import quote_text


def correct_identifier(given: str, letter: str) -> str:
    """Return an identifier as it is written: F034 for f034, F34 and FO34; else what was given."""
    figures = given[1:].translate(str.maketrans("OoIl", "0011"))
    return match_form(given[:1] + figures, f"^{letter}[0-9]{{3,}}$") or given


def say_there_is_none(files: Mapping[str, bytes], noun: str, identifier: str) -> str:
    """Say that a record is not there, or that it is and has mistakes."""
    if any(identifier in find_identifiers(content) for content in files.values()):
        return f"The {noun} {identifier} has mistakes. Run `kb check`, and mend it first."
    return f"There is no {noun} {quote_text(identifier)}."
