"""What of a study's map can be shown by itself, and what belongs to it then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.evidence_map.graph import Graph, map_of_study, part_around
from kb.knowledge.base import KnowledgeBase
from kb.records import Audience, Finding, Implication, Record, Situation, Study, Theme
from kb.records.links import Link

Shown = tuple[Record, str, set[str]]
"""A record that can be chosen, what it is called, and the identifiers of what is shown then."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen, and what of the map is shown then.

    Attributes:
        record: The theme, situation, role or finding.
        label: What it is called.
        nodes: The identifiers of what is shown, column by column.
    """

    record: Record
    label: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything of one kind that can be chosen."""

    name: str
    choices: tuple[Choice, ...]


def list_map_choices(kb: KnowledgeBase, study: Study) -> list[Choices]:
    """Return the themes, situations, roles and findings by which a study's map can be narrowed.

    Of a theme or a finding, all that leads to it and all that follows from it is shown. Of a
    situation, the findings it is recognised in, what is suggested in it, and the findings behind
    what none of these leads to. Of a role, what is addressed to it, and the findings behind that.
    """
    graph = map_of_study(kb, study)
    groups: list[tuple[str, list[Shown]]] = [
        ("Themes", [(t, t.title, _show_part(kb, t)) for t in kb.all_themes_in(study)]),
        ("Situations", [(s, s.heading, _show_situation(kb, s)) for s in kb.all(Situation)]),
        ("Roles", [(a, a.name, _show_role(kb, a)) for a in kb.all(Audience)]),
        ("Findings", [(f, f.label, _show_part(kb, f)) for f in kb.findings_in(study)]),
    ]
    return [
        Choices(name, made)
        for name, those in groups
        if (made := tuple(_make_choices(graph, those)))
    ]


def _make_choices(graph: Graph, those: Iterable[Shown]) -> Iterable[Choice]:
    """Yield what can be chosen, unless no finding of the map would be shown then.

    A theme is shown with the whole that it is part of.
    """
    parts_first = [line for line in reversed(graph.lines) if line.link is Link.PART_OF]
    for record, label, shown in those:
        for line in parts_first:
            if line.target in shown:
                shown.add(line.source)
        nodes = tuple(node.id for node in graph.nodes if node.id in shown)
        if any(node.id in shown for node in graph.findings):
            yield Choice(record, label, nodes)


def _show_part(kb: KnowledgeBase, record: Theme | Finding) -> set[str]:
    return {node.id for node in part_around(kb, record).nodes}


def _show_situation(kb: KnowledgeBase, situation: Situation) -> set[str]:
    findings = [finding for finding, _ in kb.recognised_in(situation)]
    recognised = {finding.id for finding in findings}
    suggested = [implication for implication, _ in kb.suggestions(situation)]
    for implication in suggested:
        behind = _list_behind(kb, implication)
        if not recognised & {finding.id for finding in behind}:
            findings += behind
    return _show(kb, findings, suggested)


def _show_role(kb: KnowledgeBase, audience: Audience) -> set[str]:
    addressed = kb.implications_for(audience)
    return _show(kb, [f for one in addressed for f in _list_behind(kb, one)], addressed)


def _list_behind(kb: KnowledgeBase, implication: Implication) -> list[Finding]:
    return [finding for finding, _ in kb.foundations(implication)]


def _show(
    kb: KnowledgeBase, findings: Sequence[Finding], implications: Sequence[Implication]
) -> set[str]:
    """Return what is shown of findings with their themes, and of recommendations."""
    themes = {theme.id for finding in findings for theme in kb.themes_of(finding)}
    return themes | {record.id for record in (*findings, *implications)}
