"""What is said to be as printed, compared word for word with the text of the study."""

__all__ = ["attribution", "compare", "find", "marks", "source", "text"]
