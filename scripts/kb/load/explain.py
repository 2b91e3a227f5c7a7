"""What a record's type has to say about its data, in a maintainer's words."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kb.files.limits import PROBLEMS, UNWRITTEN
from kb.load.links import advise_on_link, is_link
from kb.load.nearest import Names, match_form
from kb.load.present import Present
from kb.problems.problem import Problem
from kb.records import Part
from kb.records.base import list_parts
from kb.records.fields import list_choices, resolve
from kb.strict_yaml.diagnosis import explain_glued, find_odd_space
from kb.strict_yaml.document import Document, FieldPath
from kb.strict_yaml.example import write_example
from kb.text.characters import describe
from kb.text.wording import number, quote_text

INTO = "\u203a"
"""The sign between a field and one within it."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What pydantic found wrong with one value.

    Attributes:
        kind: Pydantic's name for the type of mistake.
        path: The way from the record to the value.
        value: The value; for a missing field, that of the group it is missing from.
        said: Pydantic's own words.
        limits: What pydantic expected, by its names.
        field: The field's declaration, if the field exists.
        siblings: The names of the fields that may stand beside it.
        file: The file it is in.
        study: The study that is named beside it, or "".
        present: What there is to link to.
    """

    kind: str
    path: FieldPath
    value: object
    said: str
    limits: dict[str, object]
    field: FieldInfo | None
    siblings: list[str]
    file: str
    study: str
    present: Present

    @property
    def key(self) -> str:
        """The name of the field it is about, or in whose list it is."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def name(self) -> str:
        """What the value is called in a sentence."""
        last = self.path[-1] if self.path else ""
        if isinstance(last, int):
            return f"entry {last + 1} of {self.key}" if self.key else f"entry {last + 1}"
        return last or "the record"

    @property
    def way(self) -> str:
        """The way to the value in words: its field, after the fields that hold it."""
        steps: list[str] = []
        for step in self.path:
            if isinstance(step, int):
                steps[-1:] = [f"{steps[-1] if steps else 'entry'} {step + 1}".strip()]
            else:
                steps.append(step)
        return f" {INTO} ".join(steps) or "the record"

    @property
    def meaning(self) -> str:
        """What the field is for, with an example."""
        if self.field is None or not self.field.description:
            return f"The fields here are {', '.join(self.siblings)}."
        example = write_example(self.key, self.field.examples[0]) if self.field.examples else ""
        return f"{self.field.description} Example: {example}" if example else self.field.description


def explain(
    error: ValidationError,
    document: Document,
    path: FieldPath,
    model: type[Part],
    present: Present,
) -> list[Problem]:
    """Turn what pydantic found wrong with the record at `path` into problems with positions.

    Args:
        error: What pydantic found.
        document: The file that the record is in.
        path: Where in it the record is.
        model: The type of the record.
        present: What there is to link to.
    """
    room = {False: PROBLEMS, True: UNWRITTEN}
    kept = []
    for one in error.errors():
        room[_is_unwritten(one)] -= 1
        kept += [one] if room[_is_unwritten(one)] >= 0 else []
    mistakes = [_find_mistake(one, model, document, path, present) for one in kept]
    misspelt = _list_misspelt(mistakes)
    first = [mistake for mistake in mistakes if not _follows(mistake, mistakes, misspelt)]
    return [_make_problem(mistake, document, path) for mistake in first or mistakes]


def has_too_many(error: ValidationError) -> bool:
    """Tell whether more is wrong with a record than is of use to anybody."""
    if error.error_count() > PROBLEMS + UNWRITTEN:
        return True
    unwritten = sum(map(_is_unwritten, error.errors()))
    return unwritten > UNWRITTEN or error.error_count() - unwritten > PROBLEMS


def _is_unwritten(details: ErrorDetails) -> bool:
    return details["type"] == "missing" or details["input"] is None


def _find_mistake(
    details: ErrorDetails,
    model: type[Part],
    document: Document,
    path: FieldPath,
    present: Present,
) -> _Mistake:
    field, siblings = resolve(model, details["loc"])
    beside = document.find_value((*path, *details["loc"][:-1]))
    study = beside.get("study") if isinstance(beside, dict) else None
    return _Mistake(
        kind=details["type"],
        path=details["loc"],
        value=details["input"],
        said=details["msg"],
        limits=details.get("ctx", {}),
        field=field,
        siblings=siblings,
        file=document.file,
        study=study if isinstance(study, str) else "",
        present=present,
    )


