"""Rules on one record by itself that its type cannot state."""

from collections.abc import Iterator
from itertools import pairwise

from kb.knowledge_base import KnowledgeBase
from kb.load import Loaded
from kb.problems import Problem, shown
from kb.records import Implication, Study


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
                    f"the action does not begin with its strength word, {shown(word)}",
                    f"Begin the sentence with {shown(word)}.",
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
                    f"the {what} {shown(name)} is given twice",
                    "Give each its own, or remove one of the two.",
                )
            seen.add((what, name))
