"""Every text in a record, with the path to it."""

from kb.records import Finding, Record
from kb.strict_yaml.document import FieldPath


def list_texts(record: Record) -> list[tuple[FieldPath, str]]:
    """Return every text in a record with the path to it; quotes are records of their own."""
    found: list[tuple[FieldPath, str]] = []
    skipped = {"quotes"} if isinstance(record, Finding) else set()
    _gather(record.model_dump(exclude=skipped), (), found)
    return found


def _gather(
    group: dict[str, object] | tuple[object, ...],
    path: FieldPath,
    found: list[tuple[FieldPath, str]],
) -> None:
    for step, value in group.items() if isinstance(group, dict) else enumerate(group):
        if isinstance(value, str):
            found.append(((*path, step), value))
        elif value and isinstance(value, dict | tuple):
            _gather(value, (*path, step), found)