def _list_misspelt(mistakes: list[_Mistake]) -> set[FieldPath]:
    """Return the fields that are there, as it seems, under a misspelt name."""
    return {
        (*mistake.path[:-1], meant)
        for mistake in mistakes
        if mistake.kind == "extra_forbidden"
        and (meant := Names(mistake.siblings).find_nearest(mistake.key))
    }


def _follows(mistake: _Mistake, mistakes: list[_Mistake], misspelt: set[FieldPath]) -> bool:
    """Tell whether a mistake is fixed by fixing another one."""
    match mistake.kind:
        case "missing":
            return mistake.path in misspelt
        case "too_short":
            # Pydantic counts an entry that has a mistake of its own as none.
            place = mistake.path
            return any(one.path[: len(place)] == place != one.path for one in mistakes)
        case _:
            return False


def _make_problem(mistake: _Mistake, document: Document, path: FieldPath) -> Problem:
    where = (*path, *mistake.path)
    if mistake.kind not in ("missing", *_AT_KIND) and mistake.value is None and mistake.field:
        position = document.key_position(where)
        message = f"{mistake.way} is still to write"
        return Problem(position, message, _say_no_value(mistake), unwritten=True)
    message, advice = WORDING.get(mistake.kind, _say_in_other_words)(mistake)
    if mistake.kind == "extra_forbidden":
        return Problem(document.key_position(where), message, advice)
    if mistake.kind in _AT_KIND:
        where = (*where, "kind")
    return Problem(document.position(where), message, advice, unwritten=mistake.kind == "missing")


_Wording = Callable[[_Mistake], tuple[str, str]]


def _say_no_value(mistake: _Mistake) -> str:
    optional = mistake.field and not mistake.field.is_required()
    remedy = "Write it, or remove the line." if optional else "Write it."
    return f"{remedy} {mistake.meaning}"


def _say_missing(mistake: _Mistake) -> tuple[str, str]:
    return f"the field {quote_text(mistake.key)} is missing", f"Add it. {mistake.meaning}"


def _say_unknown(mistake: _Mistake) -> tuple[str, str]:
    listed = f"The fields here are {', '.join(mistake.siblings)}."
    if mistake.value is None and " " in mistake.key:
        listed = (
            "If it goes on from the text before it, put that text in quotes: between { } a comma "
            "begins a new field."
        )
    message = f"the field {quote_text(mistake.key)} is not known here"
    guess = Names(mistake.siblings).suggest(mistake.key, "")
    return message, f"{guess} {listed}".strip()


def _say_wrong_type(expected: str, remedy: str) -> _Wording:
    def wording(mistake: _Mistake) -> tuple[str, str]:
        message = f"{mistake.name} must be {expected}, not {_name_type(mistake.value)}"
        if isinstance(mistake.value, str) and (glued := explain_glued(mistake.value)):
            return message, glued
        return message, f"{remedy} {mistake.meaning}"

    return wording


def _say_no_text(mistake: _Mistake) -> tuple[str, str]:
    remedy = "Put it in quotes if it is meant as text."
    if isinstance(mistake.value, tuple | dict):
        remedy = "Text that begins with [ or { must be in quotes."
    return _say_wrong_type("text", remedy)(mistake)


def _say_not_allowed(mistake: _Mistake) -> tuple[str, str]:
    allowed = [str(choice) for choice in list_choices(mistake.field)]
    listed = f"Use one of: {', '.join(allowed)}." if len(allowed) > 1 else f"Write {allowed[0]}."
    if not isinstance(mistake.value, str):
        return f"{mistake.name} must be a word, not {_name_type(mistake.value)}", listed
    guess = Names(allowed).suggest(mistake.value, "") if len(allowed) > 1 else ""
    return f"{mistake.name} cannot be {quote_text(mistake.value)}", f"{guess} {listed}".strip()


def _say_no_such_kind(mistake: _Mistake) -> tuple[str, str]:
    models = list_parts(mistake.field.annotation) if mistake.field else iter(())
    kinds = [str(c) for m in models for c in list_choices(m.model_fields.get("kind"))]
    given = mistake.value.get("kind") if isinstance(mistake.value, dict) else None
    advice = f"Give {mistake.name} a field `kind`, one of: {', '.join(kinds)}."
    if given is None:
        return f"{mistake.name} does not say of which kind it is", advice
    what = quote_text(given) if isinstance(given, str) else _name_type(given)
    return f"the kind of {mistake.name} cannot be {what}", advice


