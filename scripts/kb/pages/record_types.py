"""The page that describes every field of every record type, made from the types themselves."""

from dataclasses import dataclass
from functools import cache

import yaml

from kb.pages.page import HOME, Crumb, Page
from kb.records import Part, Record
from kb.records.base import is_prose, list_parts
from kb.records.data_files import list_kinds_in_files

PATH = "contribute/records.md"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as a maintainer needs to know it."""

    name: str
    title: str
    description: str
    example: str
    required: bool
    is_prose: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """A record type, or a part of one, with its fields."""

    name: str
    description: str
    fields: list[FieldView]


@dataclass(frozen=True, slots=True)
class RecordTypeView:
    """A record type, where it is written, and the parts it is made of."""

    whole: PartView
    file: str
    parts: list[PartView]


@cache
def make_record_types_page() -> Page:
    """Return the page that describes the record types."""
    return Page(
        path=PATH,
        template="record_types",
        title="Record types",
        description="Every field of every record: what it is for, with an example.",
        view=[
            RecordTypeView(_describe_part(kind.record), file.path, _list_parts(kind.record))
            for kind, file in list_kinds_in_files()
        ],
        trail=(HOME, Crumb("Contribute", "contribute/index.md")),
    )


def _describe_part(kind: type[Part]) -> PartView:
    return PartView(
        name=kind.__name__,
        description=(kind.__doc__ or "").splitlines()[0],
        fields=[
            FieldView(
                name=info.alias or name,
                title=info.title or "",
                description=info.description or "",
                example=_write_yaml(info.alias or name, info.examples),
                required=info.is_required(),
                is_prose=is_prose(info),
            )
            for name, info in kind.model_fields.items()
        ],
    )


def _write_yaml(name: str, examples: list[object] | None) -> str:
    """Write a field with its first example as it stands in a file."""
    if not examples:
        return ""
    field = {name: examples[0]}
    return yaml.safe_dump(field, allow_unicode=True, sort_keys=False, width=80).strip()


def _list_parts(kind: type[Record]) -> list[PartView]:
    """Return every part below a record type once, in the order in which fields mention them."""
    found: dict[type[Part], None] = {}
    _collect(kind, found)
    return [_describe_part(part) for part in found]


def _collect(kind: type[Part], found: dict[type[Part], None]) -> None:
    for info in kind.model_fields.values():
        for part in list_parts(info.annotation):
            if part not in found:
                found[part] = None
                _collect(part, found)
