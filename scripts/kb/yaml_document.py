"""Strict YAML: plain values that keep the line and column each came from.

The part of YAML that is read is deliberately small. true and false are the only booleans, whole
numbers the only numbers, and everything else that is not quoted is text: `no` is a word, `010` is
no eight and `2026-11-23` is what it looks like.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from kb.problems import Position, Problem

Path = tuple[str | int, ...]
"""The way from a document's root to a value: keys of mappings and indexes of lists."""

Value = str | int | bool | None | tuple["Value", ...] | dict[str, "Value"]

_TAG = "tag:yaml.org,2002:"


class _Loader(yaml.CSafeLoader):
    """libyaml's composer with the few implicit types that the data may use."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it


_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    f"{_TAG}int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


@dataclass(frozen=True)
class Document:
    """A file's values and where each of them stands."""

    file: str
    value: Value
    _values: dict[Path, Position] = field(repr=False)
    _keys: dict[Path, Position] = field(repr=False)

    def position(self, path: Path) -> Position:
        """Return where the value at `path` begins, or the nearest ancestor that exists.

        Steps that lead nowhere are passed over, so that a path which names a choice between two
        types on its way (as pydantic's do) still finds its value.
        """
        found: Path = ()
        for step in path:
            if (*found, step) in self._values:
                found = (*found, step)
        return self._values[found]

    def key_position(self, path: Path) -> Position:
        """Return where the key that ends `path` is written, or else where its value is."""
        return self._keys.get(path) or self.position(path)


def parse(file: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document.

    Args:
        file: The file's name as it is to appear in problems.
        content: The file's bytes, which must be UTF-8.

    Returns:
        The document, or None where nothing can be made of it, and everything that is wrong.
    """
    text, problem = _decode(file, content)
    if problem:
        return None, [problem]
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return None, [_broken(file, error)]
    except RecursionError:
        return None, [
            Problem(
                Position(file),
                "the lists and mappings are nested too deeply to read",
                "A record needs only a few levels; look for stray brackets or indentation.",
            )
        ]
    if root is None:
        return None, [
            Problem(
                Position(file),
                "the file is empty",
                "Write the record, or delete the file.",
            )
        ]
    reader = _Reader(file)
    value = reader.read(root, ())
    if reader.problems:
        return None, reader.problems
    return Document(file, value, reader.values, reader.keys), []


def _decode(file: str, content: bytes) -> tuple[str, Problem | None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        start_of_line = before.rfind(b"\n") + 1
        return "", Problem(
            Position(
                file,
                before.count(b"\n") + 1,
                len(before[start_of_line:].decode("utf-8", "replace")) + 1,
            ),
            f"the file is not UTF-8 text (byte 0x{content[error.start]:02x})",
            "Save the file with the encoding UTF-8.",
        )
    for index, character in enumerate(text):
        if not yaml.reader.Reader.NON_PRINTABLE.match(character):
            continue
        line = text.count("\n", 0, index) + 1
        column = index - (text.rfind("\n", 0, index) + 1) + 1
        return "", Problem(
            Position(file, line, column),
            f"the file holds an invisible control character (U+{ord(character):04X})",
            "Delete the character; it often comes along when text is pasted from a PDF.",
        )
    return text, None


def _broken(file: str, error: yaml.YAMLError) -> Problem:
    """Say where YAML's syntax broke, in the parser's own words and then in ours."""
    mark = getattr(error, "problem_mark", None)
    position = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
    what = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None)
    if isinstance(error, yaml.composer.ComposerError) and "undefined alias" in str(error):
        return Problem(
            position,
            "an alias (*) refers to nothing",
            "Text that begins with * must be in quotes.",
        )
    if "single document" in f"{context} {what}":
        return Problem(
            position,
            "a second document begins here",
            "Keep one document in a file: remove the line of three hyphens.",
        )
    return Problem(
        position,
        f"the YAML is broken: {what}" + (f" ({context})" if context else ""),
        "Check the indentation, the quotes and the colons here and on the line above; "
        "text that holds ': ' or ' #' must be in quotes or in a block that begins with >-.",
    )


class _Reader:
    """Turns nodes into values, noting positions and everything that is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Value:
        position = self._position(node)
        self.values[path] = position
        if id(node) in self._seen:
            self._refuse(
                position,
                "an anchor (&) is repeated by an alias (*)",
                "Write the text out in both places; anchors and aliases are not used here.",
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            self._expect_tag(node, "map", position)
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            self._expect_tag(node, "seq", position)
            return tuple(self.read(item, (*path, i)) for i, item in enumerate(node.value))
        return self._scalar(node, position)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Value]]:
        for key_node, value_node in node.value:
            position = self._position(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(
                    position, "a field's name must be a word", "Write `name: value` on one line."
                )
                continue
            key = key_node.value
            if (*path, key) in self.keys:
                first = self.keys[(*path, key)]
                self._refuse(
                    position,
                    f"the field {key!r} is given twice",
                    f"It is first given on line {first.line}; keep one of the two.",
                )
                continue
            if key == "<<":
                self._refuse(
                    position,
                    "merge keys (<<) are not used here",
                    "Write the fields out.",
                )
                continue
            self.keys[(*path, key)] = position
            yield key, self.read(value_node, (*path, key))

    def _scalar(self, node: yaml.Node, position: Position) -> Value:
        text: str = node.value
        if node.tag == f"{_TAG}null":
            return None
        if node.tag == f"{_TAG}bool":
            return text == "true"
        if node.tag == f"{_TAG}int":
            return self._integer(text, position)
        self._expect_tag(node, "str", position)
        return text

    def _integer(self, text: str, position: Position) -> int | None:
        try:
            return int(text)
        except ValueError:
            # Python refuses to convert numbers of several thousand digits.
            self._refuse(position, "the number is too long", "Put it in quotes if it is text.")
            return None

    def _expect_tag(self, node: yaml.Node, kind: str, position: Position) -> None:
        if node.tag != f"{_TAG}{kind}":
            self._refuse(
                position,
                f"the tag {node.tag.replace(_TAG, '!!')} is not used here",
                "Remove the word that begins with an exclamation mark, or put the text in quotes.",
            )

    def _position(self, node: yaml.Node) -> Position:
        return Position(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _refuse(self, position: Position, message: str, advice: str) -> None:
        self.problems.append(Problem(position, message, advice))
