"""What there is to link to: asked for only where something is wrong, and read only then."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property

from kb.files.limits import GUESSES
from kb.load.legible import find_identifiers
from kb.load.nearest import match_form
from kb.problems.problem import Problem
from kb.records.data_files import find_identifier, find_kind
from kb.records.kinds import LETTERS
from kb.strict_yaml.document import Document, Value
from kb.text.folding import fold

_FILES_READ = 20
"""So many files are read for what one text might be the name of."""

_NAMES = ("title", "label", "statement", "short_name", "heading", "name", "term", "action")
"""Fields by which people call a record that they do not know the identifier of."""

_SHAPE = re.compile(r"\^(?:([A-Z])|\[([A-Z]+)\])\[0-9\]")


class Present:
    """What the files of a knowledge base hold, valid or not."""

    def __init__(
        self,
        files: Mapping[str, bytes],
        root: str,
        parse: Callable[[str, bytes], tuple[Document | None, list[Problem]]],
    ) -> None:
        """Take the files; nothing is done with them before somebody asks.

        Args:
            files: The content of each file by its path below themes_data/.
            root: The folder's name as it appears in problems.
            parse: What reads a file.
        """
        self.root = root
        self.files = files
        self._left = GUESSES
        self._read = cache(lambda path: _as_records(parse(path, files[path])[0]))

    def find_meant(self, written: str, pattern: str) -> tuple[str, bool] | None:
        """Return the identifier of a record that a link in another form was meant to name.

        Args:
            written: What is written instead of an identifier.
            pattern: The form that the identifier must have.

        Returns:
            The identifier, with the version if one is written, and whether what is written is the
            record's name; None unless there is exactly one such record.
        """
        plain, at, version = written.replace(" @", "@").replace("@ ", "@").partition("@")
        pinned = "@" in pattern
        if pinned and at:
            forms = [match_form(f"{form}@{version}", pattern) for form in _list_forms(plain)]
        else:
            forms = [match_form(form, pattern) for form in _list_forms(written)]
        letters = list_letters(pattern)
        found = {form for form in forms if form and self.has(form.partition("@")[0], letters)}
        if len(found) == 1:
            return found.pop(), False
        named = self._find_named(written, letters)
        if letters == "S":
            lies = f"studies/{written}"
            named |= {one for one, folder in self._folders.items() if folder == lies and one < "T"}
        return (named.pop(), True) if len(named) == 1 else None

    def has(self, identifier: str, letters: str = "") -> bool:
        """Tell whether a record, of one of the types with some letters if any, is called so."""
        kinds = {identifier[:1]} & {*letters} if letters else {""}
        return any(identifier in self._identifiers(kind) for kind in kinds)

    def find_section(self, heading: str, file: str, study: str) -> str | None:
        """Return the key of the section with a heading, or with a key in other letters.

        Args:
            heading: What may be its heading.
            file: The file in which it is written, which may lie with its study.
            study: The identifier of the study otherwise.
        """
        folder = self.get_folder(file) or self.find_folder(study)
        for record in self._read_if_there(f"{folder}/study.yaml"):
            sections = record.get("sections")
            for one in sections if isinstance(sections, tuple) else ():
                names = one.values() if isinstance(one, dict) else ()
                if isinstance(one, dict) and fold(heading) in [fold(str(name)) for name in names]:
                    return str(one.get("key"))
        return None

    def get_folder(self, file: str) -> str:
        """Return the folder of the study that a file lies with: `studies/…`; "" outside of all."""
        parts = file.removeprefix(f"{self.root}/").split("/")
        return "/".join(parts[:2]) if parts[0] == "studies" and len(parts) > 2 else ""  # noqa: PLR2004 - a folder within another

    def find_folder(self, identifier: str) -> str:
        """Return the folder of the study with a study's or a theme's identifier, or ""."""
        return self._folders.get(identifier, "")

    @cached_property
    def _folders(self) -> dict[str, str]:
        return {
            identifier: path.rpartition("/")[0]
            for path in self.files
            if path.endswith(("/study.yaml", "/themes.yaml"))
            for identifier in find_identifiers(self.files[path])
        }

    @cached_property
    def _by_letter(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {letter: set() for letter in ("", *LETTERS)}
        for path, content in self.files.items():
            named = find_identifier(path)
            for one in {named} if named and "/findings/" not in path else find_identifiers(content):
                letter = one[:1] if re.fullmatch("[A-Z][0-9]{3,}", one or "") else ""
                found.get(letter, set()).add(one)
        return found

    def _identifiers(self, letter: str) -> set[str]:
        return self._by_letter.get(letter, set())

    def _find_named(self, name: str, letters: str) -> set[str]:
        longest = max(name.split(), key=len, default="")
        if not longest or not self._left:
            return set()
        self._left -= 1
        paths = (
            path
            for path, content in self.files.items()
            if longest.encode() in content and _may_hold(path, letters)
        )
        return {
            identifier
            for path, _ in zip(paths, range(_FILES_READ), strict=False)
            for record in self._read_if_there(path)
            for identifier in _list_called(record, name)
            if bool(letters) == bool(re.fullmatch(f"[{letters}][0-9]+", identifier))
        }

    def _read_if_there(self, path: str) -> list[dict[str, Value]]:
        return self._read(path) if path in self.files else []


def list_letters(pattern: str) -> str:
    """Return the letters with which identifiers of a form begin; "" if they are words."""
    found = _SHAPE.match(pattern)
    return (found[1] or found[2]) if found else ""


def _list_forms(written: str) -> list[str]:
    """Return what is written, and the same with figures for the letters that look like them."""
    figures = written[1:].translate(str.maketrans("OoIl", "0011", " "))
    return [written, written[:1] + figures]


def _may_hold(path: str, letters: str) -> bool:
    found = find_kind(path)
    if not found:
        return False
    return not letters or any(found[0].record is LETTERS[letter] for letter in letters)


def _as_records(document: Document | None) -> list[dict[str, Value]]:
    value = document.value if document else None
    return [
        one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, dict)
    ]


def _list_called(record: Mapping[str, Value], name: str) -> Iterator[str]:
    """Yield a record's identifier if the record is called by a name."""
    work = record.get("csl")
    fields = [record.get(field) for field in _NAMES]
    fields += [work.get("title")] if isinstance(work, dict) else []
    identifier = record.get("id")
    if isinstance(identifier, str) and fold(name) in [fold(str(field)) for field in fields]:
        yield identifier
