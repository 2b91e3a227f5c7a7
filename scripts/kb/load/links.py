"""What a link in the wrong form was meant to lead to: something that exists, or nothing is said."""

from typing import get_args

from kb.load.present import Present, list_letters
from kb.records.base import (
    EvidenceId,
    FindingId,
    ImplicationId,
    PinnedFinding,
    PinnedRecord,
    QuoteId,
    Slug,
    StudyId,
    ThemeId,
)
from kb.text.wording import quote_text

_GIVE_NAMES = ("id", "key", "formerly")
"""Fields that give something its name; all others of such a form link to what has one."""

_NAME_SECTIONS = ("section", "within")
_LINKING = {
    metadata.pattern
    for form in (
        *(StudyId, ThemeId, FindingId, QuoteId, ImplicationId, EvidenceId),
        *(PinnedFinding, PinnedRecord, Slug),
    )
    for metadata in get_args(form)[1:]
}
"""The forms of identifiers, and of keys of sections."""


def is_link(key: str, pattern: str) -> bool:
    """Tell whether a field of a form names something that has its name elsewhere."""
    return key not in _GIVE_NAMES and pattern in _LINKING


def advise_on_link(value: str, pattern: str, where: tuple[str, str, str], present: Present) -> str:
    """Say what there is that a link was meant to lead to, or else the form that it must have.

    Args:
        value: What is written.
        pattern: The form.
        where: The name of the field, the file, and the study that is named beside it, or "".
        present: What there is to link to.
    """
    field, file, study = where
    if field in _NAME_SECTIONS:
        if key := present.find_section(value, file, study):
            return f"That is what the section is called: write its key, {key}."
        return "Write a key from `sections` in the study's study.yaml, or add the section there."
    if found := present.find_meant(value, pattern):
        identifier, is_name = found
        pin = ", @ and the version that was read" if is_name and "@" in pattern else ""
        if is_name:
            return f"That is what {identifier} is called: write {identifier}{pin}."
        return f"Did you mean {quote_text(identifier)}?"
    if letters := list_letters(pattern):
        version = ", then @ and the version" if "@" in pattern else ""
        return f"Write {' or '.join(letters)} and three figures or more{version}."
    return "Write its identifier: words in small letters, with hyphens between them."
