"""From the text of YAML files to typed records that know where they were written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from kb.files.limits import PROBLEMS
from kb.files.names import find_unfit_names
from kb.load.explain import explain, has_too_many
from kb.load.legible import find_identifiers, find_words
from kb.load.salvage import fill, salvage
from kb.problems.problem import NOWHERE, Position, Problem
from kb.records import Finding, Quote, Record, Study
from kb.records.data_files import advise_on_misplaced, correct_path, find_identifier, find_kind
from kb.records.unsorted import is_unsorted
from kb.strict_yaml.document import Document, FieldPath, Value, parse
from kb.strict_yaml.reader import report_too_many
from kb.text.wording import quote_text


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


def make_record(model: type[Record], value: Value) -> Record:
    """Make a record of what is written.

    Raises:
        ValidationError: It is not valid.
    """
    return model.model_validate(value)


def load(
    files: Mapping[str, bytes],
    root: str = "themes_data",
    parse: Parse = parse,
    make: Make = make_record,
) -> Loaded:
    """Read the files of a knowledge base.

    Args:
        files: The content of each file by its path below `root`, with forward slashes.
        root: The folder's name as it is to appear in problems.
        parse: What reads each file.
        make: What makes each record: `make_record`, or what answers the same, but faster.

    Returns:
        Every record of every file that is valid, and a problem for each mistake in the others.
    """
    loader = _Loader(files, root, parse, make)
    loader.problems += find_unfit_names(files, root)
    for path in sorted(files, key=lambda path: (_sort_numerically(path), path)):
        if not is_unsorted(path):
            loader.file(path)
    return Loaded(
        (*loader.records, *loader.misnamed),
        tuple(loader.problems),
        tuple(loader.claims),
        frozenset(loader.unread),
        frozenset(loader.unread_types),
        frozenset(loader.mentioned),
        frozenset(loader.blank),
        tuple(loader.partial),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
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
            yield from _Entry(self.document, path, quote, Quote).claims()


class _Loader:
    """Gathers what the files hold, one after the other."""

    def __init__(self, files: Mapping[str, bytes], root: str, parse: Parse, make: Make) -> None:
        self.files = files
        self.parse = parse
        self.make = make
        self.root = root
        self.records: list[Located] = []
        self.misnamed: list[Located] = []
        self.problems: list[Problem] = []
        self.claims: list[Claim] = []
        self.unread: set[str] = set()
        self.unread_types: set[type[Record]] = set()
        self.mentioned: set[str] = set()
        self.blank: set[type[Record]] = set()
        self.partial: list[Located] = []

    def file(self, path: str) -> None:
        """Read one file."""
        name = f"{self.root}/{path}"
        before = len(self.problems)
        found = find_kind(path)
        if found is None:
            advice = advise_on_misplaced(path)
            self.problems.append(Problem(Position(name), "no record belongs here", advice))
            # It is read all the same if it is clear what it was meant to be.
            meant = correct_path(path)
            found = find_kind(meant) if meant and meant not in self.files else None
            promised = find_identifier(meant) if meant and found else None
            self.unread.update(find_identifiers(self.files[path]))
        else:
            promised = find_identifier(path)
        if found:
            kind, file = found
            self._records(path, name, kind.record, promised, many=file.many)
        if len(self.problems) > before:
            words = find_words(self.files[path])
            self.mentioned |= words
            if found and not words:
                self.blank.add(found[0].record)

    def _records(
        self, path: str, name: str, model: type[Record], promised: str | None, *, many: bool
    ) -> None:
        document, problems = self.parse(name, self.files[path])
        if document is None and (many or model is Study):
            problems[-1] = _add_what_rests_on_it(problems[-1])
        self.problems += problems
        if document is None:
            if promised:
                self.unread.add(promised)
            else:
                self.unread_types.add(model)
        elif not many:
            self._record(_Entry(document, (), document.value, model, promised))
        elif isinstance(document.value, tuple):
            before = len(self.problems)
            for index, value in enumerate(document.value):
                self._record(_Entry(document, (index,), value, model))
                if sum(not one.unwritten for one in self.problems[before:]) > PROBLEMS:
                    self.unread_types.add(model)
                    self.problems.append(report_too_many(name))
                    break
        else:
            self.unread_types.add(model)
            self.problems.append(_report_no_list(document))

    def _record(self, entry: _Entry) -> None:
        """Validate one record; a finding's quotes are records too and follow it."""
        record: Record | None
        try:
            record = self.make(entry.model, entry.value)
        except ValidationError as error:
            self.problems += explain(error, entry.document, entry.path, entry.model)
            if has_too_many(error):
                self.problems.append(report_too_many(entry.document.file))
                self._keep_invalid(entry, named=False)
                return
            record = salvage(entry.value, entry.model, error)
            if record is None:
                named = not any(mistake["loc"][:1] in ((), ("id",)) for mistake in error.errors())
                self._keep_invalid(entry, named=named)
                if filled := fill(entry.value, entry.model, error):
                    self.partial += _list_with_quotes(
                        Located(filled[0], entry.document, entry.path, filled[1])
                    )
                return
        located = Located(record, entry.document, entry.path)
        fits = self._expect_name(entry, record.id)
        (self.records if fits else self.misnamed).extend(_list_with_quotes(located))

    def _keep_invalid(self, entry: _Entry, *, named: bool) -> None:
        """Keep what is known of a record that nothing can be made of."""
        if entry.promised:
            self.unread.add(entry.promised)
        elif not named:
            self.unread_types.add(entry.model)
        for claim in entry.claims():
            if claim.kind is not entry.model:
                self.claims.append(claim)
            elif named:
                self.claims.append(claim)
                self.unread.add(claim.identifier)
                self._expect_name(entry, claim.identifier)

    def _expect_name(self, entry: _Entry, identifier: str) -> bool:
        """Report a file whose name is not the identifier of the record in it."""
        if entry.promised is None or entry.promised == identifier:
            return True
        folder = entry.document.file.rpartition("/")[0].removeprefix(f"{self.root}/")
        taken = f"{folder}/{identifier}.yaml" in self.files
        self.unread.add(entry.promised)
        self.problems.append(
            Problem(
                entry.document.position((*entry.path, "id")),
                f"the identifier {quote_text(identifier)} is not the file's name "
                f"{quote_text(entry.promised)}",
                f"Correct the identifier; {identifier}.yaml is another file already."
                if taken
                else f"Correct the identifier, or rename the file to {identifier}.yaml.",
            )
        )
        return False


def _sort_numerically(path: str) -> list[tuple[str, int]]:
    """Order F999 before F1000."""
    return [(text, int(number or 0)) for text, number in re.findall(r"(\D+)(\d{0,9})", path)]


def _add_what_rests_on_it(problem: Problem) -> Problem:
    """Say of a file that cannot be read, but that many others refer to, what nobody looked at."""
    words = "What other files say of it is checked when it can be read."
    return replace(problem, advice=f"{problem.advice} {words}")


def _report_no_list(document: Document) -> Problem:
    return Problem(
        document.position(()),
        "this file holds a list of records",
        "Begin each record with a hyphen: `- id: …`.",
    )


def _list_with_quotes(located: Located) -> list[Located]:
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
