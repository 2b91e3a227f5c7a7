"""Fingerprints written into a finding's file, with all else in it left as people wrote it."""

import re
from collections.abc import Mapping

from kb.problems import Position
from kb.records import Finding, Verified
from kb.yaml_document import Document, parse


class CannotWriteError(Exception):
    """A quote is written in a way that no line can be added to; the message says what to do."""

    def __init__(self, position: Position) -> None:
        """Name the place."""
        super().__init__(
            f"{position}: what was verified cannot be written to this quote. Write each of its "
            "fields on a line of its own, the speaker not first, and `verified` on one line."
        )


def with_verified(file: str, content: bytes, verified: Mapping[int, Verified]) -> bytes:
    """Return a finding's file with what some of its quotes were verified to be.

    Args:
        file: The file's name, for errors.
        content: A sound finding.
        verified: What to write, by the quote's place among the quotes: on a line before its
            speaker, or instead of the line that is there.

    Raises:
        CannotWriteError: The result would not be the same finding, but for what was to be written.
    """
    document, finding = _read(file, content)
    lines = content.decode().split("\n")
    # From the end, so that the lines before stay where they are.
    for index in sorted(verified, reverse=True):
        field = "verified" if finding.quotes[index].verified else "speaker"
        at = document.key_position(("quotes", index, field))
        old = lines[at.line - 1]
        indent, ending = old[: at.column - 1], "\r" if old.endswith("\r") else ""
        if indent.strip() or (field == "verified" and not re.search(r"\}\s*(#.*)?$", old)):
            raise CannotWriteError(at)
        new = (
            f'verified: {{fingerprint: "{verified[index].fingerprint}", on: {verified[index].on}}}'
        )
        lines[at.line - 1 : at.line - (field == "speaker")] = [f"{indent}{new}{ending}"]
    changed = "\n".join(lines).encode()
    quotes = tuple(
        quote.model_copy(update={"verified": verified.get(i, quote.verified)})
        for i, quote in enumerate(finding.quotes)
    )
    if _read(file, changed)[1] != finding.model_copy(update={"quotes": quotes}):
        raise CannotWriteError(document.position(("quotes",)))
    return changed


def _read(file: str, content: bytes) -> tuple[Document, Finding]:
    document, _ = parse(file, content)
    if document is None:
        raise CannotWriteError(Position(file))
    return document, Finding.model_validate(document.value)
