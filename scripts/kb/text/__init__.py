"""Words, marks, addresses and mentions in running text; nothing here knows records."""

__all__ = [
    "characters",
    "fingerprint",
    "inline",
    "markup",
    "mentions",
    "web_address",
    "word_diff",
    "wording",
]