def _say_wrong_form(mistake: _Mistake) -> tuple[str, str]:
    value, pattern = str(mistake.value), str(mistake.limits.get("pattern", ""))
    if is_link(mistake.key, pattern):
        where = (mistake.key, mistake.file, mistake.study)
        advice = advise_on_link(value, pattern, where, mistake.present)
    else:
        is_number = re.fullmatch("[A-Z][0-9]{3,}", value)  # of another type of record
        meant = None if is_number else match_form(value, pattern)
        advice = f"Did you mean {quote_text(meant)}?" if meant else ""
    message = f"{mistake.name} cannot be written {quote_text(value)}"
    return message, f"{advice} {mistake.meaning}".strip()


def _say_too_few(mistake: _Mistake) -> tuple[str, str]:
    least = mistake.limits.get("min_length", 1)
    if mistake.value and isinstance(least, int) and least > 1:
        return (
            f"{mistake.name} must have at least {number(least)} entries",
            f"Write more of them. {mistake.meaning}",
        )
    return (
        f"{mistake.name} must not be an empty list",
        f"Write at least one entry. {mistake.meaning}",
    )


def _say_too_many(mistake: _Mistake) -> tuple[str, str]:
    most = mistake.limits.get("max_length")
    if isinstance(mistake.value, str):
        length = len(mistake.value)
        message = f"{mistake.name} is {length} characters long, and may be {most} at most"
        return message, f"Shorten it. {mistake.meaning}"
    return f"{mistake.name} may have no more than {most} entries", mistake.meaning


def _say_too_small(mistake: _Mistake) -> tuple[str, str]:
    least = mistake.limits.get("ge")
    return f"{mistake.name} must be at least {least}, not {mistake.value}", mistake.meaning


def _say_block(mistake: _Mistake) -> tuple[str, str]:
    """Add to the records' own words what goes wrong most often in a block of text."""
    text = str(mistake.value)
    place = find_odd_space(text)
    if place is not None:
        return (
            f"{mistake.name} begins or ends with {describe(text[place])}",
            f"Delete it: it looks like a plain space. {mistake.meaning}",
        )
    remedy = "A block of text begins with >- (not with > or |) and has no empty line in it."
    return f"{mistake.name} {mistake.said}", f"{remedy} {mistake.meaning}"


def _link(mistake: _Mistake) -> tuple[str, str]:
    """Say how a link is written, and how to write brackets that are none."""
    advice = r"Write [words](https://address), or ]\( where the signs themselves are meant."
    return f"{mistake.name} {mistake.said}", advice


def _say_in_other_words(mistake: _Mistake) -> tuple[str, str]:
    said = mistake.said
    return f"{mistake.name} {said[0].lower()}{said[1:]}", mistake.meaning


_GROUP = _say_wrong_type("a group of fields", "Write each field as `name: value`.")

WORDING: dict[str, _Wording] = {
    "missing": _say_missing,
    "extra_forbidden": _say_unknown,
    "string_type": _say_no_text,
    "int_type": _say_wrong_type("a whole number", "Write it in figures, without quotes."),
    "date_type": _say_wrong_type("a date", "Write year-month-day."),
    "tuple_type": _say_wrong_type("a list", "Put it in [ ], or begin each entry with a hyphen."),
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "literal_error": _say_not_allowed,
    "union_tag_not_found": _say_no_such_kind,
    "union_tag_invalid": _say_no_such_kind,
    "string_pattern_mismatch": _say_wrong_form,
    "too_short": _say_too_few,
    "too_long": _say_too_many,
    "string_too_long": _say_too_many,
    "greater_than_equal": _say_too_small,
    "one_line": _say_block,
    "no_link": _link,
    "untrimmed": _say_block,
}
"""How each type of mistake is reported; what is not listed has words of the records' own."""

_AT_KIND = ("union_tag_not_found", "union_tag_invalid")


def _name_type(value: object) -> str:
    match value:
        case bool():
            return f"the word {str(value).lower()}"
        case int():
            return f"the number {value}"
        case str():
            return f"the text {quote_text(value)}"
        case tuple():
            return "a list"
        case dict():
            return "a group of fields"
        case _:
            return "nothing"
