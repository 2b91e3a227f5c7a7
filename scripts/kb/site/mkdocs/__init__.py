"""How MkDocs builds the site."""

__all__ = ["answers", "engine", "live_reload", "log", "own_host", "plugin", "settings"]
