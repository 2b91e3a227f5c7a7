"""Rules on one record by itself that its type cannot state."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from kb.check.linked import Linked
from kb.check.rule import requirement
from kb.files.limits import AHEAD_DAYS
from kb.knowledge.link import list_present_names, report_renamed
from kb.problems.problem import Problem
from kb.records import Implication, Reference, Study, Term
from kb.records.addresses import get_index_path, get_page_path
from kb.records.jbi import QUESTIONS
from kb.records.kinds import LETTERS
from kb.records.texts import list_days
from kb.text.mentions import list_mentioned
from kb.text.wording import quote_text


@requirement("the page would give wrong dates and versions")
def histories_run_forward(linked: Linked) -> Iterator[Problem]:
    """A history is in the order of time and begins with the first publication."""
    for located, record in linked.all():
        history = record.history
        if history[0].kind != "substantive":
            yield Problem(
                located.position("history", 0, "kind"),
                "the first entry of a history is the first publication, which is substantive",
                "Remove `kind` from the first entry.",
            )
        for i, (earlier, later) in enumerate(pairwise(history), start=1):
            if later.date < earlier.date:
                yield Problem(
                    located.position("history", i, "date"),
                    f"{later.date} comes after {earlier.date} in the history, but is earlier",
                    "Put the newest entry last, or correct the date.",
                )


@requirement("its page would say that something was done that was not")
def days_have_come(linked: Linked) -> Iterator[Problem]:
    """Nothing was done on a day that is still to come, anywhere on earth."""
    tomorrow = linked.today + dt.timedelta(days=1)
    far = linked.today + dt.timedelta(days=AHEAD_DAYS)
    for located, record in linked.all():
        for path, day in list_days(record):
            if day > tomorrow:
                yield Problem(
                    located.position(*path),
                    f"{day} is still to come",
                    "Correct the day: it is the one on which it was done.",
                    "error" if day > far else "warning",
                )


@requirement("the page would recommend more or less than the data")
def actions_begin_with_their_strength(linked: Linked) -> Iterator[Problem]:
    """An action begins with the word that says how strong it is."""
    for located, implication in linked.of(Implication):
        word = implication.strength.capitalize()
        if not implication.action.startswith(f"{word} "):
            yield Problem(
                located.position("action"),
                f"the action does not begin with its strength word, {quote_text(word)}",
                f"Begin the sentence with {quote_text(word)}.",
            )


@requirement("the table of the appraisal would have a hole")
def appraisals_answer_each_question_once(linked: Linked) -> Iterator[Problem]:
    """An appraisal answers every question of the checklist, and none twice."""
    for located, study in linked.of(Study):
        if not study.appraisal:
            continue
        answered = [answer.question for answer in study.appraisal.checklist]
        for i, key in enumerate(answered):
            if key in answered[:i]:
                yield Problem(
                    located.position("appraisal", "checklist", i, "question"),
                    f"the question {quote_text(key)} is answered twice",
                    "Keep one of the two answers.",
                )
        for key in QUESTIONS:
            if key not in answered:
                yield Problem(
                    located.position("appraisal", "checklist"),
                    f"the question {quote_text(key)} is not answered",
                    f"Add an answer to it: {QUESTIONS[key].text}",
                )


@requirement("the page would have a hole where the paper says something", reads_words=True)
def silences_are_told(linked: Linked) -> Iterator[Problem]:
    """What a paper may be silent on is either written or named as not reported."""
    for located, study in linked.of(Study):
        for name, written in study.reported.items():
            silent = name in study.not_reported
            path = ("sample",) if name in type(study.sample).model_fields else ()
            if silent and written:
                yield Problem(
                    located.position("not_reported", study.not_reported.index(name)),
                    f"{name} is written, and named as not reported",
                    "Take it out of `not_reported`, or remove the field.",
                )
            elif not silent and not written:
                yield Problem(
                    located.position(*path),
                    " \u203a ".join([*path, f"{name} is still to write"]),
                    f"Add it, or name it in `not_reported` if the paper is silent on it: "
                    f"`not_reported: [{name}]`.",
                    unwritten=True,
                )


@requirement("it would not be clear who or what is meant")
def names_are_given_once(linked: Linked) -> Iterator[Problem]:
    """No two sections of a study share a key, and no two participants a pseudonym."""
    for located, study in linked.of(Study):
        named = [
            *(("sections", i, "key", x.key) for i, x in enumerate(study.sections)),
            *(
                ("participants", i, "pseudonym", x.pseudonym)
                for i, x in enumerate(study.participants)
            ),
        ]
        seen: set[tuple[str, str]] = set()
        for field, i, what, name in named:
            if (what, name) in seen:
                yield Problem(
                    located.position(field, i, what),
                    f"the {what} {quote_text(name)} is given twice",
                    "Give each its own, or remove one of the two.",
                )
            seen.add((what, name))


@requirement("the page would link to nothing", reads_words=True)
def mentions_lead_to_records(linked: Linked) -> Iterator[Problem]:
    """An identifier that prose mentions, which becomes a link, is that of a record."""
    kb, loaded = linked.kb, linked.loaded
    present = list_present_names(loaded)
    for located, record in linked.all():
        for path, text in kb.texts_of(record):
            # A text of one word is no prose: it may be a link, which is checked as such.
            is_prose = path[0] != "csl" and " " in text
            for name in dict.fromkeys(list_mentioned(text)) if is_prose else ():
                excused = (
                    name in loaded.unread or LETTERS.get(name[0], Reference) in loaded.unread_types
                )
                if name in present and name not in kb.located:
                    yield report_renamed(name, present[name], located.position(*path))
                elif name not in kb.located and not excused:
                    yield Problem(
                        located.position(*path),
                        f"the text mentions {quote_text(name)}, but there is no such record",
                        "Correct it in the text, or write that record first.",
                    )


@requirement("one page would overwrite the other")
def no_record_takes_the_place_of_an_index(linked: Linked) -> Iterator[Problem]:
    """A record's page has another address than the list of its type."""
    for located, record in linked.all():
        kind = type(record)
        if kind is not Term and get_page_path(record) == get_index_path(kind):
            yield Problem(
                located.position("id"),
                f"{quote_text(record.id)} would take the address of the list of its kind",
                "Choose another identifier.",
            )
