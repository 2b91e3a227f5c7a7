"""The preview: after an edit, what it affects is made again, and nothing else.

Whatever is made of the knowledge base is remembered together with what was asked for it: see
`kb.serve.noting`. It is made again when one of these answers is another now. So what an edit
affects is not known from rules that somebody has to keep up with the pages, but from the pages
themselves.
"""

__all__ = ["serving"]
