"""New records as files: asked for, imported and numbered."""
