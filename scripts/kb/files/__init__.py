"""How much is read, what counts as a file, and how files are written whole or not at all."""

__all__ = ["cache", "drafts", "limits", "names", "own", "plain", "tree"]
