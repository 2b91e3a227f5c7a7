"""Records joined by links, what can be asked of them, and what follows: trust, order, voices."""

__all__ = ["appraised", "base", "by_base", "chain", "graph", "link", "trust", "voices"]
