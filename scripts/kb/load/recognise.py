"""What a record that lies in the wrong file is: told by its fields, and where it belongs."""

from collections.abc import Mapping
from typing import Any

from kb.load.present import Present
from kb.problems.problem import Position, Problem
from kb.records import Record
from kb.records.base import Part, list_parts
from kb.records.kinds import KINDS, Kind
from kb.strict_yaml.diagnosis import find_commented_out, report_commented_out
from kb.strict_yaml.document import Value

_MORE_FIELDS = 2
"""A record is of another type than its file's if so many more of its fields are of that type."""

_MOST = 0.75
"""So much of its fields must be of that type, from 0 to 1."""


def recognise(value: Value, expected: type[Record] | None = None) -> Kind[Any] | None:
    """Return the type of record that a value looks like, if it is not the one that is expected.

    Args:
        value: What is written where a record should be.
        expected: The type of record that belongs there, if any.
    """
    if not isinstance(value, dict) or not value:
        return None
    fields = {record: len(value.keys() & _list_fields(record)) for record in KINDS}
    best = max(fields, key=fields.__getitem__)
    at_home = fields[expected] if expected else 0
    if fields[best] < max(_MOST * len(value), at_home + _MORE_FIELDS):
        return None
    return KINDS[best]


def report_misplaced(
    kind: Kind[Any], value: Value, position: Position, present: Present
) -> Problem:
    """Say what a record in the wrong place is, and where it belongs.

    Args:
        kind: What it is.
        value: The record as it is written.
        position: Where it is.
        present: What there is to link to.
    """
    fields = value if isinstance(value, dict) else {}
    return Problem(
        position,
        f"this is {add_article(kind.noun)}, which does not belong here",
        _advise_where(kind, fields, position.file, present),
    )


def _advise_where(kind: Kind[Any], fields: Mapping[str, Value], file: str, present: Present) -> str:
    if kind.file is None:
        return (
            f"Move it into the file of the finding that it illustrates, below `{kind.noun}s:`, "
            "after a hyphen."
        )
    path = kind.file.path.replace("<study>", _find_study(fields, present, file))
    if isinstance(identifier := fields.get("id"), str):
        path = path.replace("<id>", identifier)
    whole = f"{present.root}/{path}"
    if kind.file.many:
        return f"Move it to {whole}, into the list there, after a hyphen."
    if path in present.files:
        return f"Delete it if it is a copy of {whole}; else give it an identifier of its own."
    return f"Move it to {whole}."


def _find_study(fields: Mapping[str, Value], present: Present, file: str) -> str:
    """Return the name of the folder of the study that a record comes from, as far as it is told."""
    themes = fields.get("themes")
    named = [fields.get("study"), *(themes if isinstance(themes, tuple) else ())]
    folders = [present.find_folder(one) for one in named if isinstance(one, str)]
    folders.append(present.get_folder(file))
    return next((folder.partition("/")[2] for folder in folders if folder), "<study>")


def _list_fields(record: type[Record]) -> set[str]:
    return {info.alias or name for name, info in record.model_fields.items()}


def find_field_in_comment(file: str, content: bytes, model: type[Record]) -> Problem | None:
    """Return a problem if a field is a comment, so that what belongs to it joined another.

    Args:
        file: The file's name.
        content: What it holds.
        model: The type of record in it.
    """
    known: set[str] = set()
    parts: list[type[Part]] = [model]
    for part in parts:
        for name, info in part.model_fields.items():
            known.add(info.alias or name)
            parts += [one for one in list_parts(info.annotation) if one not in parts]
    lines = content.decode("utf-8-sig", "replace").splitlines()
    for line, column, field in find_commented_out(lines):
        if not field or field in known:
            return report_commented_out(Position(file, line + 1, column + 1), field)
    return None


def add_article(noun: str) -> str:
    """Write a noun with its article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
