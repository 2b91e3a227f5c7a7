"""How far down each box of a column stands: in order, never overlapping, near to what it is for."""

from collections.abc import Sequence
from itertools import accumulate
from statistics import fmean


def measure_height(heights: Sequence[int], gaps: Sequence[int]) -> int:
    """Return how high a column is at least, with a gap before each box."""
    return sum(heights) + sum(gaps)


def pack(heights: Sequence[int], gaps: Sequence[int]) -> list[int]:
    """Return the tops of boxes that stand as close as their gaps allow."""
    ends = accumulate(gap + height for gap, height in zip(gaps, heights, strict=True))
    return [end - height for end, height in zip(ends, heights, strict=True)]


def spread(heights: Sequence[int], gaps: Sequence[int], room: int) -> list[float]:
    """Return where the middles of boxes are when all that is free is spread evenly among them."""
    each = (room - measure_height(heights, gaps)) / max(len(heights), 1)
    tops = pack(heights, gaps)
    return [
        top + height / 2 + each * (n + 0.5)
        for n, (top, height) in enumerate(zip(tops, heights, strict=True))
    ]


def pack_near(
    wanted: Sequence[float], heights: Sequence[int], gaps: Sequence[int], room: int
) -> list[int]:
    """Return the tops that bring each box's middle as near as possible to where it is wanted.

    The order stays, gaps are kept, and nothing stands above 0 or below `room`. The sum of squared
    distances is the least possible: seen from the packed column, tops may only grow, which makes
    this an isotonic regression, done by pooling neighbours that are in each other's way.

    Args:
        wanted: Where the middle of each box should be.
        heights: How high each box is.
        gaps: How much is left free before each box; the first is not used.
        room: How high the drawing is; at least as high as the packed column.
    """
    lowest = pack(heights, gaps)
    spare = room - measure_height(heights, gaps)
    pools: list[list[float]] = []
    for middle, height, top in zip(wanted, heights, lowest, strict=True):
        pools.append([middle - height / 2 - top])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    shifts = [min(max(round(fmean(pool)), 0), spare) for pool in pools for _ in pool]
    return [top + shift for top, shift in zip(lowest, shifts, strict=True)]
