"""Records joined by links, what can be asked of them, and what follows: trust, order, voices."""

__all__ = [
    "appraised",
    "base",
    "beyond",
    "by_base",
    "chain",
    "graph",
    "link",
    "support",
    "trust",
    "voices",
    "withheld",
]
