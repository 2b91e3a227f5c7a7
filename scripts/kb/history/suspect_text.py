"""What `kb review` shows: both wordings of what changed, and what was concluded from it."""

import textwrap
from collections.abc import Iterator

from kb.history.suspects import Suspect, compare_versions
from kb.records import Finding, Implication
from kb.text.word_diff import compare_words
from kb.text.wording import day

RULE = "pinned-versions-are-current"
"""The rule of the check that a recommendation breaks whose findings have moved on."""

_WIDTH = 96


def summarise_suspect(suspect: Suspect) -> str:
    """Name a finding that has moved on, and how far."""
    finding, version = suspect.finding, suspect.basis.version
    if finding.withdrawn:
        return f"{finding.id} was withdrawn on {day(finding.withdrawn.on)}"
    return f"{finding.id} was read at version {version} and is at version {finding.version}"


def excuse(implication: Implication) -> str | None:
    """Return why a recommendation may rest on older versions, if it says so."""
    reasons = (one.reason for one in implication.exceptions if one.rule == RULE)
    return next(reasons, None)


def explain_suspect(suspect: Suspect, before: Finding | None, missing: str) -> Iterator[str]:
    """Yield the lines that show what changed in a finding, and what was concluded from it.

    Args:
        suspect: The finding, and the recommendation's reason.
        before: The finding as it was read, if the history has it.
        missing: Why it is not there, if it is not.
    """
    yield f"{summarise_suspect(suspect)}."
    yield ""
    yield "What changed since, as its history says:"
    for change in suspect.changes:
        kind = "" if change.kind == "substantive" else ", meaning unchanged"
        yield from _indent(f"{day(change.date)}{kind}: {change.change}")
    yield ""
    yield from _list_wordings(before, suspect.finding, missing)
    yield f"Why {suspect.implication.id} rests on it:"
    yield from _indent(suspect.basis.reason)
    if withdrawn := suspect.finding.withdrawn:
        yield ""
        yield f"Why {suspect.finding.id} was withdrawn:"
        yield from _indent(withdrawn.reason)
        yield ""
        yield from textwrap.wrap(_explain_no_answer(suspect), _WIDTH)


def _list_wordings(before: Finding | None, now: Finding, missing: str) -> Iterator[str]:
    if before is None:
        yield from textwrap.wrap(f"{missing} {now.id} says now:", _WIDTH)
        yield from _indent(now.statement)
        yield ""
        return
    changed = compare_versions(before, now)
    if not changed:
        yield "No field of it says anything else than it did."
        yield ""
    for one in changed:
        yield one.label
        was, is_now = _mark_difference(one.before, one.after)
        yield from _indent(was or "(nothing)", "  was: ")
        yield from _indent(is_now or "(nothing)", "  now: ")
        yield ""


def _mark_difference(before: str, after: str) -> tuple[str, str]:
    """Mark in two wordings what went and what came, as `git diff --word-diff` does."""
    pieces = compare_words(before, after)
    if all(piece.kind != "same" for piece in pieces):
        return before, after
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    old, new = (
        "".join(marks[piece.kind].format(piece.text) for piece in pieces if piece.kind != other)
        for other in ("added", "removed")
    )
    return old, new


def show_recommendation(implication: Implication) -> Iterator[str]:
    """Yield the lines that say what a recommendation recommends."""
    yield f"What {implication.id} recommends:"
    yield from _indent(implication.action)


def _explain_no_answer(suspect: Suspect) -> str:
    item, finding, other = suspect.implication, suspect.finding, suspect.successor
    instead = f"{other.id}@{other.version}, which replaces it" if other else "another finding"
    return (
        f"Raising the version of {finding.id} is no answer: it no longer holds. If {item.id} still "
        f"does, rest it on {instead}, or remove {finding.id} from `rests_on`; if not, withdraw it."
    )


def _indent(text: str, first: str = "  ") -> Iterator[str]:
    for number, paragraph in enumerate(text.splitlines()):
        yield from textwrap.wrap(
            paragraph,
            _WIDTH,
            initial_indent=first if number == 0 else " " * len(first),
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
