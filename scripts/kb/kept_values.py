"""What files held when they were last read, kept by content, so that unchanged ones need no parser.

What is kept is plain values in JSON, under a seal that only this user on this machine can make.
Whatever another wrote, whatever is damaged and whatever another version of the reader made of the
files is passed over, as if nothing was kept.
"""

import hashlib
import hmac
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import yaml

from kb import characters, limits, yaml_document, yaml_reader
from kb.limits import KEPT_BYTES
from kb.plain_files import read_plain
from kb.problems import Problem
from kb.yaml_document import Document, Value, known, parse

_STALE = 8
"""What is kept is written anew where more than one in so many files had to be parsed."""


_HOUR = 3600


class KeptValues:
    """The values that files held, by digest of their content; only of those without a problem."""

    def __init__(self, file: Path, key: bytes | None) -> None:
        """Read what was kept.

        Args:
            file: Where it is kept.
            key: What seals it; without one, nothing is kept.
        """
        self._file = file
        self._key = key
        self._before = _read(file, key) if key else {}
        self._now: dict[str, Value] = {}

    def parse(self, file: str, content: bytes) -> tuple[Document | None, list[Problem]]:
        """Read one YAML document, as `kb.yaml_document.parse` does."""
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
        if self._key and len(parsed) * _STALE > len(self._now):
            # A value that JSON cannot hold is no mistake of the data: it is parsed again next time.
            with suppress(OSError, ValueError):
                _write(self._file, self._key, self._now)


def _read(file: Path, key: bytes) -> Mapping[str, Value]:
    try:
        seal, _, body = read_plain(file, KEPT_BYTES).partition(b"\n")
        if hmac.compare_digest(seal, _seal(key, body)):
            return {digest: _frozen(value) for digest, value in json.loads(body).items()}
    except (OSError, ValueError, RecursionError):
        pass
    return {}


def _write(file: Path, key: bytes, values: Mapping[str, Value]) -> None:
    """Put a whole file in the place of the last one, for whoever reads at the same time."""
    body = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    for left in file.parent.glob(f"{file.name}.*"):
        # Of a check that was killed: none takes as long as that.
        if left.stat().st_mtime < time.time() - _HOUR:
            left.unlink(missing_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(_seal(key, body) + b"\n" + body)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _seal(key: bytes, body: bytes) -> bytes:
    """Return what only who has the key can tell: that this reader made these values."""
    return hmac.digest(key, _reader() + body, "sha256").hex().encode()


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
    return hashlib.sha256(b"\n".join(ways)).digest()


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
