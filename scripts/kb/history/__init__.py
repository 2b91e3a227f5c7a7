"""The project's past: what git knows, how two states of the data differ, what follows."""

__all__ = [
    "checks",
    "compare",
    "consequences",
    "earlier",
    "news",
    "report",
    "report_text",
    "repository",
    "suspect_text",
    "suspects",
]
