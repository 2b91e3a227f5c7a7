"""Records joined by links, what can be asked of them, and what follows: trust, order, voices."""

__all__ = [
    "appraised",
    "base",
    "beyond",
    "by_base",
    "card",
    "chain",
    "entered",
    "graph",
    "link",
    "pins",
    "related",
    "several",
    "support",
    "trust",
    "voices",
    "withheld",
]
