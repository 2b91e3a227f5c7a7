"""What a study's records say is printed in it, beside its quotes: headings, names, words in “…”.

Only what the study's authors are said to have printed is listed, not words that the editors put in
quotation marks for a reason of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.records import Finding, Implication, Quote, Study, Theme
from kb.records.kinds import get_voice
from kb.strict_yaml.document import FieldPath
from kb.text.markup import strip_marks

_QUOTED = re.compile(r"“([^“”]+)”|(?<!\w)\"([^\"]+)\"(?!\w)")

_EDITORS_ON_WORDS = {("credibility", "reason"), ("supports",)}
"""Fields of the editors that cite the words of the study: why they judge as they do."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is said to be printed in a study.

    Attributes:
        located: The record that says so.
        path: Where in it.
        what: What it is said to be, for messages.
        words: The words. […] stands for words left out.
        section: The section that is said to print it, or "".
        in_any_case: Whether capitals do not matter, as of words within a sentence of the editors.
    """

    located: Located
    path: FieldPath
    what: str
    words: str
    section: str = ""
    in_any_case: bool = False

    @property
    def forms(self) -> list[str]:
        """The words as they may be printed: a role is often printed of several people at once."""
        words = [self.words]
        if self.in_any_case:
            first, rest = self.words[:1], self.words[1:]
            words = [f"{first.upper()}{rest}", f"{first.lower()}{rest}"]
        plurals = [f"{one}s" for one in words] if self.path[-1] == "role" else []
        return [*words, *plurals]


def list_claims(kb: KnowledgeBase, study: Study) -> Iterator[Claim]:
    """Yield everything that is said to be printed in a study, its quotes aside."""
    yield from _list_claims_of_study(kb.located[study.id], study)
    yield from _list_quoted(kb, study)
    for theme in kb.all_themes_in(study):
        yield Claim(kb.located[theme.id], ("title",), "the title", theme.title, in_any_case=True)
        yield from _list_quoted(kb, theme)
    for finding in kb.findings_in(study):
        scope = "reported_for" if finding.reported_for else "argued_about"
        words = finding.about.replace(" … ", " […] ")
        path = (scope, "as_printed")
        yield Claim(kb.located[finding.id], path, "what is given as printed", words)
        yield from _list_quoted(kb, finding)
        for quote in finding.quotes:
            yield from _list_quoted(kb, quote)
    for implication in kb.all(Implication):
        if implication.basis.kind == "stated" and implication.basis.study == study.id:
            yield from _list_quoted(kb, implication)


def _list_claims_of_study(located: Located, study: Study) -> Iterator[Claim]:
    asked = study.research_question
    path: FieldPath = ("research_question", "text")
    if asked:
        yield Claim(located, path, "the research question", asked.text, asked.section)
    for i, section in enumerate(study.sections):
        if section.printed:
            path = ("sections", i, "heading")
            yield Claim(located, path, "the heading", section.heading, in_any_case=True)
    for i, who in enumerate(study.participants):
        path = ("participants", i)
        yield Claim(located, (*path, "pseudonym"), "the pseudonym", who.pseudonym)
        if who.role:
            yield Claim(located, (*path, "role"), "the role", who.role, in_any_case=True)
    for i, keyword in enumerate(study.keywords):
        yield Claim(located, ("keywords", i), "the keyword", keyword, in_any_case=True)
    yield Claim(located, ("affiliation",), "the affiliation", study.affiliation)


def _list_quoted(
    kb: KnowledgeBase, record: Study | Theme | Finding | Quote | Implication
) -> Iterator[Claim]:
    for path, text in kb.texts_of(record):
        names = tuple(step for step in path if isinstance(step, str))
        cites = names in _EDITORS_ON_WORDS or names[-1:] == ("supports",)
        if cites or (get_voice(record, path) == "authors" and not _is_as_printed(path)):
            yield from _list_words(kb.located[record.id], path, text)


def _is_as_printed(path: FieldPath) -> bool:
    """Tell whether a field is looked for as a whole."""
    return path[-1] in ("as_printed", "title") or path[0] in _WHOLE


_WHOLE = ("research_question", "participants", "affiliation")
"""Fields of a study that are."""


def _list_words(located: Located, path: FieldPath, text: str) -> Iterator[Claim]:
    for match in _QUOTED.finditer(strip_marks(text)):
        words = (match[1] or match[2]).rstrip(".,;")
        yield Claim(located, path, "what is in quotation marks", words, in_any_case=True)
