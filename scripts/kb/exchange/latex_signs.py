"""What commands of LaTeX stand for: letters, signs, forms, looks.

Which command stands for which character is taken from pylatexenc, but for what it does not know or
takes for something else than a title means.
"""

from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

ACCENTS = {
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

MORE = {
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
MORE |= dict(zip(_UNIT_WORDS[::2], _UNIT_WORDS[1::2], strict=True))

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
LOOKS = frozenset(_LOOKS_WORDS.split())
"""Commands that only say how their argument looks."""

FORMS = {
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
NO_TEXT = frozenset({"begin", "end", "hspace", "vspace", "label"})
"""Commands whose argument is no text."""


@cache
def list_signs() -> dict[str, str]:
    """Return the characters that commands stand for."""
    signs = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        meaning = getattr(spec, "simplify_repl", None)
        if isinstance(meaning, str) and "%" not in meaning and spec.macroname not in _LEFT:
            signs[spec.macroname] = meaning
    greek = {f"text{name}": sign for name, sign in signs.items() if "\u03b1" <= sign <= "\u03c9"}
    return greek | signs | MORE
