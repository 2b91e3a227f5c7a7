"""The outlines of boxes, as SVG writes them."""

from kb.evidence_map.graph import Look

POINT = 9
"""How far the point of a signpost reaches; text keeps clear of it."""

CORNERS: dict[Look, int] = {"whole": 2, "theme": 2, "finding": 8, "practice": 3, "research": 15}


def draw_outline(look: Look, width: int, height: int) -> str:
    """Return the outline of a box, from its own top left corner.

    A theme has sharp corners, a finding round ones. A recommendation for practice is a signpost,
    which points on; one for research has round ends.
    """
    r = min(CORNERS[look], height // 2)
    start = f"M{r} 0"
    left = f"H{r}Q0 {height} 0 {height - r}V{r}Q0 0 {r} 0Z"
    if look == "practice":
        edge = width - POINT
        return f"{start}H{edge}L{width} {height / 2:g}L{edge} {height}{left}"
    right = f"H{width - r}Q{width} 0 {width} {r}V{height - r}Q{width} {height} {width - r} {height}"
    return f"{start}{right}{left}"
