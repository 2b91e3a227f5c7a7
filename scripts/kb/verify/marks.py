"""Fingerprints written into a finding's file, with all else in it left as people wrote it."""

from collections.abc import Mapping

from kb.records import Verified
from kb.strict_yaml.document import parse
from kb.strict_yaml.edit import Edit, Insert, Replace, apply_edits


def write_mark(fingerprint: object, on: object) -> str:
    """Write what a quote was verified to be, and when, as a finding's file has it."""
    return f'{{fingerprint: "{fingerprint}", on: {on}}}'


def add_verified(file: str, content: bytes, verified: Mapping[int, Verified]) -> bytes:
    """Return a finding's file with what some of its quotes were verified to be.

    Args:
        file: The file's name, for errors.
        content: A valid finding.
        verified: What to write, by the quote's place among the quotes: before its speaker, or
            instead of what is there.

    Raises:
        CannotEditError: The result would not be the same finding, but for what was to be written.
    """
    document, _ = parse(file, content)
    edits: list[Edit] = []
    for index, mark in verified.items():
        path = ("quotes", index, "verified")
        written = write_mark(mark.fingerprint, mark.on)
        there = document is not None and document.has(path)
        edits.append(Replace(path, written) if there else Insert(path, written, "speaker"))
    return apply_edits(file, content, edits)
