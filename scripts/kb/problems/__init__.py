"""Mistakes as values with a place and advice, and how they are laid out."""

__all__ = ["nearest", "problem", "report"]
