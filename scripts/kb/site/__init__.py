"""From pages to the finished folder: the two engines, the frame of pages, putting it in place."""

__all__ = ["build", "downloads", "engines", "frame", "mkdocs", "owner", "reading", "swap"]
