"""Recommendations in the order of what they rest on: the order of a role's page."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import sort_by_number
from kb.knowledge.trust import CREDIBILITY_MEANING, explain_trust_in_implication, get_weakest
from kb.records import Finding, Implication, RestsOn
from kb.records.finding import CredibilityLevel


@dataclass(frozen=True, slots=True)
class Based:
    """A recommendation with what it rests on, and how far to trust it."""

    implication: Implication
    foundations: tuple[tuple[Finding, RestsOn], ...]
    trust: str

    @property
    def weakest(self) -> CredibilityLevel:
        """Return the weakest credibility among the findings that it rests on."""
        return get_weakest(finding for finding, _ in self.foundations)


@dataclass(frozen=True, slots=True)
class BaseGroup:
    """Recommendations whose weakest finding is of one level of credibility."""

    level: CredibilityLevel
    heading: str
    members: tuple[Based, ...]


_HEADINGS: dict[CredibilityLevel, str] = {
    "unequivocal": "Rests only on findings that published excerpts show beyond reasonable doubt",
    "credible": "Rests on at least one finding that published excerpts leave open to challenge",
    "not-supported": "Rests on at least one finding that no published excerpt shows",
}


def group_by_base(kb: KnowledgeBase, implications: Iterable[Implication]) -> list[BaseGroup]:
    """Group recommendations by what they rest on, and order them within.

    The rule: first by the weakest credibility among the findings that each rests on, from
    unequivocal to not supported, since a finding that is well shown does not make up for one that
    is not; then those that a study's authors state before those that the editors derive; then by
    number. It is no order of importance. A level of which there is none is left out.
    """
    based = [_rank_base(kb, implication) for implication in implications]
    groups = []
    for level in CREDIBILITY_MEANING:
        members = [one for one in based if one.weakest == level]
        if members:
            groups.append(
                BaseGroup(level, _HEADINGS[level], tuple(sorted(members, key=_sort_within)))
            )
    return groups


def _rank_base(kb: KnowledgeBase, implication: Implication) -> Based:
    foundations = tuple(kb.foundations(implication))
    return Based(implication, foundations, explain_trust_in_implication(kb, implication))


def _sort_within(one: Based) -> tuple[bool, tuple[int, str]]:
    return one.implication.basis.kind != "stated", sort_by_number(one.implication)
