"""From the text of YAML files to typed records that know where they were written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from kb.layout import Place, advice_for_misplaced, identifier_in, place_of
from kb.problems import Position, Problem
from kb.records import Finding, Quote, Record
from kb.validation import explain
from kb.yaml_document import Document, Path, Value, parse


@dataclass(frozen=True, slots=True)
class Located:
    """A record and the place in a document at which it is written."""

    record: Record
    document: Document
    path: Path

    def position(self, *path: str | int) -> Position:
        """Return where a field of the record is written, or the nearest thing that is."""
        return self.document.position((*self.path, *path))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, in the order of files, and everything that could not.

    Attributes:
        records: The sound records.
        problems: What is wrong with the others.
        unread: Identifiers of records that exist but are not sound, so that a link to one of them
            is not reported as a link to nothing.
        unread_types: Types of which a whole file could not be read, for the same purpose.
    """

    records: tuple[Located, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    unread_types: frozenset[type[Record]] = frozenset()


def load(files: Mapping[str, bytes], root: str = "themes_data") -> Loaded:
    """Read the files of a knowledge base.

    Args:
        files: The content of each file by its path below `root`, with forward slashes.
        root: The folder's name as it is to appear in problems.

    Returns:
        Every record of every file that is sound, and a problem for each mistake in the others.
    """
    records: list[Located] = []
    problems: list[Problem] = []
    unread: set[str] = set()
    unread_types: set[type[Record]] = set()
    for path in sorted(files, key=_numerically):
        place = place_of(path)
        name = f"{root}/{path}"
        if place is None:
            problems.append(
                Problem(Position(name), "no record belongs here", advice_for_misplaced(path))
            )
            continue
        document, mistakes = parse(name, files[path])
        problems += mistakes
        promised = identifier_in(path)
        if document is None:
            if promised:
                unread.add(promised)
            else:
                unread_types.add(place.record)
            continue
        for where, value in _items(document, place):
            found, mistakes = _record(document, where, value, place.record)
            problems += mistakes or _misnamed(found, promised)
            records += found
            if mistakes:
                unread.update(_identifiers(value))
        if place.many and not isinstance(document.value, tuple):
            unread_types.add(place.record)
            problems.append(_not_a_list(document))
    return Loaded(tuple(records), tuple(problems), frozenset(unread), frozenset(unread_types))


def _numerically(path: str) -> list[tuple[str, int]]:
    """Order F999 before F1000."""
    return [(text, int(number or 0)) for text, number in re.findall(r"(\D+)(\d{0,9})", path)]


def _items(document: Document, place: Place) -> list[tuple[Path, Value]]:
    """Return the values in the document that are to be records, each with its path."""
    if not place.many:
        return [((), document.value)]
    if isinstance(document.value, tuple):
        return [((index,), value) for index, value in enumerate(document.value)]
    return []


def _not_a_list(document: Document) -> Problem:
    return Problem(
        document.position(()),
        "this file holds a list of records",
        "Begin each record with a hyphen: `- id: …`.",
    )


def _record(
    document: Document, path: Path, value: Value, model: type[Record]
) -> tuple[list[Located], list[Problem]]:
    """Validate one record; a finding's quotes are records too and follow it."""
    try:
        record = model.model_validate(value)
    except ValidationError as error:
        return [], explain(error, document, path, model)
    return _with_quotes(Located(record, document, path)), []


def _identifiers(value: Value) -> set[str]:
    """Return the identifier that an unsound record gives, and those of the quotes in it."""
    if not isinstance(value, dict):
        return set()
    quotes = value.get("quotes")
    inner = (_identifiers(quote) for quote in quotes) if isinstance(quotes, tuple) else ()
    own = value.get("id")
    return set().union(*inner, {own} if isinstance(own, str) else set())


def _with_quotes(located: Located) -> list[Located]:
    if not isinstance(located.record, Finding):
        return [located]
    quotes: tuple[Quote, ...] = located.record.quotes
    return [
        located,
        *(
            Located(quote, located.document, (*located.path, "quotes", index))
            for index, quote in enumerate(quotes)
        ),
    ]


def _misnamed(found: list[Located], expected: str | None) -> list[Problem]:
    """Report a file whose name is not the identifier of the record in it."""
    if expected is None or not found or found[0].record.id == expected:
        return []
    identifier = found[0].record.id
    return [
        Problem(
            found[0].position("id"),
            f"the identifier {identifier!r} is not the file's name {expected!r}",
            f"Rename the file to {identifier}.yaml, or correct the identifier.",
        )
    ]
