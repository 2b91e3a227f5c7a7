"""A published paper, read for what a program can copy of it."""

__all__ = ["front", "paper", "quotes", "reading"]
