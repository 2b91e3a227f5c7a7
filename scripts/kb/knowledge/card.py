"""A record on its own, as a card on paper has it: its words, whose they are, how far they carry."""

from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.trust import explain_trust
from kb.records import Finding, Implication, Quote, Record, Situation, Study, Theme
from kb.records.kinds import Voice, get_kind, get_voice

WITHDRAWN = "It was withdrawn: do not rely on it."


@dataclass(frozen=True, slots=True)
class Card:
    """What stands for a record where its page is not at hand.

    Attributes:
        record: The record.
        words: Its words; of a theme they are prose, which may be marked up.
        voice: Who says them.
        study: The study that it comes from, if it comes from one.
        trust: How far to trust it, if it is of a type that can be trusted.
    """

    record: Record
    words: tuple[str, ...]
    voice: Voice | None
    study: Study | None
    trust: str | None


def make_card(kb: KnowledgeBase, record: Record) -> Card:
    """Return what stands for a record on its own."""
    field, words = _find_words(record)
    return Card(
        record=record,
        words=words,
        voice=get_voice(record, (field,)),
        study=kb.origin_of(record),
        trust=WITHDRAWN if kb.is_withdrawn(record) else explain_trust(kb, record),
    )


def _find_words(record: Record) -> tuple[str, tuple[str, ...]]:
    """Return the field that says what a record says in the fewest words, and these words."""
    match record:
        case Finding():
            return "statement", (record.statement,)
        case Quote():
            return "text", (record.text,)
        case Implication():
            return "action", (record.action,)
        case Situation():
            return "heading", (record.heading,)
        case Theme():
            return "meaning", tuple(passage.text for passage in record.meaning)
        case _:
            return "label", (str(get_kind(record).name(record)),)
