"""A knowledge base of research findings, rendered into a static site.

How the packages stand to each other is in docs/contribute/architecture.md, why they are as they are
in docs/contribute/decisions.md, and which words they use in docs/contribute/vocabulary.md.
"""
