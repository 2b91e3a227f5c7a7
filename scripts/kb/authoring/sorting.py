"""Quotes that were waiting, taken out of their file and added to the finding they illustrate."""

import re
from collections.abc import Mapping

from kb.authoring.desk import CannotBeginError, Desk, Draft
from kb.authoring.insertion import insert_quote
from kb.authoring.known import Known
from kb.authoring.template import Given
from kb.strict_yaml.document import Value, parse
from kb.strict_yaml.text import write_field, write_flow
from kb.verify.marks import write_mark


def add_sorted_quotes(
    desk: Desk, path: str, text: str, quotes: Mapping[str, Given]
) -> dict[str, str]:
    """Return the new text of a finding's file and of the file that the quotes waited in.

    Args:
        desk: What new records are begun with.
        path: The finding's file.
        text: What it holds.
        quotes: By its identifier, what is to be added to each quote: why it supports the finding,
            and anything that is to stand in the place of what was read.

    Raises:
        CannotBeginError: A file is written in a way that no program can change, or a quote is of
            another study.
    """
    waiting = Known(desk.files).unsorted
    files = {path: text}
    for identifier, more in quotes.items():
        home, fields = waiting[identifier]
        if home.rpartition("/")[0] != path.rpartition("/findings/")[0]:
            raise CannotBeginError(f"{identifier} is a quote of another study.")
        own = {**fields, **more, **desk.first}
        files[path] = insert_quote(files[path], identifier, [*_write_quote(own)], path)
        before = files.get(home) or desk.files[home].decode("utf-8", "replace")
        files[home] = _take_out(before, identifier, home)
    return files


def _write_quote(fields: Mapping[str, object]) -> list[str]:
    """Return the lines of a quote, without comments: it is one of many."""
    lines: list[str] = []
    for name in ("id", "text", "verified", "speaker", "lines", "form", "section", "supports"):
        value = fields.get(name)
        if name == "verified" and isinstance(value, dict):
            lines.append(f"verified: {write_mark(value['fingerprint'], value['on'])}")
        elif value is None:
            lines += [f"{name}:"] if name in ("speaker", "supports") else []
        else:
            lines += write_field(name, str(value))
    history = fields["history"]
    lines += ["history:", *(f"  - {write_flow(one)}" for one in history)]  # type: ignore[attr-defined] # a list, as Desk.first makes it
    return [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]


def _take_out(text: str, identifier: str, path: str) -> str:
    """Return the text of the file without one quote; "" if it was the last."""
    entries = re.split(r"(?m)^(?=- )", text)
    kept = [one for one in entries if not re.match(rf"- id:\s*[\"']?{identifier}\b", one)]
    new = "".join(kept)
    if len(kept) == len(entries) - 1 and len(kept) == 1:
        return ""
    old, left = _read(text), _read(new)
    if left != tuple(one for one in old if not _is_called(one, identifier)):
        raise CannotBeginError(
            f"{identifier} cannot be taken out of themes_data/{path} by a program as it is "
            "written. Begin each quote there with `- id:` at the beginning of a line."
        )
    return new


def _read(text: str) -> tuple[Value, ...]:
    document, _ = parse("", text.encode())
    return document.value if document and isinstance(document.value, tuple) else ()


def _is_called(entry: Value, identifier: str) -> bool:
    return isinstance(entry, dict) and entry.get("id") == identifier


def draft_sorted_quote(desk: Desk, finding: str, identifier: str, more: Given) -> Draft:
    """Add a quote that was waiting to a finding that is there."""
    path = Known(desk.files).findings[finding]
    text = desk.files[path].decode("utf-8", "replace")
    return Draft(identifier, add_sorted_quotes(desk, path, text, {identifier: more}))
