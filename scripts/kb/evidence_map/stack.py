"""A column of a drawing: what is in each of its boxes, how high they are, where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from kb.evidence_map.drawing import Box, Label, Style, Text
from kb.evidence_map.graph import Line, Node
from kb.evidence_map.order import Entry
from kb.evidence_map.placing import measure_height, pack, pack_near, spread
from kb.evidence_map.shapes import POINT, draw_outline
from kb.evidence_map.text_width import wrap

EDGE = 2
"""Left free at the sides of a drawing, for outlines."""

DEEPEST = 3
"""How many times boxes are set further in; parts of parts of parts stand below each other."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A column before its boxes have a place.

    Attributes:
        heading: What it holds.
        x: Where it begins.
        width: How wide it is.
        style: How its boxes are written and set.
        entries: What is in each box, from top to bottom.
        labels: The same as text.
        gaps: What is left free before each.
    """

    heading: str
    x: int
    width: int
    style: Style
    entries: tuple[Entry, ...]
    labels: tuple[Label, ...]
    gaps: tuple[int, ...]

    @property
    def heights(self) -> list[int]:
        """How high each box is."""
        return [label.height for label in self.labels]

    @property
    def height(self) -> int:
        """How high it is at least."""
        return measure_height(self.heights, self.gaps)

    def packed(self) -> tuple[Box, ...]:
        """Put the boxes as close to each other as their gaps allow."""
        return self.boxes(pack(self.heights, self.gaps))

    def beside(
        self, other: Sequence[Box], lines: Sequence[Line], room: int, *, loosely: bool = False
    ) -> tuple[Box, ...]:
        """Put each box beside the middle of those it is linked with in another column.

        Args:
            other: The boxes of the other column.
            lines: The links.
            room: How high the drawing is, without headings.
            loosely: Half way to where it would be if all boxes were evenly spread. Where many
                lines meet, that keeps them apart.
        """
        wanted = self.wanted(other, lines)
        if loosely:
            even = spread(self.heights, self.gaps, room)
            wanted = [fmean(pair) for pair in zip(wanted, even, strict=True)]
        return self.boxes(pack_near(wanted, self.heights, self.gaps, room))

    def boxes(self, tops: Sequence[int]) -> tuple[Box, ...]:
        """Put each box in its place."""
        return tuple(
            _make_box(self, entry, label, self.style.heading + top)
            for entry, label, top in zip(self.entries, self.labels, tops, strict=True)
        )

    def wanted(self, beside: Sequence[Box], lines: Sequence[Line]) -> list[float]:
        """Return where the middle of each box should be: at the mean of those it is linked with.

        A box that is linked with none should be where the next that is should be, as a whole
        stands before its parts, or else where the one before should be.
        """
        middles = {box.node.id: box.middle - self.style.heading for box in beside}
        found: dict[str, list[float]] = {}
        for line in lines:
            for end, other in ((line.source, line.target), (line.target, line.source)):
                if other in middles and end not in middles:
                    found.setdefault(end, []).append(middles[other])
        means = [fmean(found[e.node.id]) if e.node.id in found else None for e in self.entries]
        following = next((mean for mean in reversed(means) if mean is not None), 0.0)
        wanted = [following := following if mean is None else mean for mean in reversed(means)]
        return wanted[::-1]


def make_stack(heading: str, x: int, width: int, style: Style, entries: Sequence[Entry]) -> Stack:
    """Return a column of entries: their words broken into lines, the gaps between their groups."""
    gaps = [
        style.gap if one.group == other.group else style.group_gap
        for one, other in pairwise(entries)
    ]
    return Stack(
        heading=heading,
        x=x,
        width=width,
        style=style,
        entries=tuple(entries),
        labels=tuple(_label(e.node, width - _get_inset(e, style), style) for e in entries),
        gaps=(0, *gaps) if entries else (),
    )


def _get_inset(entry: Entry, style: Style) -> int:
    return min(entry.depth, DEEPEST) * style.inset


def _make_box(column: Stack, entry: Entry, label: Label, y: int) -> Box:
    inset = _get_inset(entry, column.style)
    width = column.width - inset
    return Box(
        node=entry.node,
        label=label,
        x=column.x + inset,
        y=y,
        width=width,
        outline=draw_outline(entry.node.look, width, label.height),
    )


def _write_head(node: Node, size: int, room: int) -> tuple[str, ...]:
    """Return a node's identifier and how it is supported: on one line, or on several."""
    if not node.supported:
        return (node.id,)
    whole = wrap(f"{node.id} · {node.supported}", size, room)
    return whole if len(whole) == 1 else (node.id, *wrap(node.supported, size, room))


def _label(node: Node, width: int, style: Style) -> Label:
    """Break a node's words into lines, beside its identifier or below it.

    What says how a finding is supported stands with its identifier, and the words below.
    """
    point = POINT if node.look == "practice" else 0
    beside = 0 if node.supported else style.identifier
    room = width - style.side - max(style.side, point)
    head = _write_head(node, style.size, room)
    lines = wrap(node.words, style.size, room - beside, bold=node.look == "whole")
    first = style.pad + style.size
    above = 0 if beside else style.line * len(head)
    return Label(
        head=Text(head, style.side, first),
        words=Text(lines, style.side + beside, first + above),
        height=2 * style.pad + above + style.line * len(lines),
    )
