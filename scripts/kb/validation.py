"""What a record's type has to say about its data, in a maintainer's words."""

import json
from collections.abc import Callable, Iterator
from typing import get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kb.nearest import suggestion
from kb.problems import Problem
from kb.records import Part
from kb.yaml_document import Document, Path


def explain(
    error: ValidationError, document: Document, path: Path, model: type[Part]
) -> list[Problem]:
    """Turn what pydantic found wrong with the record at `path` into problems with positions."""
    return [_problem(details, document, path, model) for details in error.errors()]


def _problem(details: ErrorDetails, document: Document, path: Path, model: type[Part]) -> Problem:
    inner = details["loc"]
    field, siblings = _resolve(model, inner)
    message, advice = _WORDING.get(details["type"], _other)(details, field, siblings)
    where = (*path, *inner)
    at_key = details["type"] == "extra_forbidden"
    position = document.key_position(where) if at_key else document.position(where)
    return Problem(position, message, advice)


_Wording = Callable[[ErrorDetails, FieldInfo | None, list[str]], tuple[str, str]]


def _missing(
    details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]
) -> tuple[str, str]:
    return f"the field {_name(details)!r} is missing", f"Add it. {_meaning(details, field)}"


def _unknown(
    details: ErrorDetails, _field: FieldInfo | None, siblings: list[str]
) -> tuple[str, str]:
    name = _name(details)
    listed = f"The fields here are {', '.join(siblings)}."
    return f"the field {name!r} is not known here", suggestion(name, siblings, listed)


def _wrong_type(expected: str, remedy: str) -> _Wording:
    def wording(
        details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]
    ) -> tuple[str, str]:
        found = _kind_of(details["input"])
        name = _name(details)
        if details["input"] is None:
            return f"{name} has no value", _meaning(details, field)
        return f"{name} must be {expected}, not {found}", f"{remedy} {_meaning(details, field)}"

    return wording


def _not_allowed(
    details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]
) -> tuple[str, str]:
    allowed = [str(choice) for choice in _choices(field)]
    value = details["input"]
    listed = f"Use one of: {', '.join(allowed)}."
    if not isinstance(value, str):
        return f"{_name(details)} must be one of a few words, not {_kind_of(value)}", listed
    guess = suggestion(value, allowed, "")
    return f"{_name(details)} cannot be {value!r}", f"{guess} {listed}".strip()


def _no_such_choice(
    details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]
) -> tuple[str, str]:
    context = details.get("ctx", {})
    return (
        f"{_name(details)} must say which kind it is",
        f"Give it a field 'kind' with one of: {context.get('expected_tags', _tags(field))}.",
    )


def _wrong_form(
    details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]
) -> tuple[str, str]:
    return (
        f"{_name(details)} cannot be written {details['input']!r}",
        _meaning(details, field),
    )


def _too_few(
    details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]
) -> tuple[str, str]:
    return f"{_name(details)} must not be an empty list", _meaning(details, field)


def _other(details: ErrorDetails, field: FieldInfo | None, _siblings: list[str]) -> tuple[str, str]:
    said = details["msg"]
    return f"{_name(details)} {said[0].lower()}{said[1:]}", _meaning(details, field)


_WORDING: dict[str, _Wording] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _wrong_type("text", "Put it in quotes if it is meant as text."),
    "int_type": _wrong_type("a whole number", "Write the number without quotes."),
    "date_type": _wrong_type("a date", "Write year-month-day."),
    "tuple_type": _wrong_type("a list", "Begin each entry with a hyphen."),
    "model_type": _wrong_type("a group of fields", "Write each as `name: value`."),
    "model_attributes_type": _wrong_type("a group of fields", "Write each as `name: value`."),
    "literal_error": _not_allowed,
    "union_tag_not_found": _no_such_choice,
    "union_tag_invalid": _no_such_choice,
    "string_pattern_mismatch": _wrong_form,
    "too_short": _too_few,
}
"""How each of pydantic's error types is told; the rest is told in pydantic's own words."""


def _name(details: ErrorDetails) -> str:
    """Return the name of the field that the error is about, with its index in a list."""
    names = [step for step in details["loc"] if isinstance(step, str)]
    last = details["loc"][-1] if details["loc"] else "the record"
    return f"entry {last + 1} of {names[-1]}" if isinstance(last, int) and names else str(last)


def _meaning(details: ErrorDetails, field: FieldInfo | None) -> str:
    """Say what the field is for, with an example."""
    if field is None or not field.description:
        return "See the documentation of the record types."
    names = [step for step in details["loc"] if isinstance(step, str)]
    example = json.dumps(field.examples[0], ensure_ascii=False) if field.examples else ""
    shown = f" Example: {names[-1]}: {example}" if example else ""
    return f"{field.description}{shown}"


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return f"the word {str(value).lower()}"
        case int():
            return f"the number {value}"
        case str():
            return "text"
        case tuple():
            return "a list"
        case dict():
            return "a group of fields"
        case _:
            return "nothing"


def _resolve(model: type[Part], path: Path) -> tuple[FieldInfo | None, list[str]]:
    """Follow `path` through the types; return its last field and the names beside it."""
    models: list[type[Part]] = [model]
    field: FieldInfo | None = None
    names: list[str] = []
    for step in path:
        if isinstance(step, int):
            continue
        here = _fields(models)
        chosen = [m for m in models if step in _choices(m.model_fields.get("kind"))]
        if step in here:
            field, names = here[step], sorted(here)
            models = list(_models(field.annotation))
        elif chosen:
            # A choice between two types puts the name of the chosen one on the path.
            models = chosen
        else:
            field, names = None, sorted(here)
    return field, names


def _fields(models: list[type[Part]]) -> dict[str, FieldInfo]:
    return {
        info.alias or name: info for model in models for name, info in model.model_fields.items()
    }


def _models(annotation: object) -> Iterator[type[Part]]:
    """Yield every record part that a type annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _choices(field: FieldInfo | None) -> list[object]:
    """Return the words that a field of choice allows."""

    def literals(annotation: object) -> Iterator[object]:
        for inner in get_args(annotation):
            if get_args(inner):
                yield from literals(inner)
            elif not isinstance(inner, type):
                yield inner

    return list(literals(field.annotation)) if field else []


def _tags(field: FieldInfo | None) -> str:
    models = _models(field.annotation) if field else iter(())
    return ", ".join(str(c) for m in models for c in _choices(m.model_fields.get("kind")))
