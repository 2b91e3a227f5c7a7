"""Rules on one record by itself that its type cannot state."""

from collections.abc import Iterator
from itertools import pairwise

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import present_names, renamed
from kb.load.loader import Loaded
from kb.problems.nearest import suggestion
from kb.problems.problem import Problem
from kb.records import Finding, Implication, Quote, Record, Reference, Study, Term, Theme
from kb.records.addresses import index_path, page_path
from kb.records.jbi import QUESTIONS
from kb.text.mentions import mentioned
from kb.text.wording import quoted

_LETTERS: dict[str, type[Record]] = {
    "S": Study,
    "T": Theme,
    "F": Finding,
    "Q": Quote,
    "I": Implication,
}
"""The types whose identifiers prose may mention, by the letter that the identifiers begin with."""


def histories_run_forward(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A history is in the order of time and begins with the first publication."""
    for place in kb.located.values():
        history = place.record.history
        if history[0].kind != "substantive":
            yield Problem(
                place.position("history", 0, "kind"),
                "the first entry of a history is the first publication, which is substantive",
                "Remove `kind` from the first entry.",
            )
        for i, (earlier, later) in enumerate(pairwise(history), start=1):
            if later.date < earlier.date:
                yield Problem(
                    place.position("history", i, "date"),
                    f"{later.date} comes after {earlier.date} in the history, but is earlier",
                    "Put the newest entry last, or correct the date.",
                )


def actions_begin_with_their_strength(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """An action begins with the word that says how strong it is."""
    for place in kb.located.values():
        record = place.record
        if isinstance(record, Implication):
            word = record.strength.capitalize()
            if not record.action.startswith(f"{word} "):
                yield Problem(
                    place.position("action"),
                    f"the action does not begin with its strength word, {quoted(word)}",
                    f"Begin the sentence with {quoted(word)}.",
                )


def appraisals_answer_each_question_once(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """An appraisal answers every question of the checklist, and none twice."""
    for place in kb.located.values():
        if not isinstance(place.record, Study) or not place.record.appraisal:
            continue
        answered = [answer.question for answer in place.record.appraisal.checklist]
        for i, key in enumerate(answered):
            if key in answered[:i]:
                yield Problem(
                    place.position("appraisal", "checklist", i, "question"),
                    f"the question {quoted(key)} is answered twice",
                    "Keep one of the two answers.",
                )
        for key in QUESTIONS:
            if key not in answered:
                yield Problem(
                    place.position("appraisal", "checklist"),
                    f"the question {quoted(key)} is not answered",
                    f"Add an answer to it: {QUESTIONS[key].text}",
                )


def names_are_given_once(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """No two sections of a study share a key, and no two participants a pseudonym."""
    for place in kb.located.values():
        if not isinstance(place.record, Study):
            continue
        named = [
            *(("sections", i, "key", x.key) for i, x in enumerate(place.record.sections)),
            *(
                ("participants", i, "pseudonym", x.pseudonym)
                for i, x in enumerate(place.record.participants)
            ),
        ]
        seen: set[tuple[str, str]] = set()
        for field, i, what, name in named:
            if (what, name) in seen:
                yield Problem(
                    place.position(field, i, what),
                    f"the {what} {quoted(name)} is given twice",
                    "Give each its own, or remove one of the two.",
                )
            seen.add((what, name))


def mentions_lead_to_records(kb: KnowledgeBase, loaded: Loaded) -> Iterator[Problem]:
    """An identifier that prose mentions, which becomes a link, is that of a record."""
    present = present_names(loaded)
    for place in kb.located.values():
        for path, text in kb.texts_of(place.record):
            # A text of one word is no prose: it may be a link, which is checked as such.
            for name in mentioned(text) if path[0] != "csl" and " " in text else ():
                excused = (
                    name in loaded.unread or _LETTERS.get(name[0], Reference) in loaded.unread_types
                )
                if name in present and name not in kb.located:
                    yield renamed(name, present[name], place.position(*path))
                elif name not in kb.located and not excused:
                    yield Problem(
                        place.position(*path),
                        f"the text mentions {quoted(name)}, but there is no such record",
                        suggestion(name, kb.located, "Correct the identifier in the text."),
                    )


def no_record_takes_the_place_of_an_index(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """A record's page has another address than the list of its type."""
    for place in kb.located.values():
        kind = type(place.record)
        if kind is not Term and page_path(place.record) == index_path(kind):
            yield Problem(
                place.position("id"),
                f"{quoted(place.record.id)} would take the address of the list of its kind",
                "Choose another identifier.",
            )
