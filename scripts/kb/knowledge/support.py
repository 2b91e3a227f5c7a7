"""How a finding is supported, as one short tag that is the same wherever it stands.

The tag says whose words are printed for the finding: participants' for all of it, for part of it,
or none; and whether anybody reported it, or the authors argue it. That no words are printed is said
only of a study of which all quotes are here. It is made from the data, and is
never a score. JBI's level of credibility (JBI Manual for Evidence Synthesis, chapter on qualitative
evidence) stands beside it where there is room for what it means.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import has_all
from kb.records import Finding, Implication
from kb.text.wording import join_names, number

Support = Literal["quoted", "quoted-in-part", "reported", "unrecorded", "argued"]

SUPPORT_NAMES: dict[Support, str] = {
    "quoted": "quoted",
    "quoted-in-part": "quoted in part",
    "reported": "reported without a quote",
    "unrecorded": "reported, no quote here",
    "argued": "argued by the authors",
}
"""What each tag says, the best supported first."""

SUPPORT_MEANING: dict[Support, str] = {
    "quoted": "Participants are quoted saying this.",
    "quoted-in-part": (
        "Participants are quoted saying some of this. The quotes here do not show all of it."
    ),
    "reported": "The authors say that participants reported this. Nobody is quoted saying it.",
    "unrecorded": (
        "The authors say that participants reported this. No quote is recorded here, and not all "
        "that the study prints is known to be here."
    ),
    "argued": "The authors argue this. They do not say that a participant reported it.",
}
"""What each tag means, in a sentence or two."""

_FROM_BEST = list(SUPPORT_NAMES)


def get_support(kb: KnowledgeBase, finding: Finding) -> Support:
    """Return how a finding is supported."""
    if finding.credibility.level != "not-supported" and kb.quotes_of(finding):
        return "quoted" if finding.credibility.shows == "whole" else "quoted-in-part"
    if finding.is_argued:
        return "argued"
    return "reported" if has_all(kb, kb.study_of(finding), "quotes") else "unrecorded"


def count_support(kb: KnowledgeBase, findings: Iterable[Finding]) -> dict[Support, int]:
    """Count findings by how they are supported; a tag that none has is left out."""
    counts = Counter(get_support(kb, finding) for finding in findings)
    return {support: counts[support] for support in SUPPORT_NAMES if counts[support]}


def describe_supports(kb: KnowledgeBase, findings: Iterable[Finding]) -> str:
    """Say how many findings have which tag: "two quoted and one argued by the authors"."""
    counts = count_support(kb, findings)
    return join_names([f"{number(n)} {SUPPORT_NAMES[support]}" for support, n in counts.items()])


def list_findings_behind(kb: KnowledgeBase, implication: Implication) -> list[Finding]:
    """Return the findings in force that a recommendation rests on."""
    return [finding for finding, _ in kb.foundations(implication) if not finding.withdrawn]


def get_best_support(kb: KnowledgeBase, implication: Implication) -> Support | None:
    """Return how the best supported finding under a recommendation is supported; None of none."""
    supports = [get_support(kb, finding) for finding in list_findings_behind(kb, implication)]
    return min(supports, key=_FROM_BEST.index, default=None)


def rank_support(kb: KnowledgeBase, implication: Implication) -> tuple[int, float]:
    """Return a key that sorts recommendations by what they rest on, the best supported first.

    First comes the best supported of the findings that each rests on, so that resting on more
    findings never sets one back; then the share of its findings that have a quote.
    """
    findings = list_findings_behind(kb, implication)
    places = [_FROM_BEST.index(get_support(kb, finding)) for finding in findings]
    quoted = sum(place < _FROM_BEST.index("reported") for place in places)
    return min(places, default=len(_FROM_BEST)), -quoted / max(len(places), 1)
