"""Strict YAML, read: plain values, and where each of them stands.

The part of YAML that is read is deliberately small. true and false are the only booleans, whole
numbers the only numbers, and everything else that is not quoted is text: `no` is a word, `010` is
no eight and `2026-11-23` is what it looks like.
"""

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml

from kb.files.limits import DEPTH, DIGITS, ENTRIES, FIELD_NAME_LENGTH, PROBLEMS, TEXT_LENGTH, VALUES
from kb.problems.problem import Position, Problem, Severity
from kb.strict_yaml.diagnosis import (
    find_odd_space,
    report_odd_space,
    report_open_quote,
    swallows_fields,
)
from kb.text.characters import advise, describe, find_unfit
from kb.text.wording import quote_text

FieldPath = tuple[str | int, ...]
"""The way from a document's root to a value: keys of mappings and indexes of lists."""

Value = str | int | bool | None | tuple["Value", ...] | dict[str, "Value"]

_TRUTH = {"true": True, "false": False}
_NOTHING = frozenset({"", "~", "null"})
INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_NO_UTF8 = "Save the file with the encoding UTF-8."
_COMMENT = re.compile(" *#")
_NOT_TEXT = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML does not allow in a text, or would take for the end of a line."""


def decode(file: str, content: bytes) -> tuple[str, Problem | None]:
    """Return a file's text with line feeds alone, or what keeps it from being read as text."""
    try:
        text = _normalise_line_ends(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        # Without the mark that some editors write at the beginning of a file.
        before = _normalise_line_ends(error.object[: error.start].decode())
        return "", Problem(
            _end_of(file, before),
            f"the file is not UTF-8 text (byte 0x{error.object[error.start]:02x})",
            _NO_UTF8,
        )
    if found := _NOT_TEXT.search(text):
        return "", Problem(
            _end_of(file, text[: found.start()]),
            f"the file holds {describe(found[0])}",
            _NO_UTF8 if found[0] == "\0" else advise(found[0]),
        )
    return text, None


def _normalise_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end_of(file: str, before: str) -> Position:
    return Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


class StopReadingError(Exception):
    """There is no point in reading on; the problem is noted already."""


class Reader:
    """Turns the parser's events into values, noting positions and everything that is refused.

    Attributes:
        complete: Whether every value could be read, so that the whole makes sense to look at.
        quoted: Where the last text in quotes ended.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.values: dict[FieldPath, Position] = {(): Position(file)}
        self.keys: dict[FieldPath, Position] = {}
        self.problems: list[Problem] = []
        self.complete = True
        self.quoted: Position | None = None
        self._unfit: set[str] = set()
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> Value:
        """Read the one document of the file; None if there is nothing in it."""
        next(self._events)  # the beginning of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), ())
        next(self._events)  # the end of the document
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            self.complete = False
            self._refuse(
                self._position(event),
                "a second document begins here",
                "Keep one document in a file: remove the line of three hyphens.",
            )
        return value

    def _value(self, event: yaml.Event, path: FieldPath) -> Value:
        position = self._position(event)
        self.values[path] = position
        self._refuse_marks(event, position)
        if len(path) > DEPTH:
            self._stop_at_depth(position)
        if len(self.values) > VALUES:
            self._refuse(
                position,
                f"the file holds more than {VALUES:,} values",
                "Look whether it is the file that belongs here.",
            )
            raise StopReadingError
        match event:
            case yaml.MappingStartEvent():
                return dict(self._pairs(path))
            case yaml.SequenceStartEvent():
                return tuple(self._entries(path))
            case yaml.ScalarEvent() if len(event.value) > TEXT_LENGTH:
                self.complete = False
                length = f"{len(event.value):,} characters"
                advice = "Shorten it, or look whether a quotation mark was never closed."
                message = f"the text has {length}, and may have {TEXT_LENGTH:,} at most"
                self._refuse(position, message, advice)
                return None
            case yaml.ScalarEvent():
                return self._scalar(event, position)
            case _:
                self.complete = False
                return None

    def _entries(self, path: FieldPath) -> Iterator[Value]:
        index = 0
        most = ENTRIES if path else VALUES
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            if index == most:
                self._refuse(
                    self._position(event),
                    f"the list has more than {most:,} entries",
                    "Look whether it is the list that belongs here.",
                )
                raise StopReadingError
            yield self._value(event, (*path, index))
            index += 1

    def _pairs(self, path: FieldPath) -> Iterator[tuple[str, Value]]:
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            position = self._position(event)
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key and not key.isascii():
                self._refuse_odd_space(key, position)
            first = self.keys.get((*path, key or ""))
            fits = key and key != "<<" and len(key) <= FIELD_NAME_LENGTH
            if key and fits and not first:
                self._refuse_marks(event, position)
                self.keys[*path, key] = position
                yield key, self._value(next(self._events), (*path, key))
                continue
            if first:
                self._refuse(
                    position,
                    f"the field {quote_text(key or '')} is given twice",
                    f"It is first given on line {first.line}; keep one of the two.",
                )
            else:
                self.complete = False
                fault = _NO_NAME if not key or fits else _LONG_NAME
                self._refuse(position, *_WRONG_NAMES.get(key or "", fault))
            self._pass_over(event)
            self._pass_over(next(self._events))

    def _pass_over(self, event: yaml.Event) -> None:
        """Read to the end of the value that begins with `event`."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH:
                self._stop_at_depth(self._position(event))
            if not depth:
                return
            event = next(self._events)

    def _scalar(self, event: yaml.ScalarEvent, position: Position) -> Value:
        text: str = event.value
        if event.style:
            if event.style in "'\"":
                self._expect_closed(event, position)
            if event.style == '"':
                self._refuse_unfit_escapes(text, position)
            return text  # in quotes or in a block
        self._refuse_comment(event)
        if text in _NOTHING:
            return None
        if text in _TRUTH:
            return _TRUTH[text]
        if not INTEGER.fullmatch(text):
            return text
        if len(text.lstrip("-")) <= DIGITS:
            return int(text)
        self._refuse(position, "the number is too long", "Put it in quotes if it is text.")
        self.complete = False
        return None

    def _expect_closed(self, event: yaml.ScalarEvent, position: Position) -> None:
        """Refuse a text in quotes that runs over the fields below it.

        Raises:
            StopReadingError: It does, so that nothing below is what it seems.
        """
        end = event.end_mark
        if end is None:
            return
        self.quoted = Position(self.file, end.line + 1, end.column + 1)
        if swallows_fields(self.lines, position.line - 1, end.line):
            self.problems.append(report_open_quote(position))
            raise StopReadingError

    def _refuse_odd_space(self, key: str, position: Position) -> None:
        """Refuse a no-break space around a field's name, which the eye takes for indentation.

        Raises:
            StopReadingError: There is one, so that no field below is where it seems to be.
        """
        place = find_odd_space(key)
        if place is not None:
            at = position._replace(column=position.column + place)
            self.problems.append(report_odd_space(at, key[place]))
            raise StopReadingError

    def refuse_unfit_characters(self, text: str) -> None:
        """Refuse what a reader would not see, or see as something else, wherever it stands."""
        for place, character in find_unfit(text):
            self._refuse(
                _end_of(self.file, text[:place]),
                f"the file holds {describe(character)}",
                advise(character),
            )
            self._unfit.add(character)

    def _refuse_unfit_escapes(self, text: str, position: Position) -> None:
        """Refuse the same where it is written as an escape, as text in double quotes may."""
        for _, character in find_unfit(text):
            if character not in self._unfit:
                self._refuse(position, f"the text holds {describe(character)}", advise(character))

    def _refuse_comment(self, event: yaml.ScalarEvent) -> None:
        """Refuse a comment behind text without quotes: it may well be the rest of the text."""
        mark = event.end_mark
        if not event.value or not mark or mark.line >= len(self.lines):
            return
        # Looked for where it stands: a copy of the rest of the line each time would take for ever
        # where ten thousand texts are on one line.
        if comment := _COMMENT.match(self.lines[mark.line], mark.column):
            self._refuse(
                Position(self.file, mark.line + 1, comment.end()),
                "the text ends here, because # begins a comment",
                "Put the text in quotes if # belongs to it, or give the comment its own line.",
            )

    def _refuse_marks(self, event: yaml.Event, position: Position) -> None:
        """Refuse anchors, aliases and tags: text may well begin with &, * or ! by mistake."""
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                position,
                f"{quote_text(f'*{anchor}')} stands for a text elsewhere (an alias)",
                "Write the text out here, or put it in quotes if it begins with *.",
            )
        elif anchor:
            self._refuse(
                position,
                f"{quote_text(f'&{anchor}')} names what follows (an anchor)",
                "Remove it, or put the text in quotes if it begins with &.",
            )
        if tag:
            self._refuse(
                position,
                f"{quote_text(tag.replace('tag:yaml.org,2002:', '!!'))} says what type follows "
                "(a tag)",
                "Remove it, or put the text in quotes if it begins with !.",
            )

    def _position(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        return Position(self.file, mark.line + 1, mark.column + 1) if mark else Position(self.file)

    def _stop_at_depth(self, position: Position) -> NoReturn:
        self._refuse(
            position,
            "the lists and groups of fields are nested too deeply to read",
            "A record needs only a few levels; look for stray brackets or indentation.",
        )
        raise StopReadingError

    def _refuse(self, position: Position, message: str, advice: str) -> None:
        """Note a problem.

        Raises:
            StopReadingError: There are so many already that one more is of no use to anybody.
        """
        self.problems.append(Problem(position, message, advice))
        if len(self.problems) >= PROBLEMS:
            self.problems.append(report_too_many(self.file))
            raise StopReadingError


def report_too_many(file: str, severity: Severity = "error") -> Problem:
    """Say that not everything wrong with a file is reported, and how bad the rest can be."""
    return Problem(
        Position(file),
        f"more than {PROBLEMS} things are wrong with this file, and the others are not told",
        "Look whether it is the file that belongs here; if it is, mend what is told first.",
        severity,
    )


_NO_NAME = ("a field's name must be a word", "Write `name: value` on one line.")
_LONG_NAME = (
    f"the name of a field may have {FIELD_NAME_LENGTH} characters at most",
    "If a text begins here, put it in quotes, or in a block that begins with >-.",
)
_WRONG_NAMES = {"<<": ("fields are merged in here (<<)", "Write the fields out.")}
