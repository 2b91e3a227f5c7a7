"""Where the knowledge base is thin: advice to those who keep it, and never a score.

That something stands here says nothing against it. A study may print no excerpt, and a finding may
call for nothing. It is a place to look at when there is time, or another study.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from kb.check.rule import Coverage, Thin, coverage
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import has_all
from kb.knowledge.related import count_contrasts
from kb.records import Finding, Implication, Reference, Study, Theme
from kb.records.entered import Entry

FAR_MORE = 2
"""Someone is quoted far more than the others from so many times a study's average upwards."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thinness, and where it is.

    Attributes:
        key: The name of the kind, for anchors.
        rule: The name of the rule, for exceptions.
        heading: What is thin, as a heading.
        meaning: What it means that something stands here, and how it is found.
        places: Where it is, records that are excused from the rule left out.
    """

    key: str
    rule: str
    heading: str
    meaning: str
    places: tuple[Thin, ...]


@coverage(
    "no-recommendation",
    "Findings that no recommendation rests on",
    "Nothing has been derived from them yet, or nothing follows from them.",
)
def findings_lead_to_recommendations(kb: KnowledgeBase) -> Iterator[Thin]:
    """Every finding has a recommendation that rests on it."""
    return (Thin(finding) for finding in kb.all(Finding) if not kb.implications_of(finding))


@coverage(
    "no-quote",
    "Recommendations for which no quote is here",
    "None of the findings that they rest on has a quote here.",
)
def recommendations_rest_on_quotes(kb: KnowledgeBase) -> Iterator[Thin]:
    """Every recommendation rests on a finding with a quote."""
    for implication in kb.all(Implication):
        if not any(kb.quotes_of(finding) for finding, _ in kb.foundations(implication)):
            yield Thin(implication)


@coverage(
    "no-start",
    "Practice recommendations that do not say how to start",
    "They lack ways to start, what it takes, or what could go wrong.",
)
def recommendations_say_how_to_start(kb: KnowledgeBase) -> Iterator[Thin]:
    """Every practice recommendation has ways to start, what it takes and what could go wrong."""
    for item in kb.all(Implication):
        whole = item.ways_to_start and item.takes and item.could_fail
        if item.kind == "practice" and not whole:
            yield Thin(item)


@coverage(
    "one-voice",
    "Findings in the words of one participant",
    "All quotes here are from the same person, whoever else may have said the same.",
)
def findings_have_several_voices(kb: KnowledgeBase) -> Iterator[Thin]:
    """The quotes of a finding are from more than one participant."""
    for finding in kb.all(Finding):
        if len({quote.speaker for quote in kb.quotes_of(finding)}) == 1:
            yield Thin(finding)


@coverage(
    "uneven-voices",
    "Participants quoted never, or far more than the others",
    (
        "Far more is at least twice the study’s average. "
        "What is printed is the choice of the study’s authors. "
        "Only studies are looked at of which all quotes are here."
    ),
)
def participants_are_quoted_evenly(kb: KnowledgeBase) -> Iterator[Thin]:
    """Every participant of a study is quoted, and none far more than the others."""
    for study in kb.all(Study):
        if not has_all(kb, study, "quotes"):
            continue
        spoken = Counter(quote.speaker for quote in kb.quotes_in(study))
        average = sum(spoken.values()) / len(study.participants)
        for participant in study.participants:
            name = f"{participant.pseudonym} in {study.short_name}"
            count = spoken[participant.pseudonym]
            if not count:
                yield Thin(study, f"{name}: never")
            elif count >= FAR_MORE * average and len(study.participants) > 1:
                yield Thin(study, f"{name}: {count} of {sum(spoken.values())} quotes")


@coverage(
    "not-whole",
    "Studies of which not all is here",
    "Quotes, cited works or findings of theirs are missing here, or may be.",
)
def studies_are_entered_whole(kb: KnowledgeBase) -> Iterator[Thin]:
    """Every quote, cited work and finding of a study is recorded."""
    for study in kb.all(Study):
        if not all(has_all(kb, study, entry) for entry in get_args(Entry)):
            yield Thin(study)


@coverage(
    "no-contrast",
    "Themes without a contrasting view",
    "None of their findings is recorded as contrasting with another.",
)
def themes_have_contrasts(kb: KnowledgeBase) -> Iterator[Thin]:
    """Every theme has a finding that contrasts with another."""
    for theme in kb.all(Theme):
        findings = kb.findings_of(theme)
        if findings and not any(count_contrasts(kb, finding) for finding in findings):
            yield Thin(theme)


@coverage(
    "in-passing",
    "Works cited once, in passing",
    "One record cites them, for information or background, and no other refers to them.",
)
def works_are_more_than_background(kb: KnowledgeBase) -> Iterator[Thin]:
    """A work is cited more than once, or for more than information and background."""
    passing = {"cites-for-information", "obtains-background-from"}
    for work in kb.all(Reference):
        citations = [citation for _, citation in kb.cited_by(work)]
        if len(citations) == 1 and citations[0].relation in passing and not kb.informs(work):
            yield Thin(work)


COVERAGE: tuple[Coverage, ...] = tuple(it for it in vars().values() if isinstance(it, Coverage))
"""Every rule of coverage, in the order of this file."""


def find_gaps(kb: KnowledgeBase) -> list[Gap]:
    """Return every kind of thinness, with the places at which it is found."""
    return [
        Gap(
            rule.key,
            rule.name,
            rule.heading,
            rule.meaning,
            tuple(thin for thin in rule.find(kb) if not thin.record.is_excused_from(rule.name)),
        )
        for rule in COVERAGE
    ]
