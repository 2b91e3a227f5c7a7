"""Records that are excused from a rule, each with the reason that outweighs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.check.coverage import COVERAGE
from kb.check.rules import RULES
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.load.nearest import Names
from kb.problems.problem import Position, Problem
from kb.records import Record
from kb.strict_yaml.document import FieldPath
from kb.text.wording import quote_text

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


def list_excuses(record: Record) -> tuple[Excused, ...]:
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
        What remains. That an exception is not needed any more is reported only where nothing stops
        the build: what it is for may be hidden by another mistake.
    """
    given = [*_list_given(kb)]
    if not given:
        return [*problems]
    owners = _Owners(kb, {located.document.file for located, _, _ in given})
    rules = Names(SENTENCES)
    wanted = {(located.record.id, _guess_rule(rule, rules)) for located, _, rule in given}
    outweighed = {
        problem: (owner, problem.rule)
        for problem in problems
        if problem.excusable
        and (owner := owners.of(problem.position))
        and (owner, problem.rule) in wanted
    }
    kept = [problem for problem in problems if problem not in outweighed]
    kept += _find_mistaken(given)
    if any(problem.stops for problem in kept):
        return kept
    thin = {(thin.record.id, rule.name) for rule in COVERAGE for thin in rule.find(kb)}
    return [*kept, *_find_unneeded(kb, given, {*outweighed.values()} | thin)]


_Given = tuple[Located, Position, str]
"""A record, and where it names which rule."""


def _list_given(kb: KnowledgeBase) -> Iterator[_Given]:
    for located in kb.located.values():
        for i, exception in enumerate(located.record.exceptions):
            yield located, located.position("exceptions", i, "rule"), exception.rule


def _guess_rule(rule: str, rules: Names) -> str | None:
    """Return the rule that a name, misspelt perhaps, is that of."""
    return rule if rule in _REASONS or rule in SENTENCES else rules.find_nearest(rule)


class _Owners:
    """Which record a position is in; a quote inside a finding is a record of its own."""

    def __init__(self, kb: KnowledgeBase, files: set[str]) -> None:
        """Look at the records in some files only."""
        self._records: dict[str, dict[FieldPath, Located]] = {file: {} for file in files}
        for located in kb.located.values():
            if located.document.file in files:
                self._records[located.document.file][located.path] = located
        self._owners: dict[str, dict[Position, str]] = {}

    def of(self, position: Position) -> str | None:
        """Return the identifier of the innermost record around a position."""
        file = position.file
        if file not in self._owners:
            self._owners[file] = dict(_list_owners(self._records.get(file, {})))
        return self._owners[file].get(position)


def _list_owners(records: Mapping[FieldPath, Located]) -> Iterator[tuple[Position, str]]:
    """Yield every place of one file that is in a record, the innermost record last."""
    document = next((located.document for located in records.values()), None)
    for path, place in sorted(document.places().items(), key=_measure_depth) if document else ():
        for depth in range(len(path), -1, -1):
            if located := records.get(path[:depth]):
                yield place, located.record.id
                break


def _measure_depth(place: tuple[FieldPath, Position]) -> int:
    return len(place[0])


def _find_mistaken(given: Sequence[_Given]) -> Iterator[Problem]:
    """Say which exceptions cannot be."""
    seen: set[tuple[str, str]] = set()
    names = Names([*SENTENCES, *_REASONS])
    for located, position, rule in given:
        if rule in _REASONS:
            yield Problem(
                position,
                f"no record can be excused from the rule {quote_text(rule)}",
                f"Remove the exception and mend what is wrong: without the rule, {_REASONS[rule]}.",
            )
        elif rule not in SENTENCES:
            yield Problem(
                position,
                f"there is no rule {quote_text(rule)}",
                names.suggest(
                    rule,
                    f"The rules that a record can be excused from are {', '.join(SENTENCES)}.",
                ),
            )
        elif (located.record.id, rule) in seen:
            yield Problem(
                position,
                f"the rule {quote_text(rule)} is named twice",
                "Keep one of the two, with one reason.",
            )
        seen.add((located.record.id, rule))


def _find_unneeded(
    kb: KnowledgeBase, given: Sequence[_Given], used: set[tuple[str, str]]
) -> Iterator[Problem]:
    """Say which exceptions excuse nothing; a withdrawn record stays as it is."""
    for located, position, rule in given:
        if (located.record.id, rule) not in used and not kb.is_withdrawn(located.record):
            yield Problem(
                position,
                f"the exception from {quote_text(rule)} is not needed any more",
                "Remove it: nothing here goes against the rule.",
                "warning",
            )
