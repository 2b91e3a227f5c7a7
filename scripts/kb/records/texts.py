"""Every text and every day in a record, with the path to it."""

import datetime as dt
from typing import TypeVar

from kb.records import Finding, Record
from kb.strict_yaml.document import FieldPath

V = TypeVar("V")


def list_texts(record: Record) -> list[tuple[FieldPath, str]]:
    """Return every text in a record with the path to it; quotes are records of their own."""
    return _list_values(record, str)


def list_days(record: Record) -> list[tuple[FieldPath, dt.date]]:
    """Return every day in a record with the path to it; quotes are records of their own."""
    return _list_values(record, dt.date)


def _list_values(record: Record, kind: type[V]) -> list[tuple[FieldPath, V]]:
    found: list[tuple[FieldPath, V]] = []
    skipped = {"quotes"} if isinstance(record, Finding) else set()
    _gather(record.model_dump(exclude=skipped), (), kind, found)
    return found


def _gather(
    group: dict[str, object] | tuple[object, ...],
    path: FieldPath,
    kind: type[V],
    found: list[tuple[FieldPath, V]],
) -> None:
    for step, value in group.items() if isinstance(group, dict) else enumerate(group):
        if isinstance(value, kind):
            found.append(((*path, step), value))
        elif value and isinstance(value, dict | tuple):
            _gather(value, (*path, step), kind, found)
