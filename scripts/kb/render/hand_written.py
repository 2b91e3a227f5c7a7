"""Pages that people write: what they may show of the knowledge base, and what is read of them."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import yaml
from markdown.extensions.toc import slugify

from kb.check.excuses import ADVICE, CHECKED
from kb.history.news import Changed, list_recent_changes
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.support import Support, count_support
from kb.pages.implications import filter_by_kind
from kb.pages.situations import SituationsIndexView, group_situations
from kb.records import (
    Audience,
    Finding,
    Implication,
    Quote,
    Reference,
    Study,
    Term,
)
from kb.records.jbi import QUESTIONS, Question, QuestionKey

LINES_OF_NEWS = 3
"""How much of what changed lately fits on a page beside other things."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The whole knowledge base as hand-written pages see it, what studies are asked, and rules."""

    studies: list[Study]
    findings: list[Finding]
    quotes: list[Quote]
    practice: list[Implication]
    research: list[Implication]
    references: list[Reference]
    audiences: list[Audience]
    situations: SituationsIndexView
    supports: Mapping[Support, int]
    terms: list[Term]
    changed: date | None
    news: list[Changed]
    questions: Mapping[QuestionKey, Question]
    excusable: Mapping[str, str]
    advice: Mapping[str, str]


def view_site(kb: KnowledgeBase) -> SiteView:
    """Gather what hand-written pages may show."""
    studies = kb.all(Study)
    implications = kb.all(Implication)
    return SiteView(
        studies=studies,
        findings=kb.all(Finding),
        quotes=kb.all(Quote),
        practice=filter_by_kind(implications, "practice"),
        research=filter_by_kind(implications, "research"),
        references=kb.all(Reference),
        audiences=kb.all(Audience),
        situations=group_situations(kb),
        supports=count_support(kb, kb.all(Finding)),
        terms=kb.all(Term),
        changed=kb.changed,
        news=list_recent_changes(kb, LINES_OF_NEWS),
        questions=QUESTIONS,
        excusable=CHECKED,
        advice=ADVICE,
    )


_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_IDS = re.compile(r"\sid=[\"']?([^\s\"'>]+)")
_HEADING = re.compile(r"^#{1,6} +(.*?)(?: +#*)?(?: *\{:? *([^{}]*)\})?\s*$", re.MULTILINE)
_OWN = re.compile(r"#([\w-]+)")
_PASSING = ("gloss-", "__")
"""What ids begin with that are of no use to a reader: they tie a word to its meaning."""


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A page that people wrote, filled in.

    Attributes:
        text: The page as Markdown, with its front matter.
    """

    text: str
    leads_on: ClassVar[None] = None
    files: ClassVar[tuple[tuple[str, str], ...]] = ()

    @property
    def front_matter(self) -> Mapping[str, object]:
        """What stands at the top of the page between lines of three hyphens."""
        if not self.text.startswith("---\n"):
            return {}
        try:
            matter = yaml.safe_load(self.text.split("---\n", 2)[1])
        except (yaml.YAMLError, ValueError, RecursionError):
            return {}  # MkDocs takes it for a part of the text
        return matter if isinstance(matter, dict) else {}

    @property
    def anchors(self) -> tuple[str, ...]:
        """The places on the page that a link can lead to, in their order, each once.

        They are ids in HTML, and headings: by the id that is written behind one, or else by its
        words.
        """
        text = _FENCE.sub("", self.text)
        found = [(match.start(), html.unescape(match[1])) for match in _IDS.finditer(text)]
        for match in _HEADING.finditer(text):
            own = _OWN.search(match[2] or "")
            name = own[1] if own else slugify(html.unescape(match[1]), "-")
            found.append((match.start(), name))
        names = dict.fromkeys(name for _, name in sorted(found))
        return tuple(name for name in names if not name.startswith(_PASSING))
