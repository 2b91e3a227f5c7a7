"""Rules on participants: what could give a person away whom a study prints under a pseudonym.

They look at what this project adds: words in our own voice, and what is put side by side. Quotes
are as printed, and are never changed. What a rule says is advice, which a reason can outweigh.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.check.linked import Linked
from kb.check.rule import judgement
from kb.load.loader import Located
from kb.problems.problem import Problem
from kb.records import Finding, Quote, Record, Study
from kb.records.field_texts import BOOKKEEPING
from kb.text.wording import counted, quote_text

MOST_QUOTES = 3
"""So many quotes of one participant in one place are not many."""

_SENTENCE = re.compile(r"(?<=[.!?…])[”’]?\s+|\n+")
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    "age": re.compile(r"\baged\b|\byears? old\b|-year-old\b", re.IGNORECASE),
    "time in the job": re.compile(r"\b(?:months?|years?) (?:of|in|as|there|with)\b", re.IGNORECASE),
    "sex": re.compile(
        r"\b(?:wom[ae]n|man|male|female|mother|father|husband|wife)\b", re.IGNORECASE
    ),
    "background": re.compile(r"\b(?:ethnic\w*|religio\w*|nationality|disab\w+)\b", re.IGNORECASE),
    "place of work": re.compile(
        r"\b(?:works?|worked|employed|based) (?:in|at|for)\b", re.IGNORECASE
    ),
}
"""What, beside a pseudonym, makes it easier to tell who somebody is."""

_OF_THE_PRINT = frozenset({"text", "as_printed", "participants", "speaker", "pseudonym", "role"})
"""Fields that hold what a study prints."""


@judgement
def roles_are_not_put_beside_pseudonyms(linked: Linked) -> Iterator[Problem]:
    """No sentence of ours names a participant's role beside the pseudonym."""
    for located, path, sentence, who, study in _list_sentences(linked):
        role = next(one.role for one in study.participants if one.pseudonym == who)
        if role and re.search(rf"\b{re.escape(role)}\b", sentence, re.IGNORECASE):
            yield Problem(
                located.position(*path),
                f"{who} is named beside a role, {quote_text(role)}",
                "Leave the role out, unless the study prints both at this place: then say so.",
                "warning",
            )


@judgement
def attributes_of_one_person_are_not_combined(linked: Linked) -> Iterator[Problem]:
    """No sentence of ours says two or more things about one participant that tell who it is."""
    for located, path, sentence, who, _ in _list_sentences(linked):
        told = [name for name, pattern in _ATTRIBUTES.items() if pattern.search(sentence)]
        if len(told) > 1:
            yield Problem(
                located.position(*path),
                f"the sentence combines what is known of {who}: {', '.join(told)}",
                "Say one of them, or speak of participants; if the study prints both, say so.",
                "warning",
            )


@judgement
def a_finding_has_few_quotes_of_one_person(linked: Linked) -> Iterator[Problem]:
    """A finding shows at most three quotes of one participant."""
    for located, finding in linked.of(Finding):
        for who, quotes in _group_by_speaker(linked.kb.quotes_of(finding)).items():
            if len(quotes) > MOST_QUOTES:
                yield Problem(
                    located.position("id"),
                    f"{finding.id} shows {counted(len(quotes), 'quote')} of {who}",
                    "Many words of one person in one place may give the person away: leave some "
                    "out, or say why all are needed.",
                    "warning",
                )


_Sentence = tuple[Located, tuple[str | int, ...], str, str, Study]


def _list_sentences(linked: Linked) -> Iterator[_Sentence]:
    """Yield every sentence in our words that names a participant, with the study that does."""
    studies = [study for _, study in linked.of(Study)]
    participants = {study.id: _name_participants([study]) for study in studies}
    everybody = _name_participants(studies)
    for located, record in linked.all():
        own = linked.kb.origin_of(record)
        names, pattern = participants[own.id] if own else everybody
        if not names or isinstance(record, Study):
            continue
        for path, text in linked.kb.texts_of(record):
            if path[0] in BOOKKEEPING or _is_printed(record, path) or not pattern.search(text):
                continue
            for sentence in _SENTENCE.split(text):
                for who in dict.fromkeys(pattern.findall(sentence)):
                    yield located, path, sentence, who, names[who]


def _name_participants(studies: Iterable[Study]) -> tuple[dict[str, Study], re.Pattern[str]]:
    """Return the pseudonyms of some studies, and what finds them in a text."""
    names = {one.pseudonym: study for study in studies for one in study.participants}
    return names, re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _is_printed(record: Record, path: tuple[str | int, ...]) -> bool:
    """Tell whether a field holds words of the study: of a quote, its text is."""
    last = next(str(step) for step in reversed(path) if isinstance(step, str))
    if last == "text" and not isinstance(record, Quote):
        return False
    return last in _OF_THE_PRINT


def _group_by_speaker(quotes: Sequence[Quote]) -> dict[str, list[Quote]]:
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.speaker, []).append(quote)
    return groups
