"""Every rule over the knowledge base: each is declared where it stands, and found there."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from kb.check import (
    across,
    evidence,
    people,
    sessions,
    single,
    studies,
    versions,
    withdrawn,
    words,
    works,
)
from kb.check.linked import Linked
from kb.check.rule import Rule
from kb.files.limits import FOUND
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import widen
from kb.load.loader import Loaded
from kb.problems.problem import NOWHERE, Problem

MODULES: tuple[ModuleType, ...] = (
    *(versions, withdrawn, across, studies, evidence, works, sessions, people, words, single),
)
"""The modules of rules, in the order in which readers find what they ask for."""

RULES: tuple[Rule, ...] = tuple(
    it for module in MODULES for it in vars(module).values() if isinstance(it, Rule)
)
"""Every rule, each over the whole knowledge base."""


def check(kb: KnowledgeBase, loaded: Loaded, today: dt.date) -> list[Problem]:
    """Apply every rule; what records are excused from is among the problems still.

    Args:
        kb: The linked records. Links that led nowhere are not in it and have been reported.
        loaded: What was read, to know which records exist but are not valid.
        today: The day by which it is told what is still to come.

    Returns:
        A problem for each violation, with the rule's name.
    """
    linked = Linked(kb, loaded, today)
    found = [(rule, problem) for rule in RULES for problem in _find_some(rule, linked)]
    if loaded.partial:
        wide = Linked(widen(kb, loaded), loaded, today)
        found += [
            (rule, problem)
            for rule in RULES
            if rule.reads_words
            for problem in _find_some(rule, wide)
        ]
    return [
        replace(problem, rule=rule.name, excusable=rule.is_judgement)
        for rule, problem in dict.fromkeys(found)
        if problem.position != NOWHERE
    ]


def _find_some(rule: Rule, linked: Linked) -> Iterator[Problem]:
    """Find violations, of each file no more than are of use to anybody."""
    told: Counter[str] = Counter()
    for problem in rule.find(linked):
        told[problem.position.file] += 1
        if told[problem.position.file] <= FOUND:
            yield problem
