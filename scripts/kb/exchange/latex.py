"""Plain text as LaTeX reads it in a bibliography: special characters escaped, capitals kept."""

import re
from collections.abc import Mapping
from functools import lru_cache

_SPECIAL = {
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "`": r"\`{}",
    "\u00a0": "~",
}
r"""What means something to LaTeX, and the two characters that its oldest fonts lack.

The backtick is an accent on nothing: `\textasciigrave` would be plainer, but pandoc drops it.
"""

_SINGLE_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
r"""BibTeX counts braces, escaped or not, so that `\{` without `\}` would break the file.

Not every reader knows these two; a brace without its partner is rare enough."""

_LIGATURE = re.compile(r"-(?=-)|'(?=')")
"""Hyphens and apostrophes that LaTeX would join to a dash or a quotation mark."""

_WORD = re.compile(r"(?P<before>[(\[“‘\"']*)(?P<core>.*?)(?P<after>[)\].,:;?!”’\"']*)")

_SENTENCE_ENDS = re.compile(r"[.?!:]\W*$")

_Escapes = Mapping[int, str]


def escape_latex(text: str) -> str:
    """Escape what means something to LaTeX; everything else stays as it is, in UTF-8."""
    return _escape(text, _build_escapes(text))


@lru_cache(maxsize=2**10)
def title(text: str) -> str:
    """Escape a title in sentence case and protect its capitals.

    BibTeX styles set titles in lower case, the first letter of the title and of a subtitle after a
    colon aside (`change.case$` in "Designing BibTeX styles", O. Patashnik, 1988). Reference
    managers read braces in the same way: what stands in them keeps its case. Results are kept:
    a study's title stands in the files of all that comes from it.
    """
    words = text.split(" ")
    escapes = _build_escapes(text)
    return " ".join(
        _protect(word, before, escapes) for before, word in zip([":", *words], words, strict=False)
    )


def _protect(word: str, word_before: str, escapes: _Escapes) -> str:
    if word.isalnum() and word.islower() and word_before.isalnum():
        return word
    parts = _WORD.fullmatch(word)
    if not parts or not parts["core"]:
        return _escape(word, escapes)
    before, core, after = (_escape(part, escapes) for part in parts.groups())
    plain = parts["core"] == parts["core"].lower()
    if word_before.endswith(":"):
        plain = parts["core"][0].isalpha() and parts["core"] == parts["core"].capitalize()
    elif _SENTENCE_ENDS.search(word_before):
        # Some readers begin a sentence here with a capital.
        plain = False
    return f"{before}{core if plain else f'{{{core}}}'}{after}"


def _build_escapes(text: str) -> _Escapes:
    """Return how each special character is escaped in a text."""
    return str.maketrans(_SPECIAL if _is_balanced(text) else _SPECIAL | _SINGLE_BRACES)


def _escape(text: str, escapes: _Escapes) -> str:
    return _LIGATURE.sub(r"\g<0>{}", text.translate(escapes))


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
