"""What is left of an unsound record, so that its other mistakes are found in the same run."""

from collections.abc import Sequence

from pydantic import ValidationError

from kb.records import Record
from kb.yaml_document import Value


def salvage(value: Value, model: type[Record], error: ValidationError) -> Record | None:
    """Make the record without the fields that are wrong, if it can do without all of them."""
    for mistake in error.errors():
        value = _without(value, mistake["loc"])
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def _without(value: Value, path: Sequence[str | int]) -> Value:
    """Return the value without the field at the end of `path`; lists keep all their entries."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and step in value:
        name = str(step)
        if rest:
            return {**value, name: _without(value[name], rest)}
        return {key: inner for key, inner in value.items() if key != name}
    if isinstance(value, tuple) and isinstance(step, int) and rest:
        return (*value[:step], _without(value[step], rest), *value[step + 1 :])
    # Nothing is there: a field is missing, or the step names a choice between two types.
    return _without(value, rest)
