"""How MkDocs builds the site."""
