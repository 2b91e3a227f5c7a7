"""When a list is too long for one page, and what it is divided by then: the only place.

A page of this many entries, each with a sentence, is read on a phone in a second or two and can be
looked through. With one study nothing is divided by study, so that its pages stay as they are.
"""

from kb.knowledge.base import KnowledgeBase
from kb.records import Audience, Implication, Study
from kb.records.addresses import get_study_part_path
from kb.records.links import Link

MOST = 150
"""How many entries stay on one page."""

MOST_NAMES = 1_000
"""How many entries stay on one page that has hardly more than a name of each."""


def is_long(entries: int, *, names: bool = False) -> bool:
    """Tell whether so many entries, or names alone, are too long a list for one page."""
    return entries > (MOST_NAMES if names else MOST)


def divides_by_study(kb: KnowledgeBase, entries: int, *, names: bool = False) -> bool:
    """Tell whether a list of so many entries is divided by study."""
    return is_long(entries, names=names) and len(kb.all(Study)) > 1


def find_study_behind(kb: KnowledgeBase, implication: Implication) -> Study | None:
    """Return the study under which a recommendation stands: that of the first finding in force."""
    findings = [finding for finding, _ in kb.foundations(implication)]
    return next((kb.study_of(f) for f in findings if not kb.is_withdrawn(f)), None)


def find_place(kb: KnowledgeBase, audience: Audience, implication: Implication) -> str | None:
    """Return the page on which a role's recommendation stands, if not the role's own page."""
    if not divides_by_study(kb, kb.count_into(audience, Link.ADDRESSED_TO)):
        return None
    study = find_study_behind(kb, implication)
    return get_study_part_path(study, f"for-{audience.id}") if study else None
