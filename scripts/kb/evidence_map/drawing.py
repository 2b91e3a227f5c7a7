"""What a drawn map is made of: boxes with text in them, curves between them, and their sizes.

All lengths are in units of the drawing: a twentieth of the page's root size, one pixel where
the reader has not chosen otherwise.
"""

from dataclasses import dataclass

from kb.evidence_map.graph import Line, Node

UNITS_PER_REM = 20
"""The theme sets the root size to 125 % of the reader's: mostly 20 pixels."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text, the first of them with its baseline at `y`."""

    lines: tuple[str, ...]
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Style:
    """How boxes are written and set.

    Attributes:
        size: The size of the text.
        line: From one line of text to the next.
        pad: Free above and below the text.
        side: Free left and right of the text.
        identifier: How far right of the identifier the words begin; 0 to begin below it.
        inset: How much further in a part stands than its whole.
        gap: Free between two boxes of a group.
        group_gap: Free between two groups.
        heading: How high the heading of a column is.
    """

    size: int
    line: int
    pad: int
    side: int
    identifier: int
    inset: int
    gap: int
    group_gap: int
    heading: int


@dataclass(frozen=True, slots=True)
class Label:
    """What a box says, before the box has a place.

    Attributes:
        head: Its identifier and, of a finding, how that is supported.
        words: What it is called.
        height: How high the box is.
    """

    head: Text
    words: Text
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place."""

    node: Node
    label: Label
    x: int
    y: int
    width: int
    outline: str

    @property
    def height(self) -> int:
        """How high it is."""
        return self.label.height

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Curve:
    """A line in its place; `path` is what SVG draws of it."""

    line: Line
    start: Point
    end: Point
    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """The boxes that stand one above the other, and what they are."""

    heading: str
    x: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn map."""

    width: int
    height: int
    columns: tuple[Column, ...]
    curves: tuple[Curve, ...]
    style: Style
