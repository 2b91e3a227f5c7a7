"""Reading again after an edit: files that are as they were are neither parsed nor validated."""

from collections.abc import Mapping
from pathlib import Path

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import link
from kb.load.loader import Make, load, make_record
from kb.problems.problem import Problem
from kb.read import Examined, examine, read
from kb.records import Record
from kb.strict_yaml.document import Document, Value, parse


class Reader:
    """Reads the same folder time and again; what did not change stays the same object."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._documents: dict[str, tuple[bytes, Document]] = {}
        self._records: dict[tuple[type[Record], int], tuple[Value, Record]] = {}

    def read(self, root: Path) -> KnowledgeBase:
        """Read, link and check a knowledge base, all of it.

        Raises:
            DataError: As `kb.read.read` does.
        """
        return read(root, self._parse, self._forgetting())

    def examine(self, files: Mapping[str, bytes], root: str) -> Examined:
        """Load, link and check files: `kb.read.examine`, where little changed since the last."""
        return examine(files, root, self._parse, self._forgetting())

    def recall(self, files: Mapping[str, bytes], root: str) -> KnowledgeBase:
        """Link what was read, linked and checked at another time, and is kept since then.

        Args:
            files: The content of each file by its path below the folder.
            root: The folder's name.
        """
        kb, _ = link(load(files, root, self._parse, self._forgetting()))
        return kb

    def _forgetting(self) -> Make:
        """Return what makes records, and holds from now on only those that it makes."""
        before, self._records = self._records, {}

        def make(model: type[Record], value: Value) -> Record:
            # The value is held as long as its record, so that no other has its place in memory.
            name = (model, id(value))
            self._records[name] = before.get(name) or (value, make_record(model, value))
            return self._records[name][1]

        return make

    def _parse(self, file: str, content: bytes) -> tuple[Document | None, list[Problem]]:
        if file in self._documents and self._documents[file][0] == content:
            return self._documents[file][1], []
        document, problems = parse(file, content)
        if document and not problems:
            self._documents[file] = (content, document)
        return document, problems
