"""A published paper, read for what a program can copy."""

__all__ = ["front", "paper", "quotes", "reading"]
