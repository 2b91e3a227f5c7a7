"""How Zensical builds the site."""
