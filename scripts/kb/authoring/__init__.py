"""New records as files: asked for, imported and numbered."""

__all__ = ["importing", "new", "questions", "reference"]
