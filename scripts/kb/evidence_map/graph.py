"""What is in an evidence map: records, and the links that lead from one column to the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.beyond import list_evidence_on
from kb.knowledge.graph import sort_by_number
from kb.knowledge.support import SUPPORT_NAMES, Support, get_support
from kb.records import Finding, Implication, Record, Study, Theme
from kb.records.links import Link
from kb.text.wording import counted

R = TypeVar("R", bound=Record)
Look = Literal["whole", "theme", "finding", "practice", "research"]


@dataclass(frozen=True, slots=True)
class Node:
    """A record in the map.

    Attributes:
        record: The record.
        label: A few words that name it.
        elsewhere: How many findings it rests on that are left out: those of other studies.
        support: How it is supported, of a finding.
        evidence: How many entries of evidence beyond its study bear on it.
    """

    record: Theme | Finding | Implication
    label: str
    elsewhere: int = 0
    support: Support | None = None
    evidence: int = 0

    @property
    def id(self) -> str:
        """The record's identifier."""
        return self.record.id

    @property
    def words(self) -> str:
        """What its box says."""
        if not self.elsewhere:
            return self.label
        return f"{self.label} (also rests on {counted(self.elsewhere, 'finding')} elsewhere)"

    @property
    def supported(self) -> str:
        """How it is supported, in words; "" of what is no finding."""
        return SUPPORT_NAMES[self.support] if self.support else ""

    @property
    def is_quoted(self) -> bool:
        """Whether it is a finding for which participants are quoted."""
        return self.support in ("quoted", "quoted-in-part")

    @property
    def look(self) -> Look:
        """What it is drawn as."""
        match self.record:
            case Theme():
                return "whole" if self.record.is_superordinate else "theme"
            case Finding():
                return "finding"
            case _:
                return self.record.kind

    @property
    def is_derived(self) -> bool:
        """Whether it is a recommendation that the editors derived."""
        return isinstance(self.record, Implication) and self.record.basis.kind == "derived"


@dataclass(frozen=True, slots=True)
class Line:
    """A link in the map, in the direction in which it is read: from themes to recommendations.

    Attributes:
        source: The identifier of the theme or finding that it begins at.
        target: The identifier of the part, finding or recommendation that it ends at.
        link: The kind of link, which the data names in the other direction.
        suspect: Whether the finding has changed since the recommendation was read against it.
    """

    source: str
    target: str
    link: Link
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """A map before anything in it has a place.

    Attributes:
        themes: In the study's order, each whole before its parts.
        findings: By number.
        recommendations: By number.
        lines: The links between them; both ends of each are in the map.
    """

    themes: tuple[Node, ...]
    findings: tuple[Node, ...]
    recommendations: tuple[Node, ...]
    lines: tuple[Line, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Everything in the map, column by column."""
        return (*self.themes, *self.findings, *self.recommendations)

    def under(self, theme: Node) -> "Graph":
        """Return a theme with the findings that belong to it itself, and what rests on these."""
        belonging = [x for x in self.lines if x.source == theme.id and x.link is Link.BELONGS_TO]
        findings = {line.target for line in belonging}
        resting = [line for line in self.lines if line.source in findings]
        recommendations = {line.target for line in resting}
        return Graph(
            themes=(theme,),
            findings=tuple(node for node in self.findings if node.id in findings),
            recommendations=tuple(x for x in self.recommendations if x.id in recommendations),
            lines=(*belonging, *resting),
        )


def map_of_study(kb: KnowledgeBase, study: Study) -> Graph:
    """Return every theme and finding of a study, and the recommendations that rest on them."""
    themes = kb.all_themes_in(study)
    return _build_from_themes(kb, themes)


def part_around(kb: KnowledgeBase, record: Theme | Finding | Implication) -> Graph:
    """Return a record with what leads to it and what follows from it.

    Of a theme: its parts, their findings and what rests on these. Of a finding: its themes and
    what rests on it. Of a recommendation: the findings it rests on and their themes.
    """
    match record:
        case Theme():
            themes = kb.themes_within(record)
            return _build_from_themes(kb, themes)
        case Finding():
            return _build_graph(
                kb, _list_themes(kb, [record]), [record], _list_resting(kb, [record])
            )
        case Implication():
            findings = [f for f, _ in kb.foundations(record) if not kb.is_withdrawn(f)]
            return _build_graph(kb, _list_themes(kb, findings), findings, [record])


def _build_from_themes(kb: KnowledgeBase, themes: list[Theme]) -> Graph:
    findings = _keep_once(finding for theme in themes for finding in kb.findings_of(theme))
    return _build_graph(kb, themes, findings, _list_resting(kb, findings))


def _list_themes(kb: KnowledgeBase, findings: Iterable[Finding]) -> list[Theme]:
    """Return the themes of some findings, in the order of their studies."""
    found = _keep_once(theme for finding in findings for theme in kb.themes_of(finding))
    wanted = {theme.id for theme in found}
    studies = _keep_once(kb.study_of(theme) for theme in found)
    outline = [theme for study in studies for theme in kb.all_themes_in(study)]
    return [theme for theme in outline if theme.id in wanted]


def _list_resting(kb: KnowledgeBase, findings: Iterable[Finding]) -> list[Implication]:
    return _keep_once(item for finding in findings for item, _ in kb.implications_of(finding))


def _keep_once(records: Iterable[R]) -> list[R]:
    return list({record.id: record for record in records}.values())


def _build_graph(
    kb: KnowledgeBase,
    themes: Sequence[Theme],
    findings: Sequence[Finding],
    recommendations: Sequence[Implication],
) -> Graph:
    """Put records together with every link between them."""
    findings, recommendations = (
        sorted(findings, key=sort_by_number),
        sorted(recommendations, key=sort_by_number),
    )
    present = {record.id for record in (*themes, *findings)}
    lines = [
        *(
            Line(theme.part_of, theme.id, Link.PART_OF)
            for theme in themes
            if theme.part_of in present
        ),
        *(
            Line(theme.id, finding.id, Link.BELONGS_TO)
            for finding in findings
            for theme in kb.themes_of(finding)
            if theme.id in present
        ),
        *(
            Line(finding.id, item.id, Link.RESTS_ON, suspect=basis.version < finding.version)
            for item in recommendations
            for finding, basis in kb.foundations(item)
            if finding.id in present
        ),
    ]
    return Graph(
        themes=tuple(Node(theme, theme.title) for theme in themes),
        findings=tuple(
            Node(
                finding,
                finding.label,
                support=get_support(kb, finding),
                evidence=len(list_evidence_on(kb, finding)),
            )
            for finding in findings
        ),
        recommendations=tuple(
            Node(
                item,
                item.label,
                _count_elsewhere(kb, item, themes),
                evidence=len(list_evidence_on(kb, item)),
            )
            for item in recommendations
        ),
        lines=tuple(lines),
    )


def _count_elsewhere(kb: KnowledgeBase, item: Implication, themes: Iterable[Theme]) -> int:
    """Count the findings of other studies that a recommendation rests on."""
    here = {theme.study for theme in themes}
    findings = [finding for finding, _ in kb.foundations(item) if not kb.is_withdrawn(finding)]
    return sum(kb.study_of(finding).id not in here for finding in findings)
