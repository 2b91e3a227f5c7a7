"""Where the knowledge base is thin: advice to those who keep it, and never a score.

That something stands here says nothing against it. A study may print no excerpt, and a finding may
call for nothing. It is a place to look at when there is time, or another study.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kb.knowledge_base import KnowledgeBase
from kb.records import Finding, Implication, Record, Reference, Study, Theme

FAR_MORE = 2
"""Someone is quoted far more than the others from so many times a study's average upwards."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thinness, and where it is.

    Attributes:
        key: The name of the kind, for anchors.
        heading: What is thin, as a heading.
        meaning: What it means that something stands here, and how it is found.
        records: The records that it is found at.
        people: Participants that it is found at, each with what is found.
    """

    key: str
    heading: str
    meaning: str
    records: tuple[Record, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether there is such a place."""
        return bool(self.records or self.people)


def gaps(kb: KnowledgeBase) -> list[Gap]:
    """Return every kind of thinness, with the places at which it is found."""
    findings = kb.all(Finding)
    return [
        Gap(
            "no-recommendation",
            "Findings that no recommendation rests on",
            "Nothing has been derived from them yet, or nothing follows from them.",
            tuple(finding for finding in findings if not kb.implications_of(finding)),
        ),
        Gap(
            "no-quote",
            "Recommendations without a quote behind them",
            "None of the findings that they rest on has a published excerpt.",
            tuple(item for item in kb.all(Implication) if not _has_quote(kb, item)),
        ),
        Gap(
            "one-voice",
            "Findings in the words of one participant",
            "All published excerpts are from the same person, whoever else may have said the same.",
            tuple(f for f in findings if len({quote.speaker for quote in f.quotes_in_force}) == 1),
        ),
        Gap(
            "uneven-voices",
            "Participants quoted never, or far more than the others",
            "Far more is at least twice the study’s average. What is printed is the choice of the "
            "study’s authors.",
            people=tuple(_uneven(kb)),
        ),
        Gap(
            "no-contrast",
            "Themes without a contrasting view",
            "None of their findings is recorded as contrasting with another.",
            tuple(theme for theme in kb.all(Theme) if _is_unanimous(kb, theme)),
        ),
        Gap(
            "in-passing",
            "Works cited once, in passing",
            "One record cites them, for information or background, and no other refers to them.",
            tuple(work for work in kb.all(Reference) if _is_cited_in_passing(kb, work)),
        ),
    ]


def _has_quote(kb: KnowledgeBase, implication: Implication) -> bool:
    return any(finding.quotes_in_force for finding, _ in kb.foundations(implication))


def _uneven(kb: KnowledgeBase) -> Iterator[str]:
    for study in kb.all(Study):
        spoken = Counter(
            quote.speaker for f in kb.findings_in(study) for quote in f.quotes_in_force
        )
        average = sum(spoken.values()) / len(study.participants)
        for participant in study.participants:
            count = spoken[participant.pseudonym]
            if not count:
                yield f"{participant.pseudonym} in {study.short_name}: never"
            elif count >= FAR_MORE * average and len(study.participants) > 1:
                yield (
                    f"{participant.pseudonym} in {study.short_name}: "
                    f"{count} of {sum(spoken.values())} quotes"
                )


def _is_unanimous(kb: KnowledgeBase, theme: Theme) -> bool:
    findings = kb.findings_of(theme)
    return bool(findings) and not any(kb.contrasts(finding) for finding in findings)


def _is_cited_in_passing(kb: KnowledgeBase, work: Reference) -> bool:
    citations = [citation for _, citation in kb.cited_by(work)]
    passing = {"cites-for-information", "obtains-background-from"}
    return len(citations) == 1 and citations[0].relation in passing and not kb.informs(work)
