"""The entries of a BibTeX file, as they are written: types, keys, fields, and where each begins.

Written here because the files of Web of Science, Scopus and Mendeley are not quite BibTeX, and a
parser that refuses them refuses most of what people have: names of fields and keys with blanks, a
field given twice, entries in parentheses. bibtexparser knows none of these and no `#`; pybtex stops
at the first, and says of an entry neither its line nor what follows it.
"""

import re
from dataclasses import dataclass, field

from kb.files.limits import BIBLIOGRAPHY_ENTRIES, BIBLIOGRAPHY_VALUE_LENGTH, PROBLEMS
from kb.problems.problem import Position, Problem
from kb.text.wording import quote_text

_BEGINNING = re.compile(r"(?<![^\s}\"),;])@\s*([A-Za-z][\w-]*)\s*([{(])")
_NEXT = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]\s*[^\s,={}]*\s*,", re.MULTILINE)
_NAME = re.compile(r"\s*([^=,{}\"#()@\s][^=,{}\"#@]*?)\s*=")
_FIRST_FIELD = re.compile(r"\s*[A-Za-z][\w -]*=")
_BARE = re.compile(r"[^\s,{}\"#=()]+")
_SPACE = re.compile(r"(?:\s|%[^\n]*\n(?=\s*[\w}]))*")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r'[{}"]')

_CLOSE = "Check its braces, quotation marks and commas, or take it out of the file."
_OPEN = "its braces or quotation marks are not all closed"


@dataclass(slots=True)
class Block:
    """One entry as it is written.

    Attributes:
        kind: Its type, in lower case.
        key: Its key, or "".
        line: The line on which it begins.
        fields: Its fields: names in lower case, and values without what encloses them.
        undefined: The names of fields with an abbreviation that the file does not define, and it.
    """

    kind: str
    key: str
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)
    undefined: list[tuple[str, str]] = field(default_factory=list)


