"""Works formatted by pandoc, how a record itself is cited, and when two works are one."""

__all__ = ["bibliography", "cite_view", "cited", "citing", "files", "naming", "pandoc", "same_work"]
