"""New records as files: asked for, imported and numbered."""

__all__ = [
    "answers",
    "from_paper",
    "identifiers",
    "importing",
    "known",
    "new",
    "questions",
    "reference",
    "sorting",
    "study",
]
