"""What can be made out of a file that is not valid, so that what follows from it is not told."""

import codecs
import re


def find_words(content: bytes) -> set[str]:
    """Return every word of a YAML file that does not stand in a comment by itself."""
    without_comments = re.sub(r"^[ \t]*#.*", "", _decode_legible(content), flags=re.MULTILINE)
    return set(re.findall(r"\w[\w-]*", without_comments))


def find_identifiers(content: bytes) -> set[str]:
    """Return what a file that belongs nowhere gives as identifiers, as far as one can tell."""
    return set(re.findall(r"\bid: *[\"']?([\w-]+)", _decode_legible(content)))


def _decode_legible(content: bytes) -> str:
    """Return what can be made out of a file, valid or not."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return content.decode("utf-16" if content.startswith(marks) else "utf-8", "replace")
