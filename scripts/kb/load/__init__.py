"""From the bytes of files to records that know where they stand, or to problems."""

__all__ = ["explain", "legible", "loader", "nearest", "present", "recognise", "unsorted"]
