"""A map in two columns, for a phone: themes with their findings below them, and recommendations."""

from collections.abc import Mapping, Sequence

from kb.evidence_map.curves import draw_across, draw_around, draw_down_and_in, place_ports
from kb.evidence_map.drawing import Box, Column, Curve, Drawing, Point, Style
from kb.evidence_map.graph import Line
from kb.evidence_map.order import Columns, Entry
from kb.evidence_map.stack import EDGE, make_stack
from kb.records.links import Link

WIDTH = 272
"""As wide as text on the narrowest phone: it is never shown smaller than it is drawn."""
LEFT = 136
RIGHT = 115
REACH = 15
"""How far a line swings out that joins two boxes of the left column; it stays between columns."""

STYLE = Style(13, 17, pad=7, side=6, identifier=0, inset=10, gap=8, group_gap=20, heading=30)


def lay_out_narrow(columns: Columns) -> Drawing:
    """Draw a map in two columns.

    The left one is packed; recommendations stand as near as they can to what they rest on.
    """
    left = make_stack("Findings by theme", EDGE, LEFT, STYLE, _list_by_theme(columns))
    x = WIDTH - EDGE - RIGHT
    right = make_stack("Recommendations", x, RIGHT, STYLE, columns.recommendations)
    room = max(left.height, right.height)
    first = left.packed()
    last = right.beside(first, columns.lines, room, loosely=True)
    sides = [(left.heading, left.x, first), (right.heading, right.x, last)]
    return Drawing(
        width=WIDTH,
        height=STYLE.heading + room + EDGE,
        columns=tuple(Column(heading, x, boxes) for heading, x, boxes in sides if boxes),
        curves=_draw_curves(first, last, columns.lines),
        style=STYLE,
    )


def _list_by_theme(columns: Columns) -> list[Entry]:
    """Return each theme and, further in below the last theme it belongs to, each finding."""
    last: dict[str, str] = {}
    for theme in columns.themes:
        for line in columns.lines:
            if line.source == theme.node.id and line.link is Link.BELONGS_TO:
                last[line.target] = theme.node.id
    return [
        *(entry for entry in columns.findings if entry.node.id not in last),
        *(
            entry
            for theme in columns.themes
            for entry in (theme, *_list_below(theme, columns, last))
        ),
    ]


def _list_below(theme: Entry, columns: Columns, last: Mapping[str, str]) -> list[Entry]:
    return [
        Entry(finding.node, theme.group, theme.depth + 1)
        for finding in columns.findings
        if last.get(finding.node.id) == theme.node.id
    ]


def _draw_curves(
    left: Sequence[Box], right: Sequence[Box], lines: Sequence[Line]
) -> tuple[Curve, ...]:
    """Draw lines to what stands below in the left column from its left, all others level."""
    boxes = {box.node.id: box for box in (*left, *right)}
    nearest: dict[str, int] = {}
    for line in lines:
        nearest[line.target] = max(nearest.get(line.target, 0), boxes[line.source].y)
    below = [line for line in lines if _is_below(line, boxes, nearest)]
    around_from = [line for line in lines if line not in below and line.link is Link.BELONGS_TO]
    on_the_right = place_ports(
        boxes,
        [
            *((line.source, line.target) for line in lines if line not in below),
            *((line.target, line.source) for line in around_from),
        ],
    )
    on_the_left = place_ports(
        boxes, [(x.target, x.source) for x in lines if x.link is Link.RESTS_ON]
    )

    def curve(line: Line) -> Curve:
        source, target = boxes[line.source], boxes[line.target]
        if line in below:
            return draw_down_and_in(line, source, target)
        start = Point(source.right, on_the_right[line.source, line.target])
        if line in around_from:
            end = Point(target.right, on_the_right[line.target, line.source])
            return draw_around(line, start, end, REACH)
        return draw_across(line, start, Point(target.x, on_the_left[line.target, line.source]))

    return tuple(curve(line) for line in lines)


def _is_below(line: Line, boxes: Mapping[str, Box], nearest: Mapping[str, int]) -> bool:
    """Return whether a line leads to a part, or to a finding below the last of its themes."""
    belongs = line.link is Link.BELONGS_TO and boxes[line.source].y == nearest[line.target]
    return belongs or line.link is Link.PART_OF
