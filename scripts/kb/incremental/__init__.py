"""What an edit affects, so that nothing else is made again: for the preview, and for builds.

Whatever is made of the knowledge base is remembered together with what was asked for it: see
`kb.incremental.noting`. It is made again when one of these answers is another now. So what an edit
affects is not known from rules that somebody has to keep up with the pages, but from the pages
themselves.
"""

__all__ = ["differences", "memory", "noting", "reading"]
