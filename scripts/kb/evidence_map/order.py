"""In which order the nodes of each column stand, so that few lines cross."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from kb.evidence_map.graph import Graph, Line, Node
from kb.records.links import Link

SWEEPS = 8
"""How often neighbours are compared at most; mostly nothing changes after two or three rounds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A node in its column.

    Attributes:
        node: The node.
        group: Which of its column's groups it is in; the nodes of a group stand together.
        depth: How many wholes it is part of, within the map.
    """

    node: Node
    group: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """A map whose columns are in order."""

    themes: tuple[Entry, ...]
    findings: tuple[Entry, ...]
    recommendations: tuple[Entry, ...]
    lines: tuple[Line, ...]


def order_columns(graph: Graph) -> Columns:
    """Put the columns of a map in order; the same map is always put in the same.

    Themes keep their study's order. Findings follow the first of their themes, and the study's
    order within it. Recommendations stand near the findings that they rest on.
    """
    themes = {node.id: place for place, node in enumerate(graph.themes)}
    before = _list_places_before(graph.lines, themes)
    first = {node.id: min(before.get(node.id, [len(themes)])) for node in graph.findings}
    findings = sorted(graph.findings, key=lambda node: first[node.id])
    places = {node.id: place for place, node in enumerate(findings)}
    last = _untangle(graph.recommendations, _list_places_before(graph.lines, places))
    return Columns(
        themes=_list_outline(graph),
        findings=tuple(Entry(node, group=first[node.id]) for node in findings),
        recommendations=tuple(Entry(node) for node in last),
        lines=graph.lines,
    )


def _list_outline(graph: Graph) -> tuple[Entry, ...]:
    """Group each theme with the whole that it is part of."""
    wholes = {line.target: line.source for line in graph.lines if line.link is Link.PART_OF}
    entries: dict[str, Entry] = {}
    for node in graph.themes:
        whole = entries.get(wholes.get(node.id, ""))
        entries[node.id] = (
            Entry(node, whole.group, whole.depth + 1) if whole else Entry(node, len(entries))
        )
    return tuple(entries.values())


def _untangle(nodes: tuple[Node, ...], before: dict[str, list[int]]) -> tuple[Node, ...]:
    """Sort nodes by the mean place of what leads to them, then let neighbours change places.

    Equals stay as they are; neighbours change for as long as fewer lines cross for it.
    """
    row = sorted(nodes, key=lambda node: fmean(before.get(node.id, [0])))
    for _ in range(SWEEPS):
        changed = False
        for place in range(len(row) - 1):
            one, other = (before.get(node.id, []) for node in row[place : place + 2])
            if _count_crossings(one, other) > _count_crossings(other, one):
                row[place : place + 2] = reversed(row[place : place + 2])
                changed = True
        if not changed:
            break
    return tuple(row)


def _count_crossings(upper: list[int], lower: list[int]) -> int:
    """Count how many lines to two neighbours cross, given the places that they come from."""
    return sum(one > other for one in upper for other in lower)


def _list_places_before(lines: tuple[Line, ...], places: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the places of what leads to each node from the column before."""
    found: dict[str, list[int]] = {}
    for line in lines:
        if line.source in places and line.target not in places:
            found.setdefault(line.target, []).append(places[line.source])
    return found
