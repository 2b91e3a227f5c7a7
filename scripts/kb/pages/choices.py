"""What a list can be filtered by: the values of a choice, their words, and how many have each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Study

S = TypeVar("S", bound=str)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by, and how many entries of the list there are for it."""

    value: str
    label: str
    count: int


def list_choices(labels: Mapping[S, str], counts: Mapping[S, int]) -> list[Choice]:
    """Return what there is to choose from, in the order of the labels."""
    return [
        Choice(value, label, counts[value]) for value, label in labels.items() if counts.get(value)
    ]


def list_theme_choices(
    kb: KnowledgeBase, studies: Iterable[Study], counts: Mapping[str, int]
) -> list[tuple[Study, list[Choice]]]:
    """Return the themes to choose from, study by study, each whole before its parts."""
    groups = [
        (study, list_choices({t.id: f"{t.id} {t.title}" for t in kb.all_themes_in(study)}, counts))
        for study in studies
    ]
    return [(study, choices) for study, choices in groups if choices]


def list_theme_values(kb: KnowledgeBase, findings: Iterable[Finding]) -> list[str]:
    """Return the identifiers of the themes that findings belong to, and of those they are part of.

    Whoever chooses a theme is shown what belongs to its parts as well.
    """
    own = [theme for finding in findings for theme in kb.themes_of(finding)]
    return sorted({theme.id for theme in own} | {theme.part_of for theme in own if theme.part_of})
