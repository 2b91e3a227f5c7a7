"""New records as files: asked for, imported and numbered."""

__all__ = [
    "answers",
    "desk",
    "from_paper",
    "identifiers",
    "importing",
    "known",
    "naming_checks",
    "new",
    "questions",
    "reference",
    "sheets",
    "sorting",
    "study",
    "tables",
]
