"""Changes to a YAML file's text that leave everything else in it as people wrote it.

What a change makes of the file is read again and compared with what the file said before and what
was to become different. So nothing else can change, however somebody writes YAML; what cannot be
changed safely is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from kb.problems.problem import Position, summarise
from kb.strict_yaml.document import Document, FieldPath, Value, parse

_BLOCKS = ("|", ">")


class CannotEditError(Exception):
    """A file is written in a way that no program can change; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Put another value in the place of one.

    Attributes:
        path: Where the value is.
        written: The new one as YAML, on one line.
    """

    path: FieldPath
    written: str


@dataclass(frozen=True, slots=True)
class Append:
    """Add an entry to the end of a list.

    Attributes:
        path: Where the list is.
        written: The entry as YAML, on one line.
    """

    path: FieldPath
    written: str


@dataclass(frozen=True, slots=True)
class Insert:
    """Give a group a field that it does not have.

    Attributes:
        path: Where the field is to be: the group's path and the field's name.
        written: The value as YAML, on one line.
        before: The field before which it is written.
    """

    path: FieldPath
    written: str
    before: str


Edit = Replace | Append | Insert


def apply_edits(file: str, content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file's content with some changes, one after the other.

    Args:
        file: The file's name, for errors.
        content: Sound YAML.
        edits: What to change.

    Raises:
        CannotEditError: The file cannot be read, or the result would say anything else than it
            does now with these changes.
    """
    for edit in edits:
        before = _read(file, content)
        text = content.decode()
        newline = "\r\n" if "\r\n" in text else "\n"
        changed = _with_edit(before, text, edit, newline)
        if changed is None or not _says(changed, _meant(before.value, edit)):
            raise CannotEditError(_refusal(before, edit))
        content = changed.encode()
    return content


def _read(file: str, content: bytes) -> Document:
    document, problems = parse(file, content)
    if document is None or problems:
        raise CannotEditError(f"{summarise(problems)} Mend that first.")
    return document


def _says(text: str, value: Value) -> bool:
    document, problems = parse("", text.encode())
    return document is not None and not problems and document.value == value


def _with_edit(before: Document, text: str, edit: Edit, newline: str) -> str | None:
    """Return the text with a change, or None where it has no place for it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(edit, Insert):
        group = _node(root, edit.path[:-1])
        if not isinstance(group, yaml.MappingNode) or before.has(edit.path):
            return None
        return _inserted(text, group, edit, newline)
    node = _node(root, edit.path)
    if isinstance(edit, Append):
        if not isinstance(node, yaml.SequenceNode):
            return None
        return _appended(text, node, edit.written, newline)
    if node is None or not _ends_where_it_says(node):
        return None
    return text[: _start(node)] + _in_quotes_as(node, edit.written) + text[_end(node) :]


def _in_quotes_as(node: yaml.Node, written: str) -> str:
    """Keep the quotes around a word: a comment may stand behind them."""
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    plain = _value_of(written) == written and not set(written) & set("'\"\\")
    return f"{style}{written}{style}" if style in ("'", '"') and plain else written


def _inserted(text: str, group: yaml.MappingNode, edit: Insert, newline: str) -> str | None:
    """Write a field before another, within brackets or on a line of its own."""
    key = next((key for key, _ in group.value if key.value == edit.before), None)
    if key is None:
        return None
    at = _start(key)
    column: int = key.start_mark.column
    between = ", " if group.flow_style else newline + " " * column
    return f"{text[:at]}{edit.path[-1]}: {edit.written}{between}{text[at:]}"


def _appended(text: str, node: yaml.SequenceNode, written: str, newline: str) -> str:
    """Add an entry after a list's last: within its brackets, or on a line of its own."""
    if node.flow_style:
        at = _end(node.value[-1]) if node.value else _start(node) + 1
        return f"{text[:at]}{', ' if node.value else ''}{written}{text[at:]}"
    last = _last(node)
    # Nodes can reach to what follows them; a comment behind the last one stays with it.
    at = len(text[: _end(last)].rstrip())
    end = text.find("\n", at)
    at = len(text) if end < 0 else end - (text[end - 1] == "\r")
    return f"{text[:at]}{newline}{' ' * node.start_mark.column}- {written}{text[at:]}"


def _last(node: yaml.Node) -> yaml.Node:
    """Return the last piece of a value that says itself where it ends."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last(last[1] if isinstance(node, yaml.MappingNode) else last)
    return node


def _ends_where_it_says(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return node.style not in _BLOCKS
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _node(root: yaml.Node | None, path: FieldPath) -> yaml.Node | None:
    """Return the node at a path, if there is one."""
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step] if 0 <= step < len(node.value) else None
        else:
            return None
    return node


def _start(node: yaml.Node) -> int:
    index: int = node.start_mark.index
    return index


def _end(node: yaml.Node) -> int:
    index: int = node.end_mark.index
    return index


def _meant(value: Value, edit: Edit) -> Value:
    """Return what a file's value is to be after a change."""
    new = _value_of(edit.written)
    return _with_value(value, edit.path, new, append=isinstance(edit, Append))


def _value_of(written: str) -> Value:
    """Return what a piece of YAML says within brackets, where the least is possible."""
    document, _ = parse("", f"[{written}]".encode())
    values = document.value if document else None
    return values[0] if isinstance(values, tuple) and len(values) == 1 else None


def _with_value(value: Value, path: FieldPath, new: Value, *, append: bool) -> Value:
    if not path:
        return (*value, new) if append and isinstance(value, tuple) else new
    step, *rest = path
    if isinstance(value, dict):
        name = str(step)
        return {**value, name: _with_value(value.get(name), tuple(rest), new, append=append)}
    if isinstance(value, tuple) and isinstance(step, int):
        inner = _with_value(value[step], tuple(rest), new, append=append)
        return (*value[:step], inner, *value[step + 1 :])
    return new


def _refusal(document: Document, edit: Edit) -> str:
    """Say what to write, and where, in the place of a program."""
    at: Position = document.key_position(edit.path)
    name = next((str(step) for step in reversed(edit.path) if isinstance(step, str)), "it")
    by_hand = {
        Replace: f"write `{edit.written}` there",
        Append: f"add `{edit.written}` as the last entry of `{name}`",
        Insert: f"write `{name}: {edit.written}` there",
    }[type(edit)]
    return (
        f"{at}: `{name}` cannot be changed by a program as it is written here. Change it by hand: "
        f"{by_hand}. Fields on lines of their own can be changed by a program."
    )
