"""The commands, one module each, loaded only when it is called."""

__all__ = ["build", "check", "diff", "import_works", "new", "review", "schemas", "serve", "verify"]
