"""From records to a graph: every identifier in the data becomes a typed link, or a problem."""

from collections.abc import Iterator

from kb.knowledge_base import Edge, KnowledgeBase
from kb.load import Loaded, Located
from kb.nearest import suggestion
from kb.problems import Problem
from kb.records import (
    Finding,
    Implication,
    Part,
    Quote,
    Record,
    StatedBasis,
    Study,
    Term,
    Theme,
)
from kb.relations import RECORD_NOUNS, Link


def link(loaded: Loaded) -> tuple[KnowledgeBase, list[Problem]]:
    """Join the records.

    Args:
        loaded: The records that could be read, and which could not.

    Returns:
        The knowledge base with every link that leads somewhere, and a problem for each identifier
        that is used twice, leads to nothing or leads to a record of the wrong type. A link to a
        record that exists but could not be read is left out without a problem of its own.
    """
    located, problems = _by_identifier(loaded)
    edges: list[Edge] = []
    for place in located.values():
        for edge in _edges(place):
            target = located.get(edge.target)
            if target is None:
                problems += _to_nothing(edge, loaded, located)
            elif not isinstance(target.record, edge.link.value.target):
                problems.append(_to_wrong_type(edge, target.record, located))
            else:
                edges.append(edge)
    return KnowledgeBase(located, tuple(edges)), problems


def _by_identifier(loaded: Loaded) -> tuple[dict[str, Located], list[Problem]]:
    """Index the records by identifier; of two with the same one the first is kept."""
    located: dict[str, Located] = {}
    problems: list[Problem] = []
    for place in loaded.records:
        first = located.setdefault(place.record.id, place)
        if first is not place:
            problems.append(
                Problem(
                    place.position("id"),
                    f"the identifier {place.record.id!r} is used twice",
                    f"It belongs to the {RECORD_NOUNS[type(first.record)]} at "
                    f"{first.position('id')}; give this record one that was never used.",
                )
            )
    return located, problems


def _edges(place: Located) -> Iterator[Edge]:
    """Yield every link that a record's data names."""
    match place.record:
        case Theme() as theme:
            yield _edge(place, Link.DEVELOPED_IN, theme.study, "study")
            if theme.part_of:
                yield _edge(place, Link.PART_OF, theme.part_of, "part_of")
        case Finding() as finding:
            yield from _from_finding(place, finding)
        case Quote():
            # A quote is written inside the finding it illustrates.
            finding_fields = place.document.value
            if isinstance(finding_fields, dict) and isinstance(finding_fields["id"], str):
                yield _edge(place, Link.ILLUSTRATES, finding_fields["id"])
        case Implication() as implication:
            yield from _from_implication(place, implication)
        case Term() as term if term.used_in:
            yield _edge(place, Link.USED_IN, term.used_in.study, "used_in", "study")
    yield from _to_works(place)


def _edge(
    place: Located, link: Link, target: str, *path: str | int, detail: Part | None = None
) -> Edge:
    return Edge(place.record.id, link, target, place.position(*path), detail)


def _from_finding(place: Located, finding: Finding) -> Iterator[Edge]:
    for i, theme in enumerate(finding.themes):
        yield _edge(place, Link.BELONGS_TO, theme, "themes", i)
    for i, other in enumerate(finding.contrasts_with):
        path = ("contrasts_with", i, "finding")
        yield _edge(place, Link.CONTRASTS_WITH, other.finding, *path, detail=other)


def _from_implication(place: Located, implication: Implication) -> Iterator[Edge]:
    for i, basis in enumerate(implication.rests_on):
        path = ("rests_on", i, "finding")
        yield _edge(place, Link.RESTS_ON, basis.finding_id, *path, detail=basis)
    for i, audience in enumerate(implication.addressed_to):
        yield _edge(place, Link.ADDRESSED_TO, audience, "addressed_to", i)
    if isinstance(implication.basis, StatedBasis):
        yield _edge(place, Link.STATED_IN, implication.basis.study, "basis", "study")


def _to_works(place: Located) -> Iterator[Edge]:
    """Yield the links to references."""
    record = place.record
    if isinstance(record, Finding | Study):
        for i, citation in enumerate(record.cites):
            path = ("cites", i, "reference")
            yield _edge(place, Link.CITES, citation.reference, *path, detail=citation)
    if isinstance(record, Implication | Term):
        for i, work in enumerate(record.informed_by):
            path = ("informed_by", i, "reference")
            yield _edge(place, Link.INFORMED_BY, work.reference, *path, detail=work)


def _to_nothing(edge: Edge, loaded: Loaded, located: dict[str, Located]) -> list[Problem]:
    wanted = edge.link.value.target
    if edge.target in loaded.unread or wanted in loaded.unread_types:
        return []
    noun = RECORD_NOUNS[wanted]
    return [
        Problem(
            edge.position,
            f"there is no {noun} {edge.target!r}",
            suggestion(
                edge.target,
                _identifiers(located, wanted),
                f"Write the {noun} first, or link to one that exists.",
            ),
        )
    ]


def _to_wrong_type(edge: Edge, target: Record, located: dict[str, Located]) -> Problem:
    wanted = edge.link.value.target
    noun = RECORD_NOUNS[wanted]
    found = RECORD_NOUNS[type(target)]
    return Problem(
        edge.position,
        f"{edge.target!r} is a {found}, but this link ({edge.link.value.forward}) leads to "
        f"a {noun}",
        suggestion(edge.target, _identifiers(located, wanted), f"Name a {noun} here."),
    )


def _identifiers(located: dict[str, Located], kind: type[Record]) -> list[str]:
    return [name for name, place in located.items() if isinstance(place.record, kind)]