class _BrokenError(Exception):
    """An entry that cannot be read; its text says why."""


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Scanner:
    """Reads a BibTeX file from its beginning to its end.

    Attributes:
        blocks: Its entries, comments and preambles aside.
        problems: What is wrong with entries that cannot be read.
    """

    def __init__(self, file: str, text: str) -> None:
        """Begin with a file's name, as it is to appear in problems, and its text."""
        self.file = file
        self.text = text
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self._strings = {name: name for name in MONTHS}
        self._line, self._counted = 1, 0
        self._begins = [match.start() for match in _NEXT.finditer(text)]
        self._limit = len(text)
        self._next = 0

    def scan(self) -> None:
        """Read all entries; one that cannot be read ends where the next begins."""
        place = 0
        while match := _BEGINNING.search(self.text, place):
            if len(self.problems) > PROBLEMS or len(self.blocks) > BIBLIOGRAPHY_ENTRIES:
                break
            start = self.text.rfind("\n", 0, match.start()) + 1
            if "%" in self.text[start : match.start()]:
                place = match.end()
                continue
            self._set_limit(match.start())
            line = self._count_lines(match.start())
            try:
                place = self._read_block(match, line)
            except _BrokenError as error:
                key = self._guess_key(match.end())
                name = f"entry {quote_text(key)}" if key else "an entry"
                message = f"{name} cannot be read: {error}"
                self.problems.append(Problem(Position(self.file, line), message, _CLOSE))
                place = max(match.end(), self._limit)

    def _set_limit(self, start: int) -> None:
        """Let the entry end before the next line on which an entry begins."""
        while self._next < len(self._begins) and self._begins[self._next] <= start:
            self._next += 1
        ends = self._next < len(self._begins)
        self._limit = self._begins[self._next] if ends else len(self.text)

    def _count_lines(self, place: int) -> int:
        self._line += self.text.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _guess_key(self, place: int) -> str:
        match = re.compile(r"\s*([^,\s{}=]*)").match(self.text, place)
        return match[1] if match else ""

    def _read_block(self, match: re.Match[str], line: int) -> int:
        """Read one entry, and return where it ends."""
        kind, end = match[1].lower(), "}" if match[2] == "{" else ")"
        place = match.end()
        if kind == "comment":
            return self._skip_comment(place)
        if kind == "preamble":
            return self._find_end(place, end)
        if kind == "string":
            definition = Block(kind, "", line)
            place = self._read_fields(definition, place, end)
            self._strings |= dict(definition.fields)
            return place
        block = Block(kind, "", line)
        place = self._read_key(block, place, end)
        if self.text[place - 1] != end or self.text[place - 1 : place] == ",":
            place = self._read_fields(block, place, end)
        self.blocks.append(block)
        return place

    def _skip_comment(self, place: int) -> int:
        """Skip a comment in braces; one that they do not close ends with its line."""
        try:
            return self._find_end(place, "}")
        except _BrokenError:
            end = self.text.find("\n", place)
            return end if end >= 0 else len(self.text)

    def _find_end(self, place: int, end: str) -> int:
        """Return the place after the brace or parenthesis that closes what is open."""
        if end == ")":
            found = self.text.find(")", place, self._limit)
            if found < 0:
                raise _BrokenError(_OPEN)
            return found + 1
        depth = 1
        for brace in _BRACE.finditer(self.text, place, self._limit):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                return brace.end()
        raise _BrokenError(_OPEN)

    def _read_key(self, block: Block, place: int, end: str) -> int:
        """Read the key, which may hold blanks; an entry may have none."""
        match = re.compile(r"[^,{}\"=]*").match(self.text, place, self._limit)
        key = match[0] if match else ""
        after = place + len(key)
        mark = self.text[after : after + 1] if after < self._limit else ""
        if mark == "=" and _FIRST_FIELD.fullmatch(f"{key}=") and "\n" not in key.strip():
            return place
        if mark == "," or (mark == end and mark):
            block.key = " ".join(key.split())
            return after + 1
        if end == ")" and key.rstrip().endswith(")"):
            block.key = " ".join(key.rstrip()[:-1].split())
            return after
        raise _BrokenError("there is no comma after its key" if mark == "=" else _OPEN)

    def _read_fields(self, block: Block, place: int, end: str) -> int:
        """Read `name = value` up to the end of the entry, and return the place after it."""
        while True:
            place = self._skip_space(place)
            mark = self.text[place : place + 1] if place < self._limit else ""
            if mark == end:
                return place + 1
            if mark == ",":
                place += 1
                continue
            if not mark:
                raise _BrokenError(_OPEN)
            match = _NAME.match(self.text, place, self._limit)
            if not match:
                raise _BrokenError(f"{quote_text(self._quote_at(place))} is no field with a value")
            value, place = self._read_value(block, match[1], match.end())
            name = "-".join(match[1].lower().split())
            block.fields.append((name, value))
            place = self._skip_space(place)
            mark = self.text[place : place + 1] if place < self._limit else ""
            # A comma between two fields is easily forgotten, and nothing depends on it.
            if mark not in (",", end) and not _NAME.match(self.text, place, self._limit):
                here = self._quote_at(place)
                what = f"{quote_text(here)} does not belong after {name}" if here else _OPEN
                raise _BrokenError(what)

    def _quote_at(self, place: int) -> str:
        return self.text[place : min(place + 20, self._limit)].split("\n")[0].strip()

    def _skip_space(self, place: int) -> int:
        match = _SPACE.match(self.text, place, self._limit)
        return match.end() if match else place

    def _read_value(self, block: Block, name: str, place: int) -> tuple[str, int]:
        """Read a value of one or more parts, which `#` joins."""
        parts: list[str] = []
        while True:
            place = self._skip_space(place)
            mark = self.text[place : place + 1] if place < self._limit else ""
            if mark == "{":
                after = self._find_end(place + 1, "}")
                parts.append(self.text[place + 1 : after - 1])
            elif mark == '"':
                after = self._find_quote(place + 1)
                parts.append(self.text[place + 1 : after - 1])
            elif match := _BARE.match(self.text, place, self._limit):
                after = match.end()
                parts.append(self._look_up(block, name, match[0]))
            else:
                # An empty value: `title = ,`.
                return "".join(parts), place
            place = self._skip_space(after)
            if sum(map(len, parts)) > BIBLIOGRAPHY_VALUE_LENGTH:
                raise _BrokenError(f"{name.strip()} is too long")
            if self.text[place : place + 1] != "#" or place >= self._limit:
                return "".join(parts), place
            place += 1

    def _find_quote(self, place: int) -> int:
        depth = 0
        for mark in _QUOTE.finditer(self.text, place, self._limit):
            if mark[0] == '"' and not depth:
                return mark.end()
            depth += (mark[0] == "{") - (mark[0] == "}")
        raise _BrokenError(_OPEN)

    def _look_up(self, block: Block, name: str, word: str) -> str:
        """Return what an abbreviation stands for; a number stands for itself."""
        known = self._strings.get(word.lower())
        if known is None and not word.isdigit():
            block.undefined.append((name.strip().lower(), word))
        return word if known is None else known
