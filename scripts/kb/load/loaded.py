"""What was read of the data: the records, where they stand, and what is known of the others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.problems.problem import NOWHERE, Position, Problem
from kb.records import Finding, Quote, Record
from kb.strict_yaml.document import Document, FieldPath, Value


@dataclass(frozen=True, slots=True)
class Located:
    """A record and the place in a document at which it is written.

    Attributes:
        record: The record.
        document: The document that holds it.
        path: Where in the document it is.
        filled: Where in the record something stands that nobody wrote.
    """

    record: Record
    document: Document
    path: FieldPath
    filled: frozenset[FieldPath] = frozenset()

    def position(self, *path: str | int) -> Position:
        """Return where a field of the record is written, or the nearest thing that is."""
        if any(path[: len(one)] == one for one in self.filled):
            return NOWHERE
        return self.document.position((*self.path, *path))

    def holds(self, *path: str | int) -> bool:
        """Tell whether something is written in a field; where it is wrong, the record has none."""
        return self.document.has((*self.path, *path))


@dataclass(frozen=True, slots=True)
class Claim:
    """An identifier that a record gives, valid or not, and where."""

    identifier: str
    kind: type[Record]
    document: Document
    path: FieldPath

    @property
    def position(self) -> Position:
        """Where it is given."""
        return self.document.position(self.path)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, in the order of files, and everything that could not.

    What is known of records that are not valid keeps their consequences from being reported too.

    Attributes:
        records: The valid records. One whose identifier is not its file's name comes last.
        problems: What is wrong with the others.
        claims: The identifiers that invalid records give.
        unread: Identifiers that a link may lead to though no valid record has them.
        unread_types: Types of which not every identifier is known.
        mentioned: Every word of the files that hold something invalid.
        blank: Types of which a whole file holds nothing.
        partial: Invalid records, filled up so that what is written in them can be looked at.
    """

    records: tuple[Located, ...]
    problems: tuple[Problem, ...]
    claims: tuple[Claim, ...] = ()
    unread: frozenset[str] = frozenset()
    unread_types: frozenset[type[Record]] = frozenset()
    mentioned: frozenset[str] = frozenset()
    blank: frozenset[type[Record]] = frozenset()
    partial: tuple[Located, ...] = ()


Parse = Callable[[str, bytes], tuple[Document | None, list[Problem]]]
"""Reads one YAML document: `kb.strict_yaml.document.parse`, or a faster equivalent."""

Make = Callable[[type[Record], Value], Record]
"""Makes a record of what is written, or raises pydantic's ValidationError."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is written, valid or not.

    Attributes:
        document: The document that holds it.
        path: Where in the document it is.
        value: What is written there.
        model: The type of the record.
        promised: The identifier that the name of its file promises, if it promises one.
    """

    document: Document
    path: FieldPath
    value: Value
    model: type[Record]
    promised: str | None = None

    def claims(self) -> Iterator[Claim]:
        """Yield the identifiers it gives, its own and those of its quotes."""
        if not isinstance(self.value, dict):
            return
        if isinstance(identifier := self.value.get("id"), str):
            yield Claim(identifier, self.model, self.document, (*self.path, "id"))
        quotes = self.value.get("quotes")
        for index, quote in enumerate(quotes if isinstance(quotes, tuple) else ()):
            path = (*self.path, "quotes", index)
            yield from Entry(self.document, path, quote, Quote).claims()


def list_with_quotes(located: Located) -> list[Located]:
    """Return a record, and behind a finding its quotes, which are records too."""
    if not isinstance(located.record, Finding):
        return [located]
    quotes: tuple[Quote, ...] = located.record.quotes
    return [
        located,
        *(
            Located(
                quote,
                located.document,
                (*located.path, "quotes", index),
                frozenset(x[2:] for x in located.filled if x[:2] == ("quotes", index)),
            )
            for index, quote in enumerate(quotes)
            if ("quotes",) not in located.filled
        ),
    ]
