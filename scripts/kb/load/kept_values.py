"""What files held when they were last read, kept by content, so that unchanged ones need no parser.

What is kept is sealed; what another version of the reader made of the files is passed over.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import yaml

from kb.files import limits
from kb.files.sealed import SealedFile, digest_of
from kb.problems.problem import Problem
from kb.strict_yaml import document as yaml_document
from kb.strict_yaml import reader as yaml_reader
from kb.strict_yaml.document import Document, Value, known, parse
from kb.text import characters

_STALE = 8
"""What is kept is written anew where more than one in so many files had to be parsed."""


class KeptValues:
    """The values that files held, by digest of their content; only of those without a problem."""

    def __init__(self, file: Path, key: bytes | None) -> None:
        """Read what was kept.

        Args:
            file: Where it is kept.
            key: What seals it; without one, nothing is kept.
        """
        self._file = SealedFile(file, key, _reader())
        self._before = _values(self._file.read())
        self._now: dict[str, Value] = {}

    def parse(self, file: str, content: bytes) -> tuple[Document | None, list[Problem]]:
        """Read one YAML document, as `kb.strict_yaml.document.parse` does."""
        digest = hashlib.sha256(content).hexdigest()
        if digest in self._before:
            value = self._now[digest] = self._before[digest]
            return known(file, content, value), []
        document, problems = parse(file, content)
        if document and not problems:
            self._now[digest] = document.value
        return document, problems

    def write(self) -> None:
        """Keep the values of the files that were parsed; where that cannot be, nothing is kept."""
        parsed = self._now.keys() - self._before.keys()
        if len(parsed) * _STALE > len(self._now):
            # A value that JSON cannot hold is no mistake of the data: it is parsed again next time.
            self._file.write(self._now)


def _values(kept: object) -> Mapping[str, Value]:
    try:
        return (
            {digest: _frozen(value) for digest, value in kept.items()}
            if isinstance(kept, dict)
            else {}
        )
    except ValueError:
        return {}


def _reader() -> bytes:
    """Return a digest of what, besides a file's content, decides which values it holds."""
    ways = (
        Path(characters.__file__).read_bytes(),
        Path(limits.__file__).read_bytes(),
        Path(yaml_document.__file__).read_bytes(),
        Path(yaml_reader.__file__).read_bytes(),
        Path(__file__).read_bytes(),
        f"{yaml.__version__} {yaml.__with_libyaml__}".encode(),
    )
    return digest_of(ways)


def _frozen(value: object) -> Value:
    """Return what JSON makes lists of as the tuples that it was."""
    match value:
        case dict():
            return {
                name: _frozen(one) if isinstance(one, dict | list) else one
                for name, one in value.items()
            }
        case list():
            return tuple(_frozen(one) for one in value)
        case str() | int() | None:
            return value
        case _:
            raise ValueError
