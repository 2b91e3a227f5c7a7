"""Quotes compared word for word with the text of the study that prints them."""

__all__ = ["find", "marks", "source", "text"]
