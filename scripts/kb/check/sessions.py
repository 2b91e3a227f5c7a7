"""Rules on sessions: that they can be led as they are written, and give nothing away too early."""

import re
from collections.abc import Iterator

from kb.check.linked import Linked
from kb.check.rule import judgement, requirement
from kb.load.loader import Located
from kb.problems.problem import Problem
from kb.records import Finding, Implication, Quote, Session, Step
from kb.records.base import read_pin
from kb.text.folding import fold
from kb.text.wording import counted

_SAME_WORDS = 5
"""So many words in a row are taken from somewhere; fewer may be chance."""


@requirement("its plan would end at another time than it says")
def minutes_of_steps_add_up(linked: Linked) -> Iterator[Problem]:
    """The steps of a session take as long together as it says."""
    for located, session in linked.of(Session):
        total = sum(step.minutes for step in session.steps)
        if total != session.minutes:
            yield Problem(
                located.position("minutes"),
                f"the steps take {total} minutes together, the session says {session.minutes}",
                f"Write {total} here, or change the minutes of a step.",
            )


@requirement("its page would name two versions of one record")
def a_session_uses_one_version_of_a_record(linked: Linked) -> Iterator[Problem]:
    """A session that uses a record twice names the same version both times."""
    for located, session in linked.of(Session):
        first = {used.record_id: used.record for _, used in session.used}
        for i, step in enumerate(session.steps):
            for j, name in enumerate(step.records):
                known = first[read_pin(name)[0]]
                if name != known:
                    yield Problem(
                        located.position("steps", i, "records", j),
                        f"the session uses {known} before, and {name} here",
                        "Read the newest version, and write it both times.",
                    )


@requirement("a group would be left with what was found, and nothing to do about it")
def sessions_end_with_what_to_consider(linked: Linked) -> Iterator[Problem]:
    """The last step of a session considers a recommendation, or the session says why not."""
    for located, session in linked.of(Session):
        last = session.steps[-1]
        named = any(name.startswith("I") for name in last.records)
        if last.do == "consider" and (named or session.without_recommendation):
            continue
        what = "names no recommendation" if last.do == "consider" else f"is to {last.do}"
        yield Problem(
            located.position("steps", len(session.steps) - 1, "do"),
            f"the last step {what}",
            "Let it be `do: consider` with a recommendation in `records`, or say why there is none "
            "in `without_recommendation`.",
        )


@requirement("the screen would have nothing to show")
def steps_that_show_have_something_to_show(linked: Linked) -> Iterator[Problem]:
    """A step that shows or reads something names it."""
    for located, session in linked.of(Session):
        for i, step in enumerate(session.steps):
            if step.do in ("show", "read") and not step.records:
                yield Problem(
                    located.position("steps", i, "do"),
                    f"the step is to {step.do}, and names no record",
                    "Name what is shown in `records`, or let the group do something else.",
                )


@judgement
def prompts_that_show_leave_the_reading_open(linked: Linked) -> Iterator[Problem]:
    """Whoever shows words to a group does not say first what they are read as."""
    for located, session in linked.of(Session):
        for i, step in enumerate(session.steps):
            if step.do == "show":
                yield from _find_readings(linked, located, i, step)


def _find_readings(linked: Linked, located: Located, i: int, step: Step) -> Iterator[Problem]:
    """Say where a prompt repeats a reading of what it shows."""
    prompt = _list_runs(step.prompt)
    for name in step.records:
        found = linked.kb.located.get(read_pin(name)[0])
        for text in _list_readings(linked, found) if found else ():
            if shared := prompt & _list_runs(text):
                yield Problem(
                    located.position("steps", i, "prompt"),
                    f"the prompt says what is made of {name}: “{min(shared)}”",
                    "Ask an open question here, and keep the reading for a later step.",
                    "warning",
                )
                return


def _list_readings(linked: Linked, located: Located) -> list[str]:
    """Return what the authors, and the editors, make of a record."""
    kb, record = linked.kb, located.record
    match record:
        case Quote():
            own = [supports for _, supports in kb.illustrated(record)]
            findings = [finding for finding, _ in kb.illustrated(record)]
        case Finding():
            own, findings = [], [record]
        case Implication():
            return [record.rationale]
        case _:
            return []
    for finding in findings:
        own += [passage.text for passage in finding.interpretation]
        own += [finding.statement] if isinstance(record, Quote) else []
    return own


def _list_runs(text: str) -> set[str]:
    """Return every run of words that is long enough to be taken from somewhere."""
    words = re.findall(r"[a-z0-9’']+", fold(text).lower())
    return {" ".join(words[i : i + _SAME_WORDS]) for i in range(len(words) - _SAME_WORDS + 1)}


@judgement
def sessions_use_few_quotes_of_one_person(linked: Linked) -> Iterator[Problem]:
    """A session uses at most three quotes of one participant."""
    for located, session in linked.of(Session):
        speakers: dict[str, int] = {}
        for _, used in session.used:
            found = linked.kb.located.get(used.record_id)
            if found and isinstance(found.record, Quote):
                who = found.record.speaker
                speakers[who] = speakers.get(who, 0) + 1
        for who, count in speakers.items():
            if count > 3:  # noqa: PLR2004 - as the rule says
                yield Problem(
                    located.position("steps"),
                    f"the session uses {counted(count, 'quote')} of {who}",
                    "Many words of one person in one place may give the person away: leave some "
                    "out, or say why all are needed.",
                    "warning",
                )
