"""The same as the figure, row by row, for those who cannot see it."""

from dataclasses import dataclass

from kb.evidence_map.graph import Line, Node
from kb.evidence_map.order import Columns
from kb.records.links import Link


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, and the recommendations that rest on it with the lines that say so."""

    finding: Node
    recommendations: list[tuple[Node, Line]]


@dataclass(frozen=True, slots=True)
class ThemeRows:
    """A theme, what it is part of within the map, and its findings."""

    theme: Node
    whole: Node | None
    findings: list[FindingRow]


def make_rows(columns: Columns) -> list[ThemeRows]:
    """Return a map theme by theme; a finding of two themes comes twice."""
    entries = (*columns.themes, *columns.findings, *columns.recommendations)
    nodes = {entry.node.id: entry.node for entry in entries}

    def after(node: Node, link: Link) -> list[tuple[Node, Line]]:
        found = {x.target: x for x in columns.lines if x.source == node.id and x.link is link}
        return [(nodes[n], found[n]) for n in nodes if n in found]

    wholes = {x.target: nodes[x.source] for x in columns.lines if x.link is Link.PART_OF}
    return [
        ThemeRows(
            entry.node,
            wholes.get(entry.node.id),
            [
                FindingRow(finding, after(finding, Link.RESTS_ON))
                for finding, _ in after(entry.node, Link.BELONGS_TO)
            ],
        )
        for entry in columns.themes
    ]
