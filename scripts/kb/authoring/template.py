"""A new record as YAML: what is given, an empty place for what is needed, comments on every field.

The comments are the fields' own descriptions, so that they cannot say anything else than the
schemas, the pages on record types and the messages of the check do.
"""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Literal, cast, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from kb.records import Sample, Silence, Study
from kb.records.base import Part, list_parts
from kb.strict_yaml.text import write_field, write_flow

Given = Mapping[str, object]
"""The values of a record's fields by their names as they are written in YAML."""

_WIDTH = 96
_PLAIN = "history"
"""What explains itself in every file is written on one line and stands last."""

_SHORT = "cites"
"""The list whose entries are many, and have one line each."""

_OF_LATER_DAYS = frozenset({"withdrawn", "exceptions", "formerly", "verified"})
"""What no new record has: it has no past yet, and nobody verifies by hand."""


_SILENCES = frozenset(get_args(Silence))
_OR_SILENT = "If the paper is silent on it, remove it and name it in `not_reported`."


def write_record_lines(model: type[Part], given: Given, later: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a new record.

    Args:
        model: The type of the record.
        given: What is known. A needed field that is not in it gets a name without a value, which
            the check then asks for; another stands as a comment that shows an example.
        later: What to say, instead of an example, of a field that is filled in another way.
    """
    for name in sorted(model.model_fields, key=lambda name: name == _PLAIN):
        info = model.model_fields[name]
        written = info.alias or name
        if written in _OF_LATER_DAYS:
            continue
        if written == _PLAIN:
            yield from write_field(written, given[written])
            continue
        needed = info.is_required() or (model in {Study, Sample} and name in _SILENCES)
        more = _OR_SILENT if needed and not info.is_required() else later.get(written, "")
        about = f"{info.description or ''} {more}".strip()
        yield from _write_comment(about, _WIDTH)
        if written in given or needed:
            yield from _write_field(written, info, given.get(written))
        elif written not in later:
            example = {written: (info.examples or [None])[0]}
            text = yaml.safe_dump(example, allow_unicode=True, sort_keys=False, width=_WIDTH - 4)
            yield from (f"# {line}" for line in text.splitlines())
        else:
            yield f"# {written}:"


def write_item_lines(lines: Iterator[str]) -> Iterator[str]:
    """Yield a record's lines as an entry of a list: comments first, then the hyphen."""
    begun = False
    for line in lines:
        if begun:
            yield f"  {line}"
        elif line.startswith("#"):
            yield line
        else:
            begun = True
            yield f"- {line}"


def _write_comment(text: str, width: int) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(text, width, break_on_hyphens=False))


def _write_field(name: str, info: FieldInfo, value: object) -> Iterator[str]:
    """Yield a field that is given or needed; of groups, each field in the same way."""
    part = _part(info.annotation, value)
    if part is None:
        yield from [f"{name}:"] if value is None else write_field(name, value)
        return
    yield f"{name}:"
    if get_origin(info.annotation) is not tuple:
        yield from _indent(write_record_lines(part, cast("Given", value or {}), {}))
        return
    first, *others = cast("list[Given]", value or [{}])
    if name == _SHORT:
        # A table can be written back into entries that have one line each.
        yield from (f"  - {write_flow(one)}" for one in [first, *others])
        return
    yield from _indent(write_item_lines(write_record_lines(part, first, {})))
    yield from (f"  - {write_flow(other)}" for other in others)


def _part(annotation: object, value: object) -> type[Part] | None:
    """Return the type of a group; of several, the one whose kind is given, or else the first."""
    parts = list(list_parts(annotation))
    kind = value.get("kind") if isinstance(value, dict) else None
    fitting = (
        p for p in parts if kind and kind in list_literals(p.model_fields["kind"].annotation)
    )
    return next(fitting, parts[0] if parts else None)


def list_literals(annotation: object) -> tuple[str, ...]:
    """Return the words among which a field chooses, if it does."""
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _indent(lines: Iterator[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines)
