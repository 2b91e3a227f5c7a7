"""Who is named beside a quote: “(Anna, lines 12–14)”, “P16”, “— Ben, 34”, “Anna: …”.

What stands there is only read, never completed: where it could be something else, such as a cited
work, there is no speaker.
"""

import re
from dataclasses import dataclass

_CODE = (
    r"(?:(?:Participant|Interviewee|Respondent|Patient|Client|Clinician|Therapist|Nurse|Carer|"
    r"Parent|Staff|Speaker|Officer|Manager|Student|Informant)\s?#?\d{1,3}[a-z]?"
    r"|[A-Z]{1,4}[-–_ ]?\d{1,3}[a-z]?)"
)
_NAME = r"[A-Z][a-zà-öø-ÿ]+(?:[-’'][A-Z]?[a-zà-öø-ÿ]+)?"
WHO = rf"(?:{_CODE}|{_NAME})"
"""How a speaker is called: a code with figures, or one word that begins with a capital."""

_LINES = re.compile(
    r"(?:\b(?:lines?|ll?\.)\s*(?P<told>\d{1,6}(?:\s*[-–—]\s*\d{1,6})?)"
    r"|^(?P<bare>\d{1,6}\s*[-–—]\s*\d{1,6}))$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b|\bet al\b|\bn\.?d\.|\bpp?\.\s*\d")
_NO_NAMES = frozenset(
    [
        "Abstract",
        "Aim",
        "Aims",
        "Also",
        "Analysis",
        "Appendix",
        "Author",
        "Authors",
        "Background",
        "Box",
        "Chapter",
        "Conclusion",
        "Conclusions",
        "Conflict",
        "Context",
        "Correspondence",
        "Data",
        "Design",
        "Discussion",
        "Emphasis",
        "Ethics",
        "Example",
        "Excerpt",
        "Extract",
        "Figure",
        "Findings",
        "Funding",
        "However",
        "Ibid",
        "Implications",
        "Interviewer",
        "Introduction",
        "Keywords",
        "Limitations",
        "Line",
        "Lines",
        "Method",
        "Methods",
        "Note",
        "Notes",
        "Objective",
        "Objectives",
        "Original",
        "Page",
        "Part",
        "Participants",
        "Purpose",
        "Question",
        "Questions",
        "Quote",
        "Recommendations",
        "Reference",
        "References",
        "Research",
        "Result",
        "Results",
        "Sample",
        "Section",
        "See",
        "Setting",
        "Source",
        "Strengths",
        "Study",
        "Supplement",
        "Table",
        "The",
        "Theme",
        "Themes",
        "This",
        "Title",
        "Topic",
        "Translation",
    ]
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is named beside a quote.

    Attributes:
        who: The name or the code as printed; "" where only lines are printed.
        lines: The lines of the transcript, with an en dash, or "".
        details: What else is printed of the person there, such as “female, 34”.
    """

    who: str
    lines: str = ""
    details: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it can be nothing else: a code, or a name with lines."""
        return bool(self.lines) or re.fullmatch(_CODE, self.who) is not None


def read_attribution(printed: str) -> Attribution | None:
    """Read what is printed beside a quote; None if that is no speaker, or more than one."""
    text = " ".join(printed.split()).strip(" -–—.[]()")
    if _YEAR.search(text):
        return None
    who, lines = "", ""
    details: list[str] = []
    for piece in re.split(r"\s*[,;:]\s*", text):
        found = _LINES.search(piece)
        if found and not lines:
            lines = re.sub(r"\s*[-–—]\s*", "–", found["told"] or found["bare"])
        part = piece[: found.start()].strip() if found else piece
        if not part:
            continue
        if not who and not details and re.fullmatch(WHO, part) and part not in _NO_NAMES:
            who = part
        elif re.fullmatch(_CODE, part):
            return None
        else:
            details.append(part)
    if not (who or (lines and not details)):
        return None
    return Attribution(who, lines, ", ".join(details))


_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,90})[)\]](?P<after>[.,;]?)\s*$")
_DASHED = re.compile(r"(?<=[.!?…”\"’])\s*[—–-]{1,2}\s*([^—–.!?”\"]{1,60})\.?\s*$")
_BARE_CODE = re.compile(rf"(?<=[.!?…”\"’\]])\s+({_CODE}(?:,[^.!?”\"]{{1,50}})?)\.?\s*$")
_BEFORE = re.compile(rf"\s*({WHO})\s*(?:[(\[]([^()\[\]]{{1,60}})[)\]])?\s*:\s+(?=\S)")


def split_off_attribution(text: str) -> tuple[str, Attribution] | None:
    """Part the words of a block from who is named behind them."""
    for pattern in (_BRACKETED, _DASHED, _BARE_CODE):
        found = pattern.search(text)
        named = read_attribution(found[1]) if found else None
        if found and named:
            return text[: found.start()].rstrip(), named
    return None


def split_off_name(text: str) -> tuple[Attribution, str] | None:
    """Part who is named in front of a block, with a colon, from the words."""
    found = _BEFORE.match(text)
    if not found:
        return None
    named = read_attribution(f"{found[1]}, {found[2]}" if found[2] else found[1])
    return (named, text[found.end() :]) if named and named.who else None


def is_bare_attribution(text: str) -> Attribution | None:
    """Read a paragraph that says nothing but who spoke."""
    inner = text.strip()
    bracketed = re.fullmatch(r"[(\[]([^()\[\]]{1,90})[)\]]\.?", inner)
    dashed = re.fullmatch(r"[—–-]{1,2}\s*(.{1,60}?)\.?", inner)
    code = re.fullmatch(rf"({_CODE}(?:,.{{1,50}})?)\.?", inner)
    found = bracketed or dashed or code
    return read_attribution(found[1]) if found else None
