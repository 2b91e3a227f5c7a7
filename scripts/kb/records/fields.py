"""Which field of a record a path leads to, and what the field may hold."""

from collections.abc import Iterator
from typing import get_args

from pydantic.fields import FieldInfo

from kb.records import Part
from kb.records.base import parts_in
from kb.strict_yaml.document import Path


def resolve(model: type[Part], path: Path) -> tuple[FieldInfo | None, list[str]]:
    """Follow `path` through the types; return its last field and the names beside it."""
    models: list[type[Part]] = [model]
    field: FieldInfo | None = None
    names = list(_fields(models))
    for step in path:
        if isinstance(step, int):
            continue
        here = _fields(models)
        chosen = [m for m in models if step in choices(m.model_fields.get("kind"))]
        if step in here:
            field, names = here[step], list(here)
            models = list(parts_in(field.annotation))
        elif chosen:
            # A choice between two types puts the name of the chosen one on the path.
            models = chosen
        else:
            field, names = None, list(here)
    return field, names


def _fields(models: list[type[Part]]) -> dict[str, FieldInfo]:
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


def choices(field: FieldInfo | None) -> list[object]:
    """Return the words that a field of choice allows."""

    def literals(annotation: object) -> Iterator[object]:
        for inner in get_args(annotation):
            if get_args(inner):
                yield from literals(inner)
            elif not isinstance(inner, type):
                yield inner

    return list(literals(field.annotation)) if field else []
