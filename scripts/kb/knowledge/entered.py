"""How much of a study is here: whether a page may say what the study does not print.

What the editors have not entered is never told as what the authors did not do. Only of a study of
which all quotes are here may a page say that nobody is quoted.
"""

from collections.abc import Callable, Mapping

from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Study
from kb.records.entered import Entry
from kb.text.wording import counted, number

_COUNTS: Mapping[Entry, Callable[[KnowledgeBase, Study], int]] = {
    "quotes": lambda kb, study: len(kb.quotes_in(study)),
    "citations": lambda kb, study: len(_list_cited(kb, study)),
    "findings": lambda kb, study: len(kb.findings_in(study)),
}

_WORDS: Mapping[Entry, tuple[str, str]] = {
    "quotes": ("quote", "the study prints"),
    "citations": ("work", "the study cites"),
    "findings": ("finding", "the study reports"),
}
"""What one is called, and what the study does with it."""


def count_entered(kb: KnowledgeBase, study: Study, entry: Entry) -> int:
    """Count what is here of a study: quotes, findings, or works that it cites, each once."""
    return _COUNTS[entry](kb, study)


def get_printed(study: Study, entry: Entry) -> int | None:
    """Return how many of something a study prints; None where nobody has counted."""
    extent = study.entered.get(entry) if study.entered else ""
    return int(extent) if extent.isdecimal() else None


def has_all(kb: KnowledgeBase, study: Study, entry: Entry) -> bool:
    """Tell whether all that a study prints of something is known to be here."""
    if study.entered is None:
        return False
    printed = get_printed(study, entry)
    if printed is None:
        return study.entered.get(entry) == "all"
    return count_entered(kb, study, entry) >= printed


def describe_extent(kb: KnowledgeBase, study: Study, entry: Entry) -> str:
    """Say how much of something is here: "nine of the 62 quotes that the study prints"."""
    noun, prints = _WORDS[entry]
    here = count_entered(kb, study, entry)
    if has_all(kb, study, entry):
        return f"{counted(here, noun)}: all that {prints}"
    if (printed := get_printed(study, entry)) is not None:
        return f"{number(here) if here else 'none'} of the {counted(printed, noun)} that {prints}"
    if study.entered and study.entered.get(entry) == "part":
        return f"{counted(here, noun)}; {prints} more"
    return f"{counted(here, noun)}; it is not known whether {prints} more"


def list_extents(kb: KnowledgeBase, study: Study) -> list[str]:
    """Say how much of each is here."""
    return [describe_extent(kb, study, entry) for entry in _WORDS]


def _list_cited(kb: KnowledgeBase, study: Study) -> set[str]:
    records: list[Study | Finding] = [study, *kb.findings_in(study)]
    return {work.id for record in records for work, _ in kb.citations(record)}
