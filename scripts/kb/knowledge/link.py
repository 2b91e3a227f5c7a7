"""From records to a graph: every identifier in the data becomes a typed link, or a problem."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from kb.files.limits import FOUND
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.load.loader import Claim, Loaded, Located
from kb.load.nearest import Names
from kb.load.recognise import add_article
from kb.problems.problem import NOWHERE, Position, Problem
from kb.records import (
    Finding,
    Quote,
    Record,
    RecordNamedInWords,
    Reference,
    Study,
    Theme,
)
from kb.records.data_files import is_identifier
from kb.records.kinds import get_kind
from kb.records.links import Link
from kb.records.outgoing import Outgoing, list_link_to_successor
from kb.strict_yaml.document import FieldPath
from kb.text.folding import fold
from kb.text.wording import quote_text


def link(loaded: Loaded) -> tuple[KnowledgeBase, list[Problem]]:
    """Join the records.

    Args:
        loaded: The records that could be read, and which could not.

    Returns:
        The knowledge base with every link that leads somewhere, and a problem for each identifier
        that is used twice, leads to nothing or leads to a record of the wrong type. A link to a
        record that exists but could not be read is left out without a problem of its own.
    """
    located, problems = _index_by_identifier(loaded)
    known = _Known(loaded)
    edges: list[Edge] = []
    told: Counter[str] = Counter()
    for place in located.values():
        for edge in list_edges(place):
            mistakes = _find_mistakes(edge, place, known)
            told[place.document.file] += len(mistakes)
            if told[place.document.file] <= FOUND:
                problems += mistakes
            if edge.target in located and not mistakes:
                edges.append(edge)
    for place in loaded.partial:
        for edge in list_edges(place):
            # A quote lies in its finding, and whatever is wrong with that has been reported.
            if edge.position != NOWHERE and edge.link is not Link.ILLUSTRATES:
                problems += _find_mistakes(edge, place, known)
    return KnowledgeBase(located, tuple(edges)), problems


class _Known:
    """Which identifiers there are, and of what type, of records that could not be read too."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.kinds: dict[str, type[Record]] = {}
        for claim, _ in _list_claims(loaded):
            self.kinds.setdefault(claim.identifier, claim.kind)
        self._names: dict[type[Record], Names] = {}

    def names(self, kind: type[Record]) -> Names:
        """Return the identifiers that a link to a type could have meant."""
        if kind not in self._names:
            claims = _list_claims(self.loaded)
            self._names[kind] = Names([one.identifier for one, _ in claims if one.kind is kind])
        return self._names[kind]

    @cached_property
    def called(self) -> dict[tuple[type[Record], str], str]:
        """The identifier of each record by what people call it: its name, or its title or DOI."""
        records = [located.record for located in self.loaded.records]
        names = {(type(one), fold(get_kind(one).name(one))): one.id for one in records}
        for work in (one for one in records if isinstance(one, Reference)):
            names[Reference, fold(work.csl.title)] = work.id
            names[Reference, fold(work.csl.DOI or work.id)] = work.id
        return names

    @cached_property
    def present(self) -> dict[str, str]:
        """What is called otherwise now, by each of its earlier names."""
        return list_present_names(self.loaded)


def widen(kb: KnowledgeBase, loaded: Loaded) -> KnowledgeBase:
    """Return the knowledge base with invalid records in it, for rules on what is written there.

    Those are left out whose identifier is not known, and studies of which not every section and
    participant is: nothing could be said of what names them.
    """
    partial = [place for place in loaded.partial if not any(map(_names_others, place.filled))]
    located = {place.record.id: place for place in reversed(partial)} | dict(kb.located)
    edges = (edge for place in located.values() for edge in list_edges(place))
    return KnowledgeBase(
        located,
        tuple(
            edge
            for edge in edges
            if edge.position != NOWHERE
            and edge.target in located
            and _get_wanted_type(edge, located[edge.source]) is type(located[edge.target].record)
        ),
    )


def _names_others(path: FieldPath) -> bool:
    """Tell whether something is known by what is written at a path of a record."""
    if path[:1] in {("sections",), ("participants",)}:
        return len(path) < 3 or path[-1] in ("key", "pseudonym")  # noqa: PLR2004 - list, entry, field
    return path in {(), ("id",)}


def _find_mistakes(edge: Edge, located: Located, known: _Known) -> list[Problem]:
    """Say what is wrong with a link from a record to an identifier of a type, or of nothing."""
    wanted, kind = _get_wanted_type(edge, located), known.kinds.get(edge.target)
    if kind is None:
        return _report_link_to_nothing(edge, wanted, known)
    return [] if kind is wanted else [_report_wrong_type(edge, kind, wanted)]


