"""Parts that a long index had once: their addresses are permanent, and lead on when they are gone.

A study that is withdrawn has no part of an index, and an index that became short again has no parts
at all. Nobody writes down when an index was long; but records are withdrawn and never deleted, so
one that was ever long has that many records still, in force or withdrawn. Where it has fewer, no
such address was ever given out, and no page is made for it.
"""

from collections.abc import Collection, Iterator
from string import ascii_lowercase
from typing import TypeVar

from kb.knowledge.base import KnowledgeBase
from kb.pages.audiences import INDEX as AUDIENCES
from kb.pages.dividing import is_long
from kb.pages.findings import INDEX as FINDINGS
from kb.pages.implications import INDEX as IMPLICATIONS
from kb.pages.moved import moved_page
from kb.pages.page import Crumb, Page, crumb
from kb.pages.quotes import INDEX as QUOTES
from kb.pages.references import INDEX as REFERENCES
from kb.pages.references import OTHER_LETTERS
from kb.pages.themes import INDEX as THEMES
from kb.pages.voices import PATH as VOICES
from kb.records import Audience, Finding, Implication, Quote, Record, Reference, Study, Theme
from kb.records.addresses import EVIDENCE_MAP, letter_path, page_path, study_part_path
from kb.records.links import Link

R = TypeVar("R", bound=Record)

_PARTS: dict[str, tuple[Crumb, type[Record]]] = {
    "findings": (FINDINGS, Finding),
    "quotes": (QUOTES, Quote),
    "themes": (THEMES, Theme),
    "recommendations": (IMPLICATIONS, Implication),
    "map": (Crumb("Evidence map", EVIDENCE_MAP), Finding),
    "voices": (Crumb("Whose voices carry what", VOICES), Quote),
}
"""What each part of a study belongs to, and of which records that index is long."""


def former_parts(kb: KnowledgeBase, taken: Collection[str]) -> list[Page]:
    """Return a page for each part that an index can have had and has not.

    Of a study in force it leads to the index, of a withdrawn one to what is said of the study.

    Args:
        kb: The linked records.
        taken: The paths of all other pages.
    """
    ways = {path: target for path, target in _former(kb, taken) if path not in taken}
    return [moved_page(path, to.path, to.label) for path, to in ways.items()]


def _former(kb: KnowledgeBase, taken: Collection[str]) -> Iterator[tuple[str, Crumb]]:
    studies = _ever(kb, Study)
    if len(studies) > 1:
        for part, (index, kind) in _PARTS.items():
            if is_long(len(_ever(kb, kind))):
                for study in studies:
                    yield study_part_path(study, part), _of(kb, study) or index
        yield from _for_audiences(kb, taken)
    if is_long(len(_ever(kb, Reference))):
        for letter in (*ascii_lowercase, OTHER_LETTERS):
            yield letter_path(letter), REFERENCES


def _for_audiences(kb: KnowledgeBase, taken: Collection[str]) -> Iterator[tuple[str, Crumb]]:
    """Yield the parts of each role's list; a role that was renamed had them under each name."""
    for audience in _ever(kb, Audience):
        addressed = [one for one in _ever(kb, Implication) if _is_addressed(kb, one, audience)]
        if not is_long(len(addressed)):
            continue
        role = AUDIENCES if kb.is_withdrawn(audience) else crumb(audience, audience.name)
        for study in _studies_behind(kb, addressed):
            own = Crumb(role.label, study_part_path(study, f"for-{audience.id}"))
            now = own if own.path in taken else _of(kb, study) or role
            for name in (audience.id, *audience.formerly):
                yield study_part_path(study, f"for-{name}"), now


def _is_addressed(kb: KnowledgeBase, implication: Implication, audience: Audience) -> bool:
    return any(edge.target == audience.id for edge in kb.out(implication, Link.ADDRESSED_TO))


def _studies_behind(kb: KnowledgeBase, addressed: list[Implication]) -> list[Study]:
    found = {kb.study_of(finding).id for one in addressed for finding, _ in kb.foundations(one)}
    return [study for study in _ever(kb, Study) if study.id in found]


def _of(kb: KnowledgeBase, study: Study) -> Crumb | None:
    return Crumb(study.short_name, page_path(study)) if kb.is_withdrawn(study) else None


def _ever(kb: KnowledgeBase, kind: type[R]) -> list[R]:
    return [*kb.all(kind), *kb.withdrawn(kind)]
