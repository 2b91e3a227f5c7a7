"""Words, marks, addresses and mentions in running text; nothing here knows records."""

__all__ = [
    "characters",
    "fingerprint",
    "folding",
    "github_markdown",
    "inline",
    "markup",
    "mentions",
    "shown",
    "web_address",
    "word_diff",
    "wording",
]
