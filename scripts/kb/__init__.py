"""A knowledge base of research findings, rendered into a static site."""
