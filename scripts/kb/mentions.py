"""Identifiers that prose mentions, as in "printed with F018"."""

import re

MENTION = re.compile(r"(?<![\w./-])[SFTQI]\d{3,}(?![\w/-])")
"""An identifier of a study, finding, theme, quote or implication in running text."""


def mentioned(text: str) -> list[str]:
    """Return the identifiers that a text mentions, in its order."""
    return MENTION.findall(text)
