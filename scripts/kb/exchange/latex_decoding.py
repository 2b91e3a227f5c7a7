r"""LaTeX as plain text: letters, accents, signs, simple formulas.

Which command stands for which character is taken from pylatexenc. Its own conversion is not: it
drops commands that it does not know without a word, and takes a thousand times as long as a text
needs. What a command does not mean here is told, and its argument is kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
    "G": "\u030f",
    "U": "\u030e",
    "h": "\u0309",
}
"""The combining mark of each accent; those that are letters need a space or a brace after them."""

_MORE = {
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "less": "<",
    "greater": ">",
    "lt": "<",
    "gt": ">",
    "textbraceleft": "{",
    "textbraceright": "}",
    "lbrace": "{",
    "rbrace": "}",
    "textunderscore": "_",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textbackslash": "\\",
    "backslash": "\\",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "glqq": "„",
    "grqq": "“",
    "glq": "\u201a",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "flq": "\u2039",
    "frq": "\u203a",
    "slash": "/",
    "hyphen": "-",
    "textminus": "−",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "EUR": "€",
    "micro": "µ",
    "mathdollar": "$",
    "mathsection": "§",
    "celsius": "°C",
    "degree": "°",
    "textcelsius": "℃",
    "cprime": "\u02b9",
    "space": " ",
    "newline": " ",
    "linebreak": " ",
    "allowbreak": "",
    "nobreakspace": "\u00a0",
    "thinspace": "\u202f",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    "protect": "",
    "relax": "",
    "ignorespaces": "",
    "noopsort": "",
    "/": "",
    "-": "",
    "!": "",
    "@": "",
    ",": "\u202f",
    ";": " ",
    ":": " ",
    "\\": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "_": "_",
    "&": "&",
    "%": "%",
    "$": "$",
    "#": "#",
    "{": "{",
    "}": "}",
    "|": "‖",
    "*": "",
    "(": "",
    ")": "",
    "[": "",
    "]": "",
    "i": "\u0131",
    "j": "ȷ",
    "prime": "\u2032",
    "quad": " ",
    "qquad": " ",
}
"""Commands that pylatexenc does not know, or takes for something else than a title means."""

_UNITS = """
meter m metre m second s gram g kilogram kg hertz Hz kelvin K joule J watt W volt V ampere A
electronvolt eV litre L liter L hour h minute min percent % per / kilo k milli m centi c nano n
pico p mega M giga G
"""
_UNIT_WORDS = _UNITS.split()
_MORE |= dict(zip(_UNIT_WORDS[::2], _UNIT_WORDS[1::2], strict=True))

_LOOKS_WORDS = """
emph textit textbf textrm textsf texttt textsc textsl textup textmd textnormal
textsuperscript textsubscript textlf text mbox hbox uline underline sout mathrm mathbf
mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal mathord mathop mathbin
mathrel boldsymbol bm pmb operatorname ensuremath it bf rm sf tt sc sl em itshape bfseries
rmfamily sffamily ttfamily scshape slshape upshape mdseries normalfont tiny scriptsize
footnotesize small normalsize large Large LARGE huge Huge uppercase lowercase
MakeUppercase MakeLowercase MakeSentenceCase bibstring mkbibemph mkbibitalic mkbibbold
mkbibparens ul textquotedblplain limits nolimits left right big Big displaystyle textstyle
noindent url path nolinkurl texorpdfstring iupac ce foreignlanguage selectlanguage cyrchar
mkbibnamefamily mkbibnamegiven phantom smash citet
"""
_LOOKS = frozenset(_LOOKS_WORDS.split())
"""Commands that only say how their argument looks."""

_FORMS = {
    **dict.fromkeys(("enquote", "mkbibquote", "textquote", "qq"), "“{}”"),
    **dict.fromkeys(("frac", "nicefrac", "tfrac", "dfrac", "sfrac"), "{}/{}"),
    **dict.fromkeys(("textsuperscript", "textsubscript"), "{}"),
    "sqrt": "√{}",
    **dict.fromkeys(("SI", "qty"), "{}\u00a0{}"),
    **dict.fromkeys(("num", "si", "unit"), "{}"),
    "ang": "{}°",
}
"""What commands make of their arguments."""

_LEFT = frozenset({"today", "ref", "autoref", "cref", "Cref", "eqref", "cite", "citep"})
_NO_TEXT = frozenset({"begin", "end", "hspace", "vspace", "label"})
"""Commands whose argument is no text."""
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


@cache
def _list_signs() -> dict[str, str]:
    """Return the characters that commands stand for."""
    signs = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        meaning = getattr(spec, "simplify_repl", None)
        if isinstance(meaning, str) and "%" not in meaning and spec.macroname not in _LEFT:
            signs[spec.macroname] = meaning
    greek = {f"text{name}": sign for name, sign in signs.items() if "\u03b1" <= sign <= "\u03c9"}
    return greek | signs | _MORE


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
                text = self._read_accent(value) if value in _ACCENTS else _MORE.get(value, value)
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
        if name in _FORMS:
            form = _FORMS[name]
            return form.format(*(self._read_argument() for _ in range(form.count("{"))))
        if name in _NO_TEXT:
            self._read_argument()
            return ""
        if name in ("foreignlanguage", "textcolor", "href"):
            # What comes first is no text: a language, a colour, an address.
            self._read_argument()
            return self._read_argument()
        if name in _ACCENTS and self._has_argument():
            return self._read_accent(name)
        if sign := _list_signs().get(name):
            self._skip_empty_group()
            return sign
        if name not in _LOOKS and name not in _MORE and name not in _ACCENTS:
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
        return unicodedata.normalize("NFC", f"{first}{_ACCENTS[accent]}") + rest

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
