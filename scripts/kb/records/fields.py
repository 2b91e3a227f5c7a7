"""Which field of a record a path leads to, and what the field may hold."""

from collections.abc import Iterator
from typing import get_args

from pydantic.fields import FieldInfo

from kb.records import Part
from kb.records.base import list_parts
from kb.strict_yaml.document import FieldPath


def resolve(model: type[Part], path: FieldPath) -> tuple[FieldInfo | None, list[str]]:
    """Follow `path` through the types; return its last field and the names beside it."""
    models: list[type[Part]] = [model]
    field: FieldInfo | None = None
    names = list(_index_fields(models))
    for step in path:
        if isinstance(step, int):
            continue
        here = _index_fields(models)
        chosen = [m for m in models if step in list_choices(m.model_fields.get("kind"))]
        if step in here:
            field, names = here[step], list(here)
            models = list(list_parts(field.annotation))
        elif chosen:
            # A choice between two types puts the name of the chosen one on the path.
            models = chosen
        else:
            field, names = None, list(here)
    return field, names


def _index_fields(models: list[type[Part]]) -> dict[str, FieldInfo]:
    """Return the fields of types by the names they have in the data, those of every record last."""
    fields = {
        info.alias or name: info for model in models for name, info in model.model_fields.items()
    }
    for name in _LAST:
        if name in fields:
            fields[name] = fields.pop(name)
    return fields


_LAST = ("history", "withdrawn", "exceptions", "formerly")
"""Fields that any record may have; few are looking for them."""


def list_choices(field: FieldInfo | None) -> list[object]:
    """Return the words that a field of choice allows."""

    def literals(annotation: object) -> Iterator[object]:
        for inner in get_args(annotation):
            if get_args(inner):
                yield from literals(inner)
            elif not isinstance(inner, type):
                yield inner

    return list(literals(field.annotation)) if field else []
