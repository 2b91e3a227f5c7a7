"""The evidence map: themes, their findings, and the recommendations that rest on these.

From records to a figure in four steps, each a module and none of them aware of HTML: what is in
the map (`graph`), in which order (`order`), where (`wide` for three columns, `narrow` for two),
and how it is drawn (`shapes`). Templates write what comes out of it.
"""

from dataclasses import dataclass

from kb.evidence_map.choices import Choices, list_map_choices
from kb.evidence_map.drawing import Drawing
from kb.evidence_map.graph import Graph, map_of_study, part_around
from kb.evidence_map.legend import Sign, make_legend
from kb.evidence_map.narrow import lay_out_narrow
from kb.evidence_map.order import order_columns
from kb.evidence_map.table import ThemeRows, make_rows
from kb.evidence_map.wide import PART, WHOLE, Measures, lay_out_wide
from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Implication, Study, Theme

Mapped = Study | Theme | Finding | Implication
"""Records that have a map: a study the whole of it, the others the part around them."""


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """A map, ready to be shown.

    Attributes:
        about: The record whose map it is.
        graph: What is in it.
        wide: Three columns, for a desk.
        narrow: Two columns, for a phone: one drawing, or one of each theme.
        legend: What shapes and lines stand for.
        rows: The same as a table, theme by theme.
    """

    about: Mapped
    graph: Graph
    wide: Drawing
    narrow: list[Drawing]
    legend: list[Sign]
    rows: list[ThemeRows]

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a larger map."""
        return not isinstance(self.about, Study)

    @property
    def name(self) -> str:
        """What it is a map of, in a word or two."""
        return self.about.short_name if isinstance(self.about, Study) else self.about.id


def evidence_map(kb: KnowledgeBase, about: Mapped) -> EvidenceMap:
    """Return the map of a study, or the part of it around a theme, finding or recommendation."""
    if isinstance(about, Study):
        return draw_map(map_of_study(kb, about), about, WHOLE)
    return draw_map(part_around(kb, about), about, PART)


def draw_map(graph: Graph, about: Mapped, measures: Measures) -> EvidenceMap:
    """Put what is in a map in order, and draw it.

    On a phone, a map of several themes is divided by them: lines stay short enough to follow, and
    a recommendation that rests on findings of two themes comes twice.
    """
    columns = order_columns(graph)
    by_theme = isinstance(about, Study | Theme)
    parts = [order_columns(graph.under(theme)) for theme in graph.themes] if by_theme else [columns]
    return EvidenceMap(
        about=about,
        graph=graph,
        wide=lay_out_wide(columns, measures),
        narrow=[lay_out_narrow(part) for part in parts],
        legend=make_legend(graph),
        rows=make_rows(columns),
    )


__all__ = ["Choices", "EvidenceMap", "Mapped", "drawing", "evidence_map", "list_map_choices"]
