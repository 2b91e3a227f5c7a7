"""What a record says, field by field, in plain words: to compare records, and to show old ones."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.records import Part, Record
from kb.records.base import is_prose
from kb.text.wording import day, write_ordinal

BOOKKEEPING = frozenset({"id", "formerly", "history", "withdrawn", "exceptions", "verified"})
"""Fields that say something of the record itself, not of what it is about."""


@dataclass(frozen=True, slots=True)
class FieldText:
    """What one field says.

    Attributes:
        path: Where the field is in the data, as it is written there.
        label: What the field is called, after what it is a part of: "Aim: Section".
        text: Its value in plain words; of prose, as it is written, with its marks.
        is_prose: Whether it may be marked up.
    """

    path: tuple[str | int, ...]
    label: str
    text: str
    is_prose: bool = False


def list_field_texts(record: Part) -> list[FieldText]:
    """Return every field of a record that is filled in, in the order of its model.

    Left out are the fields of BOOKKEEPING, and the records inside a record: a finding's quotes
    have texts of their own.
    """
    return list(_list_texts(record, (), ""))


def _list_texts(part: Part, path: tuple[str | int, ...], owner: str) -> Iterator[FieldText]:
    for name, field in type(part).model_fields.items():
        value: Any = getattr(part, name)
        if name in BOOKKEEPING or value is None or value == ():
            continue
        label = f"{owner}: {field.title}" if owner else field.title or name
        where = (*path, field.alias or name)
        if is_prose(field):
            yield FieldText(where, label, value, is_prose=True)
        else:
            yield from _list_value(value, where, label)


def _list_value(value: object, path: tuple[str | int, ...], label: str) -> Iterator[FieldText]:
    """Yield the texts of a value: a part's by its fields, a list's of parts by their place."""
    if isinstance(value, Part):
        yield from _list_texts(value, path, label)
    elif isinstance(value, tuple) and isinstance(value[0], Part):
        for index, inner in enumerate(value):
            if not isinstance(inner, Record):
                yield from _list_texts(
                    inner, (*path, index), f"{label}, {write_ordinal(index + 1)}"
                )
    else:
        yield FieldText(path, label, _name_field(value))


def _name_field(value: object) -> str:
    """Write a value in words; the parts of a date (`date-parts`) are tuples in a tuple."""
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, tuple) and isinstance(value[0], tuple):
        return " to ".join("-".join(f"{number:02}" for number in date) for date in value)
    if isinstance(value, tuple):
        return ", ".join(map(_name_field, value))
    return str(value)
