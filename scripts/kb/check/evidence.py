"""Rules on how findings are supported, on recommendations, and on evidence beyond the studies."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.problems.problem import Position, Problem
from kb.records import Evidence, Finding, Implication, Quote
from kb.records.links import Link
from kb.text.markup import strip_marks

WORDS = 30
"""The most words of a statement or an action: what is longer has to be read twice."""

PAGES = 2
"""So many pages that do not depend on each other have to show a number."""

_NUMBER = re.compile(r"(?<![\w@-])\d")


@requirement("its page would not say who says it, or say it twice")
def findings_say_whom_they_are_about(linked: Linked) -> Iterator[Problem]:
    """A finding is either reported for somebody or argued about somebody."""
    for located, finding in linked.of(Finding):
        if finding.reported_for and finding.argued_about:
            yield Problem(
                located.position("argued_about"),
                "a finding cannot be both reported for somebody and argued about somebody",
                "Keep `reported_for` where participants reported it, else `argued_about`.",
            )
        elif not finding.reported_for and not finding.argued_about:
            if any(map(located.holds, ("reported_for", "argued_about"))):
                continue  # what is there is wrong, and that is reported
            yield Problem(
                located.position("id"),
                f"{finding.id} does not say whom it is about",
                "Add `reported_for` where participants reported it, or `argued_about` where it is "
                "the authors' argument.",
            )


@requirement("the page would give an argument as a report")
def reports_and_arguments_are_told_apart(linked: Linked) -> Iterator[Problem]:
    """What is reported says what participants reported, and what is argued what the authors do."""
    for located, finding in linked.of(Finding):
        if finding.reported_for and finding.argued_about:
            continue
        if finding.reported_for and not finding.reported and not located.holds("reported"):
            yield Problem(
                located.position("reported_for"),
                f"{finding.id} is reported for somebody, but nothing is in `reported`",
                "Add what participants reported, or use `argued_about` for an argument.",
            )
        if finding.argued_about and finding.reported:
            yield Problem(
                located.position("reported"),
                f"{finding.id} is the authors' argument, so nobody reported it",
                "Move what the authors argue to `interpretation`, or use `reported_for`.",
            )
        lacks = finding.argued_about and not finding.interpretation
        if lacks and not located.holds("interpretation"):
            yield Problem(
                located.position("argued_about"),
                f"{finding.id} is the authors' argument, but nothing is in `interpretation`",
                "Add what the authors argue.",
            )


@requirement("the page would call a finding shown that nobody's words show")
def credible_findings_have_a_quote(linked: Linked) -> Iterator[Problem]:
    """A finding is credible or unequivocal only by a quote."""
    for located, finding in linked.of(Finding):
        level = finding.credibility.level
        if level == "not-supported" or finding.quotes or finding.shared_quotes:
            continue
        if not located.holds("quotes", 0) and not located.holds("shared_quotes", 0):
            yield Problem(
                located.position("credibility", "level"),
                f"{finding.id} is called {level}, but no quote illustrates it",
                "Add a quote, name one in `shared_quotes`, or write not-supported.",
            )


@requirement("the page would show words that do not belong there")
def shared_quotes_are_of_the_same_study(linked: Linked) -> Iterator[Problem]:
    """A quote that is shared is written with another finding of the same study."""
    kb = linked.kb
    for edge in kb.edges:
        if edge.link is not Link.SHARES:
            continue
        finding, quote = kb.get(edge.source, Finding), kb.get(edge.target, Quote)
        if kb.written_with(quote).id == finding.id:
            yield Problem(
                edge.position,
                f"{quote.id} is written with {finding.id} already",
                "Remove it from `shared_quotes`.",
            )
        elif linked.study_of(kb.located[quote.id]) != linked.study_of(edge.located):
            yield Problem(
                edge.position,
                f"{quote.id} is of another study than {finding.id}",
                "Name a quote of the same study.",
            )


@judgement
def sentences_are_read_once(linked: Linked) -> Iterator[Problem]:
    """A finding's statement and a recommendation's action have at most 30 words."""
    for located, finding in linked.of(Finding):
        if (count := len(finding.statement.split())) > WORDS:
            yield _make_too_long(located.position("statement"), "statement", count)
    for located, implication in linked.of(Implication):
        if (count := len(implication.action.split())) > WORDS:
            yield _make_too_long(located.position("action"), "action", count)


@judgement
def sentences_end(linked: Linked) -> Iterator[Problem]:
    """A finding's statement and a recommendation's action end like sentences."""
    # In a file with something wrong in it, the end may be what is lost.
    invalid = {problem.position.file for problem in linked.loaded.problems}
    for located, finding in linked.of(Finding):
        if not _END.search(finding.statement) and located.document.file not in invalid:
            yield _make_endless(located.position("statement"), "statement")
    for located, implication in linked.of(Implication):
        if not _END.search(implication.action) and located.document.file not in invalid:
            yield _make_endless(located.position("action"), "action")


_END = re.compile(r"[.!?…][”’\"')\]]*$")


def _make_endless(position: Position, what: str) -> Problem:
    return Problem(
        position,
        f"the {what} does not end like a sentence",
        "Add the full stop. If it is a topic and no sentence, say who does what.",
        "warning",
    )


def _make_too_long(position: Position, what: str, count: int) -> Problem:
    return Problem(
        position,
        f"the {what} has {count} words; with more than {WORDS} it has to be read twice",
        "Shorten it, and move what is left to another field.",
        "warning",
    )


@judgement
def numbers_are_seen_on_two_pages(linked: Linked) -> Iterator[Problem]:
    """A number in other evidence is shown by two pages, unless the work itself was read."""
    for located, evidence in linked.of(Evidence):
        hosts = {urlsplit(source.address).hostname for source in evidence.sources}
        own = evidence.read.what == "full-text"
        if not own and len(hosts) < PAGES and _NUMBER.search(strip_marks(evidence.found)):
            yield Problem(
                located.position("found"),
                "a number is given here, but only one site is among the sources",
                "Add a page elsewhere that shows the number, or leave the number out.",
                "warning",
            )


@requirement("its page would be about the future")
def evidence_was_read_before_it_was_published(linked: Linked) -> Iterator[Problem]:
    """A work was read on the day on which what it found was published here, or before."""
    for located, evidence in linked.of(Evidence):
        if evidence.read.on > evidence.changed:
            yield Problem(
                located.position("read", "on"),
                f"{evidence.read.on} is after the last change of {evidence.id}, {evidence.changed}",
                "Correct the day, or add to the history that it was read again.",
            )
