"""Records for programs and for paper: one JSON a record, and the codes that lead to their pages."""

__all__ = ["codes", "record_json"]
