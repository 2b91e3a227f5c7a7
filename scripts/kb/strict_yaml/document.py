"""A YAML file as a document: its values, and the line and column that each came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from kb.files.limits import PLACES_KEPT
from kb.problems.problem import Position, Problem
from kb.strict_yaml.diagnosis import find_conflict
from kb.strict_yaml.reader import FieldPath, Reader, StopReadingError, Value, decode
from kb.strict_yaml.syntax import report_broken

__all__ = ["Document", "FieldPath", "Places", "Value", "keep_known", "parse"]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values of a document stand, and the keys of its mappings."""

    values: Mapping[FieldPath, Position]
    keys: Mapping[FieldPath, Position]


@dataclass(frozen=True)
class Document:
    """A file's values and where each of them stands.

    Where identifiers stand is known, for pages name these places. Everything else is read when it
    is asked for, and kept of a few files only: of all it would take most of the memory.
    """

    file: str
    value: Value
    _read_places: Callable[[], Places] = field(repr=False, compare=False)
    _identifiers: Mapping[FieldPath, Position] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def _places(self) -> Places:
        return _read_again(self._read_places)

    def position(self, path: FieldPath) -> Position:
        """Return where the value at `path` begins, or the nearest ancestor that exists.

        Steps that lead nowhere are passed over, so that a path which names a choice between two
        types on its way (as pydantic's do) still finds its value.
        """
        return self._identifiers.get(path) or self._places.values[self._nearest(path)]

    def find_value(self, path: FieldPath) -> Value:
        """Return the value at `path`, or None; steps that lead nowhere are passed over."""
        value = self.value
        for step in path:
            if isinstance(value, dict) and step in value:
                value = value[str(step)]
            elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
                value = value[step]
        return value

    def has(self, path: FieldPath) -> bool:
        """Tell whether there is a value at `path`."""
        return path in self._places.values

    def key_position(self, path: FieldPath) -> Position:
        """Return where the key that ends `path` is written, or else where its value is."""
        found = self._nearest(path)
        return self._places.keys.get(found) or self._places.values[found]

    def places(self) -> Mapping[FieldPath, Position]:
        """Return where each value stands, by the way to it."""
        return self._places.values

    def _nearest(self, path: FieldPath) -> FieldPath:
        found: FieldPath = ()
        for step in path:
            if (*found, step) in self._places.values:
                found = (*found, step)
        return found


@lru_cache(maxsize=PLACES_KEPT)
def _read_again(read_places: Callable[[], Places]) -> Places:
    return read_places()


def parse(file: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document.

    Args:
        file: The file's name as it is to appear in problems.
        content: The file's bytes, which must be UTF-8.

    Returns:
        The document, or None where not all of it could be read, and everything that is wrong.
    """
    text, problem = decode(file, content)
    if problem:
        return None, [problem]
    if problem := find_conflict(file, text):
        return None, [problem]
    reader = Reader(file, text)
    try:
        reader.refuse_unfit_characters(text)
        value = reader.document()
    except yaml.YAMLError as error:
        broken = report_broken(file, text, error, reader.quoted)
        told = any(one.position.line == broken.position.line for one in reader.problems)
        return None, [*reader.problems, *([] if told else [broken])]
    except StopReadingError:
        return None, reader.problems
    if value is None and not reader.problems:
        return None, [
            Problem(Position(file), "the file is empty", "Write the record, or delete the file.")
        ]
    identifiers = {path: at for path, at in reader.values.items() if path[-1:] == ("id",)}
    whole = keep_known(file, content, value, identifiers) if reader.complete else None
    return whole, reader.problems


def keep_known(
    file: str, content: bytes, value: Value, identifiers: Mapping[FieldPath, Position] | None = None
) -> Document:
    """Return the document of a file that was read before as this value.

    Args:
        file: The file's name as it is to appear in problems.
        content: The file's bytes.
        value: What they were read as.
        identifiers: Where identifiers stand, as far as that is known.
    """

    def places() -> Places:
        reader = Reader(file, decode(file, content)[0])
        reader.document()
        return Places(reader.values, reader.keys)

    return Document(file, value, places, identifiers or {})
