"""What a field says to readers of the site: words in the place of what only the data calls so."""

from kb.knowledge.base import KnowledgeBase
from kb.records import Audience, Record, Reference
from kb.records.field_texts import FieldText
from kb.records.jbi import QUESTIONS
from kb.records.links import CITING_REASONS, WORK_KINDS
from kb.text.mentions import list_mentioned

_CHOSEN = frozenset({"answer", "criterion", "form", "kind", "level", "strength"})
"""Fields that choose among a few words, joined by hyphens in the data."""


def put_in_words(kb: KnowledgeBase, record: Record, field: FieldText) -> str:
    """Return what a field of a record says.

    Sections are named by their headings, roles by their names, and reasons for citing, kinds of
    works and questions as they are named elsewhere; a work is mentioned, as in prose.
    """
    step = next(str(step) for step in reversed(field.path) if isinstance(step, str))
    text = field.text
    words: dict[str, str] = {}
    match step:
        case "section" | "within":
            study = kb.origin_of(record)
            words = {one.key: one.heading for one in study.sections} if study else {}
        case "relation":
            words = {name: reason.forward for name, reason in CITING_REASONS.items()}
        case "question":
            words = {key: question.name for key, question in QUESTIONS.items()}
        case "kind" if isinstance(record, Reference) and field.path == ("kind",):
            words = {str(kind): name for kind, name in WORK_KINDS.items()}
        case "reference" if list_mentioned(f"@{text}"):
            words = {text: f"@{text}"}
        case "addressed_to":
            names = [kb.get(one, Audience).name for one in text.split(", ")]
            words = {text: ", ".join(names)}
        case _ if step in _CHOSEN:
            words = {text: text.replace("-", " ")}
    return words.get(text, text)
