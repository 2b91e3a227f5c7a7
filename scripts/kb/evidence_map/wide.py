"""A map in three columns: themes, findings, recommendations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.evidence_map.curves import draw_across, draw_down_and_in, place_ports
from kb.evidence_map.drawing import Box, Column, Curve, Drawing, Point, Style
from kb.evidence_map.graph import Line
from kb.evidence_map.order import Columns
from kb.evidence_map.stack import EDGE, Stack, make_stack
from kb.records.links import Link


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide the columns are, how far they are apart, and how their boxes are set."""

    themes: int
    findings: int
    recommendations: int
    first_gap: int
    second_gap: int
    style: Style


WHOLE = Measures(
    themes=236,
    findings=330,
    recommendations=360,
    first_gap=80,
    second_gap=132,
    style=Style(14, 18, pad=6, side=12, identifier=46, inset=16, gap=8, group_gap=22, heading=34),
)
"""A whole study's map, on a page of its own."""

PART = Measures(
    themes=184,
    findings=212,
    recommendations=212,
    first_gap=46,
    second_gap=62,
    style=Style(14, 18, pad=6, side=10, identifier=0, inset=12, gap=8, group_gap=16, heading=34),
)
"""A part of a map, on the page of a record."""

OUTWARD = {0: ((1, 0), (2, 1)), 1: ((0, 1), (2, 1)), 2: ((1, 2), (0, 1))}
"""By the column that is packed: which is placed next, and by which other that has its place."""


def lay_out_wide(columns: Columns, measures: Measures) -> Drawing:
    """Draw a map in three columns.

    The highest column is packed. The boxes of the others stand as near as they can to the middle
    of what they are linked with.
    """
    stacks = _make_stacks(columns, measures)
    room = max(each.height for each in stacks)
    highest = next(n for n, each in enumerate(stacks) if each.height == room)
    placed = {highest: stacks[highest].packed()}
    for here, beside in OUTWARD[highest]:
        placed[here] = stacks[here].beside(
            placed[beside], columns.lines, room, loosely=here > beside
        )
    boxes = {box.node.id: box for n in placed for box in placed[n]}
    return Drawing(
        width=stacks[-1].x + measures.recommendations + EDGE,
        height=measures.style.heading + room + EDGE,
        columns=tuple(
            Column(each.heading, each.x, placed[n]) for n, each in enumerate(stacks) if placed[n]
        ),
        curves=_draw_curves(boxes, columns.lines),
        style=measures.style,
    )


def _make_stacks(columns: Columns, measures: Measures) -> list[Stack]:
    findings = EDGE + measures.themes + measures.first_gap
    last = findings + measures.findings + measures.second_gap
    style = measures.style
    return [
        make_stack("Themes", EDGE, measures.themes, style, columns.themes),
        make_stack("Findings", findings, measures.findings, style, columns.findings),
        make_stack(
            "Recommendations", last, measures.recommendations, style, columns.recommendations
        ),
    ]


def _draw_curves(boxes: Mapping[str, Box], lines: Sequence[Line]) -> tuple[Curve, ...]:
    level = [line for line in lines if line.link is not Link.PART_OF]
    leaving = place_ports(boxes, [(line.source, line.target) for line in level])
    arriving = place_ports(boxes, [(line.target, line.source) for line in level])
    return tuple(
        draw_down_and_in(line, boxes[line.source], boxes[line.target])
        if line.link is Link.PART_OF
        else draw_across(
            line,
            Point(boxes[line.source].right, leaving[line.source, line.target]),
            Point(boxes[line.target].x, arriving[line.target, line.source]),
        )
        for line in lines
    )
