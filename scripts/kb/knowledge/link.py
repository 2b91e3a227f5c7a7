"""From records to a graph: every identifier in the data becomes a typed link, or a problem."""

from collections import Counter
from collections.abc import Iterator

from kb.files.limits import PROBLEMS
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.load.loader import Claim, Loaded, Located
from kb.problems.nearest import suggestion
from kb.problems.problem import NOWHERE, Position, Problem
from kb.records import (
    Finding,
    Quote,
    Record,
    RecordNamedInWords,
)
from kb.records.kinds import kind_of
from kb.records.links import Link
from kb.records.outgoing import Outgoing, link_to_successor
from kb.strict_yaml.document import Path
from kb.text.wording import quoted


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
    kinds: dict[str, type[Record]] = {}
    for claim, _ in _claims(loaded):
        kinds.setdefault(claim.identifier, claim.kind)
    edges: list[Edge] = []
    told: Counter[str] = Counter()
    for place in located.values():
        for edge in edges_of(place):
            if told[place.document.file] > PROBLEMS and edge.target not in located:
                continue  # what else could be meant is looked for in vain by now
            mistakes = _mistakes(edge, place, kinds.get(edge.target), loaded)
            problems += mistakes
            told[place.document.file] += len(mistakes)
            if edge.target in located and not mistakes:
                edges.append(edge)
    for place in loaded.partial:
        for edge in edges_of(place):
            # A quote lies in its finding, and whatever is wrong with that has been told.
            if edge.position != NOWHERE and edge.link is not Link.ILLUSTRATES:
                problems += _mistakes(edge, place, kinds.get(edge.target), loaded)
    return KnowledgeBase(located, tuple(edges)), problems


def widened(kb: KnowledgeBase, loaded: Loaded) -> KnowledgeBase:
    """Return the knowledge base with unsound records in it, for rules on what is written there.

    Those are left out whose identifier is not known, and studies of which not every section and
    participant is: nothing could be said of what names them.
    """
    partial = [place for place in loaded.partial if not any(map(_names_others, place.filled))]
    located = {place.record.id: place for place in reversed(partial)} | dict(kb.located)
    edges = (edge for place in located.values() for edge in edges_of(place))
    return KnowledgeBase(
        located,
        tuple(
            edge
            for edge in edges
            if edge.position != NOWHERE
            and edge.target in located
            and _wanted(edge, located[edge.source]) is type(located[edge.target].record)
        ),
    )


def _names_others(path: Path) -> bool:
    """Tell whether something is known by what is written at a path of a record."""
    if path[:1] in {("sections",), ("participants",)}:
        return len(path) < 3 or path[-1] in ("key", "pseudonym")  # noqa: PLR2004 - list, entry, field
    return path in {(), ("id",)}


def _mistakes(
    edge: Edge, place: Located, kind: type[Record] | None, loaded: Loaded
) -> list[Problem]:
    """Say what is wrong with a link from a record to an identifier of a type, or of nothing."""
    wanted = _wanted(edge, place)
    if kind is None:
        return _to_nothing(edge, wanted, loaded)
    return [] if kind is wanted else [_to_wrong_type(edge, kind, wanted, loaded)]


def _wanted(edge: Edge, place: Located) -> type[Record]:
    """Return the type that a link leads to: of a record's successor it is its own."""
    target = edge.link.value.target
    return type(place.record) if target is Record else target


def _by_identifier(loaded: Loaded) -> tuple[dict[str, Located], list[Problem]]:
    """Index the records by identifier; of two with the same one the first is kept."""
    located: dict[str, Located] = {}
    first: dict[str, Claim] = {}
    problems: list[Problem] = []
    left_out: set[str] = set()
    for claim, place in _claims(loaded):
        other = first.setdefault(claim.identifier, claim)
        if other is not claim:
            problems.append(_used_twice(claim, other))
            if claim.kind is Finding:
                left_out.add(claim.document.file)
        # The quotes of a finding that is left out belong to no finding.
        elif place and claim.document.file not in left_out:
            located[claim.identifier] = place
    return located, problems


def _claims(loaded: Loaded) -> Iterator[tuple[Claim, Located | None]]:
    """Yield every identifier that a record gives, and the record if it is sound."""
    for place in loaded.records:
        claim = Claim(place.record.id, type(place.record), place.document, (*place.path, "id"))
        yield claim, place
    for claim in loaded.claims:
        yield claim, None


def _used_twice(claim: Claim, first: Claim) -> Problem:
    return Problem(
        claim.position,
        f"the identifier {quoted(claim.identifier)} is used twice",
        f"It belongs to the {kind_of(first.kind).noun} at {first.position}; "
        "give this record one that was never used.",
    )


def edges_of(place: Located) -> Iterator[Edge]:
    """Yield every link that a record's data names, whether it leads anywhere or not."""
    if isinstance(place.record, Quote):
        # A quote is written inside the finding it illustrates.
        finding = place.document.value
        if isinstance(finding, dict) and isinstance(finding.get("id"), str):
            yield _edge(place, Outgoing(Link.ILLUSTRATES, str(finding["id"]), ()))
    for one in (*kind_of(place.record).links(place.record), *link_to_successor(place.record)):
        yield _edge(place, one)


def _edge(place: Located, one: Outgoing) -> Edge:
    return Edge(place.record.id, one.link, one.target, one.detail, place, one.path)


def _to_nothing(edge: Edge, wanted: type[Record], loaded: Loaded) -> list[Problem]:
    if edge.target in loaded.unread or wanted in loaded.unread_types:
        return []
    noun = kind_of(wanted).noun
    if present := present_names(loaded).get(edge.target):
        return [renamed(edge.target, present, edge.position)]
    return [
        Problem(
            edge.position,
            f"there is no {noun} {quoted(edge.target)}",
            suggestion(
                edge.target,
                _others(edge, wanted, loaded),
                f"Write the {noun} first, or link to one that exists.",
            ),
        )
    ]


def _to_wrong_type(edge: Edge, kind: type[Record], wanted: type[Record], loaded: Loaded) -> Problem:
    noun = kind_of(wanted).noun
    found = kind_of(kind).noun
    return Problem(
        edge.position,
        f"{quoted(edge.target)} is {_one(found)}, "
        f"but this link ({edge.link.value.forward}) leads to {_one(noun)}",
        suggestion(edge.target, _others(edge, wanted, loaded), f"Name {_one(noun)} here."),
    )


def present_names(loaded: Loaded) -> dict[str, str]:
    """Return what is called otherwise now, by each of its earlier names."""
    return {
        former: place.record.id
        for place in loaded.records
        if isinstance(place.record, RecordNamedInWords)
        for former in place.record.formerly
    }


def renamed(former: str, present: str, position: Position) -> Problem:
    """Say that something names a record as it was called once."""
    return Problem(
        position, f"{quoted(former)} is now called {quoted(present)}", f"Write {present} here."
    )


def _one(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _others(edge: Edge, wanted: type[Record], loaded: Loaded) -> list[str]:
    """Return the identifiers that the link could have meant; nothing links to itself."""
    return [
        claim.identifier
        for claim, _ in _claims(loaded)
        if claim.kind is wanted and claim.identifier != edge.source
    ]
