"""How MkDocs builds the site."""

__all__ = ["engine", "live_reload", "log", "plugin", "settings"]
