"""What is left of an invalid record, so that its other mistakes are found in the same run."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kb.records import Record
from kb.records.fields import resolve
from kb.strict_yaml.document import FieldPath, Value

_ROUNDS = 9
"""So often what was filled in may need something filled in itself."""


def salvage(value: Value, model: type[Record], error: ValidationError) -> Record | None:
    """Make the record without the fields that are wrong, if it can do without all of them."""
    for mistake in error.errors():
        value = _remove_at(value, mistake["loc"])
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


class Full(NamedTuple):
    """A record that was filled up, and where it says what nobody wrote."""

    record: Record
    filled: frozenset[FieldPath]


def fill(value: Value, model: type[Record], error: ValidationError) -> Full | None:
    """Make the record with an example wherever something is wrong that it cannot do without.

    Nothing may be concluded from what is filled in. None if there is no record to fill.
    """
    for mistake in error.errors():
        value = _remove_at(value, mistake["loc"])
    filled: set[FieldPath] = set()
    for _ in range(_ROUNDS):
        try:
            return Full(model.model_validate(value), frozenset(filled))
        except ValidationError as wrong:
            for mistake in wrong.errors():
                path = _present(value, mistake["loc"])
                if not path:
                    return None
                value = _set_at(value, path, _make_example(model, mistake))
                filled.add(path)
    return None


def _present(value: Value, path: Sequence[str | int]) -> FieldPath:
    """Return the way to a value, or to where it is missing, without choices between two types."""
    found: FieldPath = ()
    for i, step in enumerate(path, start=1):
        match value:
            case dict() if step in value or i == len(path):
                value = value.get(str(step))
            case tuple() if isinstance(step, int):
                value = value[step]
            case _:
                continue
        found = (*found, step)
    return found


def _set_at(value: Value, path: FieldPath, given: Value) -> Value:
    """Return the value with another one at the end of `path`."""
    if not path:
        return given
    step, rest = path[0], path[1:]
    if isinstance(value, tuple) and isinstance(step, int):
        return (*value[:step], _set_at(value[step], rest, given), *value[step + 1 :])
    fields = value if isinstance(value, dict) else {}
    return {**fields, str(step): _set_at(fields.get(str(step)), rest, given)}


def _make_example(model: type[Record], mistake: ErrorDetails) -> Value:
    """Return the first example of the field that a mistake is in, or of an entry of its list."""
    field, _ = resolve(model, mistake["loc"])
    example = _normalise(field.examples[0]) if field and field.examples else None
    inside = isinstance(mistake["loc"][-1], int) and isinstance(example, tuple)
    return example[0] if inside and isinstance(example, tuple) else example


def _normalise(example: object) -> Value:
    """Return an example as the loader gives it: lists as tuples."""
    match example:
        case list():
            return tuple(map(_normalise, example))
        case dict():
            return {str(key): _normalise(inner) for key, inner in example.items()}
        case str() | int() | bool():
            return example
        case _:
            return None


def _remove_at(value: Value, path: Sequence[str | int]) -> Value:
    """Return the value without the field at the end of `path`; lists keep all their entries."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        name = str(step)
        if rest:
            return {**value, name: _remove_at(value[name], rest)}
        return {key: inner for key, inner in value.items() if key != name}
    if isinstance(value, tuple) and isinstance(step, int) and rest:
        return (*value[:step], _remove_at(value[step], rest), *value[step + 1 :])
    # Nothing is there: a field is missing, or the step names a choice between two types.
    return _remove_at(value, rest)
