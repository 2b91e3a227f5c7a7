"""Records that are excused from a rule, each with the reason that outweighs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.check.coverage import COVERAGE
from kb.check.rules import RULES
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.problems.nearest import nearest, suggestion
from kb.problems.problem import Position, Problem
from kb.records import Record
from kb.text.wording import quoted

ADVICE: Mapping[str, str] = {rule.name: rule.sentence for rule in COVERAGE}
"""What each rule of coverage asks for, by the rule's name."""

CHECKED: Mapping[str, str] = {rule.name: rule.sentence for rule in RULES if rule.is_judgement}
"""What each rule of the check that a record can be excused from asks for, by its name."""

SENTENCES: Mapping[str, str] = {**CHECKED, **ADVICE}
"""What each rule that a record can be excused from asks for, by the rule's name."""

_REASONS: Mapping[str, str] = {rule.name: rule.otherwise for rule in RULES if not rule.is_judgement}
"""What would be wrong on the site without each of the other rules."""


@dataclass(frozen=True, slots=True)
class Excused:
    """A rule that does not apply to a record: what it asks for, and why it does not apply."""

    record: Record
    sentence: str
    reason: str


def excused(record: Record) -> tuple[Excused, ...]:
    """Return what a record is excused from."""
    return tuple(
        Excused(record, SENTENCES[exception.rule], exception.reason)
        for exception in record.exceptions
    )


def weigh(kb: KnowledgeBase, problems: Sequence[Problem]) -> list[Problem]:
    """Leave out what records are excused from, and add what is wrong with their exceptions.

    Args:
        kb: The linked records.
        problems: Everything that was found.

    Returns:
        What remains. That an exception is not needed any more is told only where nothing stops
        the build: what it is for may be hidden by another mistake.
    """
    given = [*_given(kb)]
    if not given:
        return [*problems]
    owners = _Owners(kb, {place.document.file for place, _, _ in given})
    wanted = {(place.record.id, _meant(rule)) for place, _, rule in given}
    outweighed = {
        problem: (owner, problem.rule)
        for problem in problems
        if problem.excusable
        and (owner := owners.of(problem.position))
        and (owner, problem.rule) in wanted
    }
    kept = [problem for problem in problems if problem not in outweighed]
    kept += _mistaken(given)
    if any(problem.stops for problem in kept):
        return kept
    thin = {(thin.record.id, rule.name) for rule in COVERAGE for thin in rule.find(kb)}
    return [*kept, *_not_needed(kb, given, {*outweighed.values()} | thin)]


_Given = tuple[Located, Position, str]
"""A record, and where it names which rule."""


def _given(kb: KnowledgeBase) -> Iterator[_Given]:
    for place in kb.located.values():
        for i, exception in enumerate(place.record.exceptions):
            yield place, place.position("exceptions", i, "rule"), exception.rule


def _meant(rule: str) -> str | None:
    """Return the rule that a name, misspelt perhaps, is that of."""
    return rule if rule in _REASONS else nearest(rule, SENTENCES)


class _Owners:
    """Which record a position is in; a quote inside a finding is a record of its own."""

    def __init__(self, kb: KnowledgeBase, files: set[str]) -> None:
        """Look at the records in some files only."""
        self.places: dict[str, list[Located]] = {file: [] for file in files}
        for place in kb.located.values():
            if place.document.file in files:
                self.places[place.document.file].append(place)

    def of(self, position: Position) -> str | None:
        """Return the identifier of the innermost record around a position."""
        around = [
            place
            for place in self.places.get(position.file, ())
            if place.document.within(place.path, position)
        ]
        innermost = max(around, key=lambda place: len(place.path), default=None)
        return innermost.record.id if innermost else None


def _mistaken(given: Sequence[_Given]) -> Iterator[Problem]:
    """Say which exceptions cannot be."""
    seen: set[tuple[str, str]] = set()
    for place, position, rule in given:
        if rule in _REASONS:
            yield Problem(
                position,
                f"no record can be excused from the rule {quoted(rule)}",
                f"Remove the exception and mend what is wrong: without the rule, {_REASONS[rule]}.",
            )
        elif rule not in SENTENCES:
            yield Problem(
                position,
                f"there is no rule {quoted(rule)}",
                suggestion(
                    rule,
                    [*SENTENCES, *_REASONS],
                    f"The rules that a record can be excused from are {', '.join(SENTENCES)}.",
                ),
            )
        elif (place.record.id, rule) in seen:
            yield Problem(
                position,
                f"the rule {quoted(rule)} is named twice",
                "Keep one of the two, with one reason.",
            )
        seen.add((place.record.id, rule))


def _not_needed(
    kb: KnowledgeBase, given: Sequence[_Given], used: set[tuple[str, str]]
) -> Iterator[Problem]:
    """Say which exceptions excuse nothing; a withdrawn record stays as it is."""
    for place, position, rule in given:
        if (place.record.id, rule) not in used and not kb.is_withdrawn(place.record):
            yield Problem(
                position,
                f"the exception from {quoted(rule)} is not needed any more",
                "Remove it: nothing here goes against the rule.",
                "warning",
            )
