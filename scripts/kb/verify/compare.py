"""A study's records compared with its text: each quote, who says it, and all else as printed."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.records import Quote, Study, Verified
from kb.text.wording import quote_text
from kb.verify.attribution import find_misattributed
from kb.verify.claims import Claim, list_claims
from kb.verify.find import Found, Nearest, find_nearest_passage, find_printed, find_section_starts
from kb.verify.source import StudySource


@dataclass
class Outcome:
    """What a comparison found.

    Attributes:
        told: What to tell, quote by quote.
        same: How many quotes have the wording of the source.
        different: How many have not.
        absent: How many of those are like nothing in it.
        elsewhere: How many stand in another section than recorded.
        misattributed: How many have another speaker or other lines in print.
        claims: How much else is said to be as printed.
        unprinted: How much of it is not.
        verified: What to write, by file and by the quote's place in it.
    """

    told: list[str] = field(default_factory=list)
    same: int = 0
    different: int = 0
    absent: int = 0
    elsewhere: int = 0
    misattributed: int = 0
    claims: int = 0
    unprinted: int = 0
    verified: defaultdict[str, dict[int, Verified]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @property
    def differs(self) -> bool:
        """Whether anything is recorded otherwise than it is printed."""
        return bool(self.different or self.misattributed or self.unprinted)


def compare(kb: KnowledgeBase, study: Study, source: StudySource, today: dt.date) -> Outcome:
    """Compare every quote of a study, and everything else that is said to be as printed."""
    outcome = Outcome()
    text = _Text(study, source, find_section_starts(source.text, study.sections))
    for quote in kb.quotes_in(study):
        _compare_quote(kb.located[quote.id], quote, text, outcome, today)
    for claim in list_claims(kb, study):
        outcome.claims += 1
        if not any(text.find(words, claim.section) for words in claim.forms):
            outcome.unprinted += 1
            outcome.told.append(_show_unprinted(claim, source))
    return outcome


@dataclass(frozen=True, slots=True)
class _Text:
    """A study's text, and where its sections begin."""

    study: Study
    source: StudySource
    starts: list[tuple[int, str]]

    def find(self, words: str, section: str) -> Found | None:
        """Find words, in a section if they are there."""
        return find_printed(words, section, self.source, self.starts)


def _compare_quote(
    located: Located, quote: Quote, text: _Text, outcome: Outcome, today: dt.date
) -> None:
    source = text.source
    found = text.find(quote.text, quote.section)
    if found is None:
        nearest = find_nearest_passage(quote.text, source.text)
        outcome.different += 1
        outcome.absent += nearest is None
        outcome.told.append(_show_difference(located, quote, source, nearest))
        return
    outcome.same += 1
    if found.section not in (None, quote.section):
        outcome.elsewhere += 1
        outcome.told.append(_show_section(located, quote, text, found))
    wrong = [*find_misattributed(quote, text.study, source.text, found)]
    for name, message in wrong:
        place = f"({source.name}, {source.place(found.line)})"
        outcome.told.append(f"{located.position(name)}: {message} {place}")
    if wrong:
        outcome.misattributed += 1
        return
    mark = quote.fingerprint
    # A day stays what it was as long as the wording does.
    if quote.verified is None or quote.verified.fingerprint != mark:
        verified = Verified(fingerprint=mark, on=today)
        outcome.verified[located.document.file][int(located.path[-1])] = verified


def _show_section(located: Located, quote: Quote, text: _Text, found: Found) -> str:
    source = text.source
    headings = {section.key: section.heading for section in text.study.sections}
    return (
        f"{located.position('section')}: warning: {quote.id} is printed under "
        f"“{headings[found.section or '']}” ({found.section}; {source.name}, "
        f"{source.place(found.line)}), "
        f"not under “{headings.get(quote.section, quote.section)}”"
    )


def _show_difference(
    located: Located, quote: Quote, source: StudySource, nearest: Nearest | None
) -> str:
    """Tell how a quote differs from what is printed, with both wordings one below the other."""
    at = located.position("text")
    if nearest is None:
        return f"{at}: {quote.id} is not in {source.name}, nor anything like it"
    printed = f"what {source.name} prints at {source.place(nearest.line)}"
    return "\n".join([f"{at}: {quote.id} is not word for word {printed}", *_show(nearest)])


def _show_unprinted(claim: Claim, source: StudySource) -> str:
    at = claim.located.position(*claim.path)
    message = f"{at}: {claim.what} is not in {source.name} word for word: {quote_text(claim.words)}"
    nearest = find_nearest_passage(claim.words, source.text)
    return "\n".join([message, *(_show(nearest) if nearest else ())])


def _show(nearest: Nearest) -> list[str]:
    lines = []
    for difference in nearest.differences:
        lines += [f"    here:    {difference.recorded}", f"    printed: {difference.printed}"]
    return lines