def _get_wanted_type(edge: Edge, located: Located) -> type[Record]:
    """Return the type that a link leads to: of a record's successor it is its own."""
    target = edge.link.value.target
    return type(located.record) if target is Record else target


def _index_by_identifier(loaded: Loaded) -> tuple[dict[str, Located], list[Problem]]:
    """Index the records by identifier; of two with the same one the first is kept."""
    located: dict[str, Located] = {}
    first: dict[str, Claim] = {}
    problems: list[Problem] = []
    left_out: set[str] = set()
    for claim, place in _list_claims(loaded):
        other = first.setdefault(claim.identifier, claim)
        if other is not claim:
            problems.append(_report_used_twice(claim, other))
            if claim.kind is Finding:
                left_out.add(claim.document.file)
        # The quotes of a finding that is left out belong to no finding.
        elif place and claim.document.file not in left_out:
            located[claim.identifier] = place
    return located, problems


def _list_claims(loaded: Loaded) -> Iterator[tuple[Claim, Located | None]]:
    """Yield every identifier that a record gives, and the record if it is valid."""
    for located in loaded.records:
        claim = Claim(
            located.record.id, type(located.record), located.document, (*located.path, "id")
        )
        yield claim, located
    for claim in loaded.claims:
        yield claim, None


def _report_used_twice(claim: Claim, first: Claim) -> Problem:
    return Problem(
        claim.position,
        f"the identifier {quote_text(claim.identifier)} is used twice",
        f"It belongs to the {get_kind(first.kind).noun} at {first.position}; "
        "give this record one that was never used.",
    )


def list_edges(located: Located) -> Iterator[Edge]:
    """Yield every link that a record's data names, whether it leads anywhere or not."""
    if isinstance(located.record, Quote):
        # A quote is written inside the finding it illustrates.
        finding = located.document.value
        if isinstance(finding, dict) and isinstance(finding.get("id"), str):
            yield _make_edge(located, Outgoing(Link.ILLUSTRATES, str(finding["id"]), ()))
    for one in (
        *get_kind(located.record).links(located.record),
        *list_link_to_successor(located.record),
    ):
        yield _make_edge(located, one)


def _make_edge(located: Located, one: Outgoing) -> Edge:
    return Edge(located.record.id, one.link, one.target, one.detail, located, one.path)


def _report_link_to_nothing(edge: Edge, wanted: type[Record], known: _Known) -> list[Problem]:
    if edge.target in known.loaded.unread or wanted in known.loaded.unread_types:
        return []
    noun = get_kind(wanted).noun
    if present := known.present.get(edge.target):
        return [report_renamed(edge.target, present, edge.position)]
    if called := known.called.get((wanted, fold(edge.target))):
        advice = f"That is what {called} is called: write {called}."
    elif get_kind(wanted).numbered or wanted in (Theme, Quote):
        advice = f"Correct it here, or add it first: {_say_where(edge, wanted)}"
    else:
        otherwise = f"Correct it here, or add the {noun} first: {_say_where(edge, wanted)}"
        advice = known.names(wanted).suggest(edge.target, otherwise, edge.source)
    return [Problem(edge.position, f"there is no {noun} {quote_text(edge.target)}", advice)]


def _say_where(edge: Edge, wanted: type[Record]) -> str:
    """Say which file a record that is missing belongs in."""
    if wanted is Quote:
        return "a quote stands in the file of the finding that it illustrates."
    kind, here = get_kind(wanted), edge.position.file.split("/")
    path = kind.file.path.replace("<id>", edge.target) if kind.file else ""
    if wanted is not Study and here[1] == "studies":
        path = path.replace("<study>", here[2])
    if not is_identifier(edge.target):
        path = path.rpartition("/")[0] + "/"
    return f"it belongs in {here[0]}/{path}."


def _report_wrong_type(edge: Edge, kind: type[Record], wanted: type[Record]) -> Problem:
    noun = get_kind(wanted).noun
    found = get_kind(kind).noun
    return Problem(
        edge.position,
        f"{quote_text(edge.target)} is {add_article(found)}, "
        f"but this link ({edge.link.value.forward}) leads to {add_article(noun)}",
        f"Name {add_article(noun)} here.",
    )


def list_present_names(loaded: Loaded) -> dict[str, str]:
    """Return what is called otherwise now, by each of its earlier names."""
    return {
        former: located.record.id
        for located in loaded.records
        if isinstance(located.record, RecordNamedInWords)
        for former in located.record.formerly
    }


def report_renamed(former: str, present: str, position: Position) -> Problem:
    """Say that something names a record as it was called once."""
    return Problem(
        position,
        f"{quote_text(former)} is now called {quote_text(present)}",
        f"Write {present} here.",
    )
