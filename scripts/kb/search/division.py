"""A long index in parts: what readers look for first, and what they ask for besides.

Pagefind takes some fifty times the memory of what it reads, and a browser fetches a few bytes for
every entry before its first search. So what is too long for one index is divided into several,
which Pagefind makes one after the other. Those for findings, recommendations and all that leads to
them are searched from the start; those for quotes and references when a reader asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from kb.search.documents import Document

MOST = 32_000_000
"""What one run of Pagefind is given to read, in bytes: it then takes about 1.5 GB of memory."""

ON_REQUEST = frozenset({"Quote", "Reference"})
"""The types that a reader asks for besides, once the index is divided: a finding leads to both."""

Part = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The parts of an index, none of them empty.

    Attributes:
        first: What is searched from the start. The first of these holds Pagefind's program.
        further: What is searched when a reader asks for it.
    """

    first: tuple[Part, ...]
    further: tuple[Part, ...] = ()


def divide(documents: Sequence[Document], most: int = MOST) -> Division:
    """Divide what the index is made from.

    Args:
        documents: All of it.
        most: The most bytes in a part; a single document may have more.
    """
    if sum(one.size for one in documents) <= most:
        return Division((tuple(documents),))
    first = [one for one in documents if one.kind not in ON_REQUEST]
    further = [one for one in documents if one.kind in ON_REQUEST]
    if not first:
        return Division(_make_parts(further, most))
    return Division(_make_parts(first, most), _make_parts(further, most))


def _make_parts(documents: Sequence[Document], most: int) -> tuple[Part, ...]:
    """Divide by a digest of paths, so that one document more leaves the others where they are."""
    fewest = -(-sum(one.size for one in documents) // most)
    for count in range(fewest, 2 * len(documents)):
        parts: list[list[Document]] = [[] for _ in range(count)]
        for one in documents:
            parts[crc32(one.path.encode()) % count].append(one)
        if all(sum(one.size for one in part) <= most or len(part) == 1 for part in parts):
            return tuple(tuple(part) for part in parts if part)
    return tuple((one,) for one in documents)
