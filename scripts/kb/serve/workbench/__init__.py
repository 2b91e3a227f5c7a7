"""The workbench of the preview: words of the source that are selected become a quote.

It writes files, so it answers its own page only: see `kb.serve.workbench.guard`.
"""

__all__ = ["app", "desk", "guard"]
