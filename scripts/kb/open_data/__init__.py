"""Records for programs and for paper: one JSON each, and codes."""

__all__ = ["codes", "record_json"]
