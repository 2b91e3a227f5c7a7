"""How Zensical builds the site."""

__all__ = ["engine"]
