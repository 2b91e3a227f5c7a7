"""From what pages show to their text: templates, and what these may ask."""

__all__ = [
    "context",
    "environment",
    "glossing",
    "hand_written",
    "laid_out",
    "layout",
    "site",
    "tree",
]
