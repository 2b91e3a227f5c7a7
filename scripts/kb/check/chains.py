"""Chains of records that each name the next one: which lead back to themselves, and which go on.

A theme is part of one other at most, and one record at most takes another's place. So each chain
is walked once, however many begin in it.
"""

from collections.abc import Iterator, Mapping, Sequence

from kb.files.limits import NAMED
from kb.knowledge.base import KnowledgeBase
from kb.records.links import Link


def find_circles(kb: KnowledgeBase, link: Link) -> Iterator[list[str]]:
    """Yield each chain that leads back to itself, beginning with what stands first in the data."""
    following = _list_following(kb, link)
    place = {name: i for i, name in enumerate(following)}
    begun: dict[str, str] = {}
    for first in following:
        trail: list[str] = []
        name = first
        while name in following and name not in begun:
            begun[name] = first
            trail.append(name)
            name = following[name]
        if begun.get(name) == first and name in following:
            circle = trail[trail.index(name) :]
            start = circle.index(min(circle, key=place.__getitem__))
            yield [*circle[start:], *circle[:start]]


def find_first_beyond(kb: KnowledgeBase, link: Link, most: int) -> Iterator[str]:
    """Yield each record from which one link more leads to the end of its chain than may be.

    Records further away are not told: with that one mended, they are.
    """
    following = _list_following(kb, link)
    steps: dict[str, int] = {}
    for first in following:
        trail: list[str] = []
        name = first
        while name in following and name not in steps:
            steps[name] = 0  # what leads back to itself is told elsewhere
            trail.append(name)
            name = following[name]
        for one in reversed(trail):
            steps[one] = steps.get(following[one], 0) + 1
            if steps[one] == most + 1:
                yield one


def write_trail(circle: Sequence[str]) -> str:
    """Write a chain that leads back to itself, the middle of a long one left out."""
    shown = [*circle[:NAMED], *(["…"] if len(circle) > NAMED else []), circle[0]]
    return " → ".join(shown)


def _list_following(kb: KnowledgeBase, link: Link) -> Mapping[str, str]:
    return {edge.source: edge.target for edge in kb.edges if edge.link is link}
