"""The preview: it follows every edit."""

__all__ = ["serving", "workbench"]
