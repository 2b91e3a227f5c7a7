"""The preview: after an edit, what it affects is made again, and nothing else."""

__all__ = ["serving"]
