"""Recommendations in the order of how well what they rest on is supported."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import sort_by_number
from kb.knowledge.support import Support, get_best_support, rank_support
from kb.knowledge.trust import explain_trust_in_implication
from kb.records import Finding, Implication, RestsOn, Situation


@dataclass(frozen=True, slots=True)
class Based:
    """A recommendation with what it rests on, and how far to trust it."""

    implication: Implication
    foundations: tuple[tuple[Finding, RestsOn], ...]
    support: Support | None
    trust: str


def make_based(kb: KnowledgeBase, implication: Implication) -> Based:
    """Gather what a list shows of a recommendation."""
    return Based(
        implication,
        tuple(kb.foundations(implication)),
        get_best_support(kb, implication),
        explain_trust_in_implication(kb, implication),
    )


def sort_by_base(kb: KnowledgeBase, implications: Iterable[Implication]) -> list[Based]:
    """Return recommendations in the order of `rank_by_base`, with what they rest on."""
    return [make_based(kb, one) for one in rank_by_base(kb, implications)]


def rank_by_base(kb: KnowledgeBase, implications: Iterable[Implication]) -> list[Implication]:
    """Return recommendations, the best supported first.

    The rule: first by the best supported finding that each rests on, then by the share of its
    findings with a quote; then those that a study's authors state before those of the editors; then
    by number. It is no order of importance.
    """
    return sorted(
        implications,
        key=lambda one: (rank_support(kb, one), one.basis.kind != "stated", sort_by_number(one)),
    )


def list_suggested(kb: KnowledgeBase, situation: Situation) -> list[Implication]:
    """Return what to consider in a situation: in the editors' order, or the best supported first.

    Where the editors chose none, it is all that rests on the findings of the situation.
    """
    named = [implication for implication, _ in kb.suggestions(situation)]
    found = (finding for finding, _ in kb.recognised_in(situation))
    return named or rank_by_base(kb, kb.resting_on(found))
