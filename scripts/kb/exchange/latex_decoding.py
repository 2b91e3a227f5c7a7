r"""LaTeX as plain text: letters, accents, signs, simple formulas.

What commands stand for is said in `kb.exchange.latex_signs`. The conversion of pylatexenc is not
used: it drops commands that it does not know without a word, and takes a thousand times as long as
a text needs. A command that is not known here is told, and its argument is kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.exchange.latex_signs import ACCENTS, FORMS, LOOKS, MORE, NO_TEXT, list_signs

_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_MARKS = {"~": "\u00a0", "`": "‘", "'": "’"}
_IN_MATH = {"'": "\u2032", "~": " "}

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<gap>\s*)|\\(?P<sign>[^A-Za-z])|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$\$?)|(?P<script>[\^_])|(?P<joined>---?|``|''|[?!]`)|(?P<mark>[~`'])"
    r"|(?P<text>[^\\{}$^_~`'?!-]+|[?!-])",
    re.DOTALL,
)
_DEEPEST = 50
"""Arguments within arguments; a title has three."""

_JOINED = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}

_FORMULA = re.compile(r"(?<!\\)(\$\$?)(?=\S)((?:\\.|[^$\\])*?)(?<=\S)\1", re.DOTALL)
_PLAIN_MATH = re.compile(r"[\\^_{}<>=]|^[-+–−*/.,:;|]$|^[A-Za-z]{1,2}$|^\d+$")


@dataclass(slots=True)
class Decoded:
    """A text without LaTeX.

    Attributes:
        text: The text.
        unknown: Commands whose meaning is not known here; their arguments are kept.
    """

    text: str
    unknown: list[str] = field(default_factory=list)


def decode_latex(text: str, *, curly: bool = True) -> Decoded:
    """Return what LaTeX prints of a text.

    A percent sign, a hash and an ampersand stand for themselves, as BibTeX has them; so does a
    dollar sign that encloses no formula: “from $5 to $6”.

    Args:
        text: The text as a BibTeX file writes it.
        curly: Whether an apostrophe becomes round, as LaTeX prints it; names keep theirs.
    """
    if not re.search(r"[\\{}$~`'^]|--", text):
        return Decoded(text)
    if not curly:
        text = re.sub(r"(?<!\\)'(?!')", "\ue001", text)
    decoded = _Decoder(_mark_formulas(text)).run()
    decoded.text = decoded.text.replace("\ue001", "'")
    return decoded


_MATH_ON, _MATH_OFF = "\ue002", "\ue003"


def _mark_formulas(text: str) -> str:
    """Put marks around formulas; every other dollar sign is one."""
    if "$" not in text:
        return text

    def mark(match: re.Match[str]) -> str:
        inner = match[2]
        amount = inner[0].isdigit() and text[match.end() : match.end() + 1].isdigit()
        if amount or not (_PLAIN_MATH.search(inner) or " " not in inner):
            return match[0].replace("$", "\\$")
        return f"{_MATH_ON}{inner}{_MATH_OFF}"

    marked = _FORMULA.sub(mark, text)
    return re.sub(r"(?<!\\)\$", r"\\$", marked)


class _Decoder:
    """Goes through the tokens of a text once; groups and arguments are found on a stack."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_split(text))
        self.place = 0
        self.unknown: list[str] = []
        self.math = False
        self.depth = 0

    def run(self) -> Decoded:
        text = self._read_until("")
        text = unicodedata.normalize("NFC", text) if not text.isascii() else text
        return Decoded(text, self.unknown)

    def _read_until(self, end: str) -> str:
        """Read up to a closing token, iteratively where a text nests deeply."""
        stack: list[list[str]] = [[]]
        while self.place < len(self.tokens):
            kind, value = self.tokens[self.place]
            self.place += 1
            if kind == "open":
                stack.append([])
            elif kind == "close":
                if len(stack) == 1:
                    if end:
                        return "".join(stack[0])
                    continue
                inner = "".join(stack.pop())
                stack[-1].append(inner)
            else:
                stack[-1].append(self._read_token(kind, value))
        return "".join("".join(level) for level in stack)

    def _read_token(self, kind: str, value: str) -> str:
        """Return what one token prints, with its arguments."""
        text = value
        match kind:
            case "word":
                text = self._read_word(value)
            case "sign":
                text = self._read_accent(value) if value in ACCENTS else MORE.get(value, value)
            case "math":
                self.math, text = value == _MATH_ON, ""
            case "script" if self.math:
                text = self._read_script(value)
            case "joined" if not self.math:
                text = _JOINED[value]
            case "mark":
                text = (_IN_MATH if self.math else _MARKS).get(value, value)
        return text

    def _read_word(self, name: str) -> str:
        """Return what a command prints whose name is a word."""
        if name in FORMS:
            form = FORMS[name]
            return form.format(*(self._read_argument() for _ in range(form.count("{"))))
        if name in NO_TEXT:
            self._read_argument()
            return ""
        if name in ("foreignlanguage", "textcolor", "href"):
            # What comes first is no text: a language, a colour, an address.
            self._read_argument()
            return self._read_argument()
        if name in ACCENTS and self._has_argument():
            return self._read_accent(name)
        if sign := list_signs().get(name):
            self._skip_empty_group()
            return sign
        if name not in LOOKS and name not in MORE and name not in ACCENTS:
            self.unknown.append(name)
        return ""

    def _skip_empty_group(self) -> None:
        if [kind for kind, _ in self.tokens[self.place : self.place + 2]] == ["open", "close"]:
            self.place += 2

    def _has_argument(self) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][0] in (
            "open",
            "text",
            "word",
        )

    def _read_argument(self) -> str:
        """Read a group, or else one character or command."""
        while self.place < len(self.tokens) and not self.tokens[self.place][1].strip():
            self.place += 1
        if self.place >= len(self.tokens):
            return ""
        kind, value = self.tokens[self.place]
        if kind == "close":
            return ""
        if self.depth > _DEEPEST:
            return ""
        self.place += 1
        self.depth += 1
        try:
            return self._read_one(kind, value)
        finally:
            self.depth -= 1

    def _read_one(self, kind: str, value: str) -> str:
        if kind == "open":
            return self._read_until("}")
        if kind == "text":
            value = value.lstrip()
            self.tokens[self.place - 1] = (kind, value[1:])
            if value[1:]:
                self.place -= 1
            return value[:1]
        return self._read_token(kind, value)

    def _read_accent(self, accent: str) -> str:
        letter = self._read_argument()
        if not letter:
            return accent if not accent.isalpha() else ""
        first, rest = letter[0], letter[1:]
        # LaTeX takes the dot off an i before it puts an accent on it; Unicode has it on.
        first = {"\u0131": "i", "\u0237": "j"}.get(first, first)
        if not first.isalpha():
            return f"{accent if not accent.isalpha() else ''}{letter}"
        return unicodedata.normalize("NFC", f"{first}{ACCENTS[accent]}") + rest

    def _read_script(self, mark: str) -> str:
        inner = self._read_argument()
        if mark == "^" and inner.translate(_SUPERSCRIPT) != inner and not inner.isspace():
            raised = inner.translate(_SUPERSCRIPT)
            if all(character in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" for character in raised):
                return raised
        return inner


def _split(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(rf"{_MATH_ON}|{_MATH_OFF}|[^{_MATH_ON}{_MATH_OFF}]+", text):
        if match[0] in (_MATH_ON, _MATH_OFF):
            yield "math", match[0]
            continue
        for token in _TOKEN.finditer(match[0]):
            kind = token.lastgroup or "text"
            yield ("word" if kind == "gap" else kind), token["word"] or token["sign"] or token[0]
