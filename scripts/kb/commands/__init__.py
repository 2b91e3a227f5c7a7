"""The commands, one module each, loaded only when it is called."""

__all__ = [
    "build",
    "check",
    "diff",
    "import_works",
    "new",
    "read_paper",
    "review",
    "schemas",
    "serve",
    "table",
    "todo",
    "verify",
]
