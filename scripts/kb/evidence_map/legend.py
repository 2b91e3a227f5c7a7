"""What the shapes, outlines and lines of a map stand for, in words."""

from dataclasses import dataclass

from kb.evidence_map.graph import Graph
from kb.evidence_map.shapes import CORNERS, draw_outline

WORDS = {
    "whole": "Superordinate theme",
    "theme": "Subordinate theme",
    "quoted": "Finding, tinted: participants are quoted saying it, or part of it",
    "finding": "Finding: no quote of it is here",
    "practice": "Recommendation for practice",
    "research": "Recommendation for research",
    "stated": "Solid outline: called for or expected by the study’s authors",
    "derived": "Dashed outline: our suggestion",
    "suspect": "Dotted line: the finding has changed since the recommendation was written",
}
"""By what each sign looks like, in the order in which they are explained."""

STROKE = "M1 10H31"


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape or a line, 30 wide, and what it stands for."""

    look: str
    path: str
    words: str


def make_legend(graph: Graph) -> list[Sign]:
    """Explain the signs that occur in a map, and no others."""
    found: set[str] = {node.look for node in graph.nodes}
    found |= {"derived" if node.is_derived else "stated" for node in graph.recommendations}
    found |= {"suspect" for line in graph.lines if line.suspect}
    found |= {"quoted" for node in graph.findings if node.is_quoted}
    if graph.findings and all(node.is_quoted for node in graph.findings):
        found.remove("finding")
    shapes: dict[str, str] = {look: draw_outline(look, 30, 18) for look in CORNERS}
    shapes["quoted"] = shapes["finding"]
    return [
        Sign(look, shapes.get(look, STROKE), words)
        for look, words in WORDS.items()
        if look in found
    ]
