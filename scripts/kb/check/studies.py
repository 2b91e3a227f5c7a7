"""Rules on numbers that go together, and on what is a study's: its participants, its advice."""

import re
from collections import Counter
from collections.abc import Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.knowledge.entered import get_printed
from kb.problems.problem import Problem
from kb.records import Finding, Implication, Quote, Record, Study
from kb.records.links import Link
from kb.text.wording import number, quote_text


@requirement("its page would say that more is here than the study prints")
def no_more_is_entered_than_is_printed(linked: Linked) -> Iterator[Problem]:
    """No more of a study is recorded than it prints."""
    kb = linked.kb
    held = Counter(
        (study.id, type(record))
        for _, record in linked.of(Record)
        if not kb.is_withdrawn(record) and (study := kb.origin_of(record))
    )
    cited: dict[str, set[str]] = {}
    for edge in kb.edges:
        if edge.link is Link.CITES and (study := kb.origin_of(edge.located.record)):
            cited.setdefault(study.id, set()).add(edge.target)
    for located, study in linked.of(Study):
        for printed, entry, here in (
            (get_printed(study, "quotes"), "quotes", held[study.id, Quote]),
            (get_printed(study, "citations"), "citations", len(cited.get(study.id, ()))),
            (get_printed(study, "findings"), "findings", held[study.id, Finding]),
        ):
            if printed is not None and here > printed:
                yield Problem(
                    located.position("entered", entry),
                    f"the study is said to have {printed} {entry}, but {here} are recorded",
                    "Count them again in the study, and correct the number; or find what is "
                    "recorded twice.",
                )


@requirement("its page would show somebody who did not take part, or leave somebody out")
def no_more_took_part_than_the_sample_says(linked: Linked) -> Iterator[Problem]:
    """A study names no more participants than took part."""
    for located, study in linked.of(Study):
        named, size = len(study.participants), study.sample.size
        if named > size:
            yield Problem(
                located.position("sample", "size"),
                f"{named} participants are listed, but the sample has a size of {size}",
                "Correct the size, or the list of participants below.",
            )


@requirement("its page would say that authors call for what rests on nothing of theirs")
def stated_recommendations_rest_on_their_study(linked: Linked) -> Iterator[Problem]:
    """What a study's authors state rests on a finding of that study, at least one."""
    kb = linked.kb
    for edge in kb.edges:
        if edge.link is not Link.STATED_IN:
            continue
        implication = kb.get(edge.source, Implication)
        studies = {kb.origin_of(finding) for finding, _ in kb.foundations(implication)}
        if studies - {None} and kb.get(edge.target, Study) not in studies:
            yield Problem(
                edge.position,
                f"{implication.id} is stated by {edge.target}, but rests on no finding of it",
                f"Name the study whose authors say it, or a finding of {edge.target} in "
                "`rests_on`.",
            )


@judgement
def counts_are_as_printed(linked: Linked) -> Iterator[Problem]:
    """A count is the number that the study prints, where it prints one."""
    for located, finding in linked.of(Finding):
        scope = finding.reported_for
        printed = read_numbers(scope.as_printed) if scope else []
        if scope and scope.count and printed and scope.count not in printed:
            yield Problem(
                located.position("reported_for", "count"),
                f"the count is {scope.count}, but {quote_text(scope.as_printed)} is printed",
                "Correct the count by what is printed.",
            )


def read_numbers(text: str) -> list[int]:
    """Return the numbers in a text, in figures or in words; those of codes such as P16 are none."""
    found = re.findall(r"(?<![\w.,])\d{1,4}(?![\w%]|[.,]\d)", text)
    words = re.findall(r"[a-z]+", text.lower())
    return [*map(int, found), *(_NUMBERS[word] for word in words if word in _NUMBERS)]


_NUMBERS = {number(count): count for count in range(1, 13)} | {"both": 2}
