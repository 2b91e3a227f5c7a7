"""From the text of YAML files to typed records that know where they were written."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from kb.files.limits import PROBLEMS
from kb.files.names import find_unfit_names
from kb.load.explain import explain, has_too_many
from kb.load.legible import find_identifiers, find_words
from kb.load.loaded import Claim, Entry, Loaded, Located, Make, Parse, list_with_quotes
from kb.load.places import (
    add_what_rests_on_it,
    find_gone,
    report_list,
    report_no_list,
    report_other_name,
)
from kb.load.present import Present
from kb.load.recognise import find_field_in_comment, recognise, report_misplaced
from kb.load.salvage import fill, salvage
from kb.problems.problem import Position, Problem
from kb.records import Finding, Quote, Record, Study
from kb.records.data_files import (
    advise_on_misplaced,
    correct_path,
    find_identifier,
    find_kind,
    find_original,
    is_identifier,
)
from kb.records.kinds import DataFile, Kind
from kb.records.unsorted import is_unsorted
from kb.strict_yaml.document import Document, FieldPath, Value, parse
from kb.strict_yaml.reader import report_too_many

__all__ = ["Claim", "Loaded", "Located", "Make", "Parse", "load", "make_record"]


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
    loader.expect_whole_studies()
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
        self.present = Present(files, root, parse)
        self._recognised: dict[str, type[Record]] = {}

    def file(self, path: str) -> None:
        """Read one file."""
        name = f"{self.root}/{path}"
        before = len(self.problems)
        found = find_kind(path)
        promised = find_identifier(path)
        is_named = found and (promised is None or is_identifier(promised))
        if not is_named and (found is None or find_original(path, self.files)):
            found, promised = self._misplaced(path, name)
        if found:
            kind, file = found
            self._records(path, name, kind.record, promised, many=file.many)
        if len(self.problems) > before:
            words = find_words(self.files[path])
            self.mentioned |= words
            if found and not words:
                self.blank.add(found[0].record)

    def _misplaced(
        self, path: str, name: str
    ) -> tuple[tuple[Kind[Any], DataFile] | None, str | None]:
        """Report a file that lies or is called wrongly.

        Returns:
            What it holds and which identifier it promises, if it is clear how it is meant to be
            called: then it is read all the same.
        """
        self.unread.update(find_identifiers(self.files[path]))
        is_copy = find_original(path, self.files)
        meant = None if is_copy else correct_path(path)
        if not meant and not is_copy and path.endswith(".yaml"):
            document = self.parse(name, self.files[path])[0]
            value = document.value if document else None
            kind = recognise(value[0] if isinstance(value, tuple) and value else value)
            if document and kind:
                self._report_misplaced(kind, value, document, ())
                return None, None
        advice = advise_on_misplaced(path, self.root, self.files)
        self.problems.append(Problem(Position(name), "no record belongs here", advice))
        if meant is None or meant in self.files:
            return None, None
        return find_kind(meant), find_identifier(meant)

    def expect_whole_studies(self) -> None:
        """Report what folders of studies lack; what rests on it is left alone."""
        for record, problem in find_gone(self.present, self._recognised):
            self.problems.append(problem)
            self.unread_types.add(record)
            self.blank.add(record)

    def _report_misplaced(
        self, kind: Kind[Any], value: Value, document: Document, path: FieldPath
    ) -> None:
        """Report a record that lies in the wrong file; what links to it is left alone."""
        self._recognised[self._below(document)] = kind.record
        self.unread.update(
            claim.identifier for claim in Entry(document, path, value, kind.record).claims()
        )
        position = document.position(path)
        self.problems.append(report_misplaced(kind, value, position, self.present))

    def _records(
        self, path: str, name: str, model: type[Record], promised: str | None, *, many: bool
    ) -> None:
        document, problems = self.parse(name, self.files[path])
        if document is None and (many or model is Study):
            problems[-1] = add_what_rests_on_it(problems[-1])
        self.problems += problems
        if document is None:
            self._keep_unread(model, promised)
        elif not many and not isinstance(document.value, tuple):
            self._record(Entry(document, (), document.value, model, promised))
        elif not many or not isinstance(document.value, tuple):
            self._other_layout(path, document, model, promised)
        else:
            before = len(self.problems)
            for index, value in enumerate(document.value):
                self._record(Entry(document, (index,), value, model))
                if sum(not one.unwritten for one in self.problems[before:]) > PROBLEMS:
                    self.unread_types.add(model)
                    self.problems.append(report_too_many(name))
                    break

    def _other_layout(
        self, path: str, document: Document, model: type[Record], promised: str | None
    ) -> None:
        """Report a list in the place of one record, or one record in the place of a list."""
        value = document.value
        is_list = isinstance(value, tuple)
        at: FieldPath = (0,) if is_list else ()
        first = value[0] if isinstance(value, tuple) and value else value
        if kind := recognise(first, model):
            self._report_misplaced(kind, first, document, at)
        else:
            self._keep_unread(model, promised)
            self.unread.update(find_identifiers(self.files[path]))
            self.problems.append(report_list(document) if is_list else report_no_list(document))

    def _keep_unread(self, model: type[Record], promised: str | None) -> None:
        """Keep what is known of a record or a list of records that could not be read."""
        if promised:
            self.unread.add(promised)
        else:
            self.unread_types.add(model)
        if model is Finding:
            self.unread_types.add(Quote)

    def _below(self, document: Document) -> str:
        return document.file.removeprefix(f"{self.root}/")

    def _record(self, entry: Entry) -> None:
        """Validate one record; a finding's quotes are records too and follow it."""
        record: Record | None
        try:
            record = self.make(entry.model, entry.value)
        except ValidationError as error:
            if self._is_something_else(entry):
                return
            self.problems += explain(error, entry.document, entry.path, entry.model, self.present)
            if has_too_many(error):
                self.problems.append(report_too_many(entry.document.file))
                self._keep_invalid(entry, named=False)
                return
            record = salvage(entry.value, entry.model, error)
            if record is None:
                named = not any(mistake["loc"][:1] in ((), ("id",)) for mistake in error.errors())
                self._keep_invalid(entry, named=named)
                if filled := fill(entry.value, entry.model, error):
                    self.partial += list_with_quotes(
                        Located(filled[0], entry.document, entry.path, filled[1])
                    )
                return
        located = Located(record, entry.document, entry.path)
        fits = self._expect_name(entry, record.id)
        (self.records if fits else self.misnamed).extend(list_with_quotes(located))

    def _is_something_else(self, entry: Entry) -> bool:
        """Report a record of another type, or one whose fields belong to one that is a comment."""
        if kind := recognise(entry.value, entry.model):
            self._report_misplaced(kind, entry.value, entry.document, entry.path)
            return True
        if problem := find_field_in_comment(
            entry.document.file, self.files[self._below(entry.document)], entry.model
        ):
            self.problems.append(problem)
            self._keep_invalid(entry, named=False)
        return problem is not None

    def _keep_invalid(self, entry: Entry, *, named: bool) -> None:
        """Keep what is known of a record that nothing can be made of."""
        if entry.model is Finding:
            self.unread_types.add(Quote)
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

    def _expect_name(self, entry: Entry, identifier: str) -> bool:
        """Report a file whose name is not the identifier of the record in it."""
        if entry.promised is None or entry.promised == identifier:
            return True
        self.unread.add(entry.promised)
        position = entry.document.position((*entry.path, "id"))
        self.problems.append(report_other_name(position, identifier, entry.promised, self.present))
        return False


def _sort_numerically(path: str) -> list[tuple[str, int]]:
    """Order F999 before F1000."""
    return [(text, int(number or 0)) for text, number in re.findall(r"(\D+)(\d{0,9})", path)]
