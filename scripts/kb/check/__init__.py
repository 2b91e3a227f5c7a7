"""Every rule of the check, what a record is excused from, and where the data is thin."""

__all__ = ["coverage", "excuses", "rule", "rules", "works"]
