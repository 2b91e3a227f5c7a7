"""Where lines meet boxes, and the paths of lines as SVG writes them."""

from collections.abc import Mapping, Sequence

from kb.evidence_map.drawing import Box, Curve, Point
from kb.evidence_map.graph import Line

BEND = 6
"""The radius of the bend in a line that turns."""

Ports = Mapping[tuple[str, str], int]
"""How far down a line meets a box: by the box's identifier and that of the box at its other end."""


def place_ports(boxes: Mapping[str, Box], ends: Sequence[tuple[str, str]]) -> Ports:
    """Give each line its own place at the side of the box it meets, in the order of what it joins.

    Args:
        boxes: Every box, by the identifier of its node.
        ends: The box that a line meets, and the box at its other end.
    """
    others: dict[str, list[Box]] = {}
    for here, there in ends:
        others.setdefault(here, []).append(boxes[there])
    return {
        (here, other.node.id): boxes[here].y + round(boxes[here].height * share)
        for here, found in others.items()
        for other, share in zip(
            sorted(found, key=lambda box: (box.x, box.y)), _space_evenly(len(found)), strict=True
        )
    }


def _space_evenly(count: int) -> list[float]:
    return [(n + 1) / (count + 1) for n in range(count)]


def draw_across(line: Line, start: Point, end: Point) -> Curve:
    """Return a curve from one column to the next that leaves and arrives level."""
    half = (start.x + end.x) // 2
    path = f"M{start.x} {start.y}C{half} {start.y} {half} {end.y} {end.x} {end.y}"
    return Curve(line, start, end, path)


def draw_down_and_in(line: Line, source: Box, target: Box) -> Curve:
    """Return a line from under a box to the left side of one that stands further in below it."""
    start = Point((source.x + target.x) // 2, source.bottom)
    end = Point(target.x, round(target.middle))
    bend = min(BEND, end.x - start.x)
    path = f"M{start.x} {start.y}V{end.y - bend}Q{start.x} {end.y} {start.x + bend} {end.y}H{end.x}"
    return Curve(line, start, end, path)


def draw_around(line: Line, start: Point, end: Point, reach: int) -> Curve:
    """Return a curve from the right side of a box to that of another in the same column."""
    out = max(start.x, end.x) + reach
    path = f"M{start.x} {start.y}C{out} {start.y} {out} {end.y} {end.x} {end.y}"
    return Curve(line, start, end, path)
