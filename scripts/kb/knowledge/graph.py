"""Records and the links between them, whatever their types, and which of them are in force."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from kb.files.limits import REPLACEMENTS
from kb.load.loader import Located
from kb.problems.problem import Position
from kb.records import Part, Record
from kb.records.kinds import get_kind
from kb.records.links import Link
from kb.records.texts import list_texts
from kb.strict_yaml.document import FieldPath

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edge:
    """A typed link between two records.

    Attributes:
        source: The identifier of the record that is linked from.
        link: The kind of link.
        target: The identifier of the record that is linked to.
        detail: What the data says about the link, if it says more than the target.
        located: The record that is linked from, and where it is written.
        path: Where in the record the link is written.
    """

    source: str
    link: Link
    target: str
    detail: Part | None
    located: Located = field(repr=False, compare=False)
    path: FieldPath

    @property
    def position(self) -> Position:
        """Where the data says so, looked up when a problem is reported: most links have none."""
        return self.located.position(*self.path)


@dataclass(frozen=True)
class LinkedRecords:
    """Records by identifier and the links between them; every link leads to a record.

    Both hold withdrawn records too. What is asked of them leaves those out, so that no page lists
    what no longer holds; a link from a record in force to a withdrawn one is reported, for its page
    says so.
    """

    located: Mapping[str, Located]
    edges: tuple[Edge, ...]

    def all(self, kind: type[R]) -> list[R]:
        """Return the records of a type that are in force.

        They are by number or, without one, in the order of their file.
        """
        return [record for record in self._of(kind) if not self.is_withdrawn(record)]

    def withdrawn(self, kind: type[R]) -> list[R]:
        """Return the records of a type that are withdrawn, in the same order."""
        return [record for record in self._of(kind) if self.is_withdrawn(record)]

    def is_withdrawn(self, record: Record) -> bool:
        """Tell whether a record no longer holds: a quote goes with the finding it illustrates."""
        return record.id in self._withdrawn

    def get(self, identifier: str, kind: type[R]) -> R:
        """Return the record with an identifier; its type is known from what links to it."""
        record = self.located[identifier].record
        if not isinstance(record, kind):
            message = f"{identifier} is no {kind.__name__}"
            raise TypeError(message)
        return record

    @property
    def changed(self) -> dt.date | None:
        """The day of the newest change in any record; None where there are no records."""
        return max((located.record.changed for located in self.located.values()), default=None)

    def remembered(self, make: Callable[..., T], *given: object) -> T:
        """Return what a function makes of these records and of what is given.

        Here no more is to it. Where pages are made again after every edit, what was made is
        remembered: kb/incremental/noting.py.
        """
        return make(self, *given)

    def _of(self, kind: type[R]) -> list[R]:
        records = self._by_type.get(kind) or (located.record for located in self.located.values())
        return [record for record in records if isinstance(record, kind)]

    @cached_property
    def _by_type(self) -> dict[type[Record], list[Record]]:
        groups: dict[type[Record], list[Record]] = {}
        for located in self.located.values():
            groups.setdefault(type(located.record), []).append(located.record)
        for kind, records in groups.items():
            if get_kind(kind).numbered:
                records.sort(key=sort_by_number)
        return groups

    @cached_property
    def _withdrawn(self) -> dict[str, None]:
        own = {name for name, located in self.located.items() if located.record.withdrawn}
        quotes = {
            edge.source
            for edge in self.edges
            if edge.link is Link.ILLUSTRATES and edge.target in own
        }
        return dict.fromkeys(sorted(own | quotes))

    @cached_property
    def _outgoing(self) -> dict[tuple[str, Link], list[Edge]]:
        return _group_edges((edge.source, edge.link, edge) for edge in self.edges)

    @cached_property
    def _incoming(self) -> dict[tuple[str, Link], list[Edge]]:
        return _group_edges((edge.target, edge.link, edge) for edge in self.edges)

    @cached_property
    def _between(self) -> dict[tuple[str, str], list[Edge]]:
        order = {link: place for place, link in enumerate(Link)}
        groups: dict[tuple[str, str], list[Edge]] = {}
        for edge in sorted(self.edges, key=lambda edge: order[edge.link]):
            groups.setdefault((edge.source, edge.target), []).append(edge)
        return groups

    @cached_property
    def _texts(self) -> dict[str, list[tuple[FieldPath, str]]]:
        return {name: list_texts(located.record) for name, located in self.located.items()}

    def texts_of(self, record: Record) -> list[tuple[FieldPath, str]]:
        """Return every text in a record with the path to it; quotes are records of their own."""
        return self._texts[record.id]

    def out(self, record: Record, link: Link) -> list[Edge]:
        """Return the links of a kind that begin at a record, in the order of the data."""
        return self._outgoing.get((record.id, link), [])

    def into(self, record: Record, link: Link) -> list[Edge]:
        """Return the links of a kind from records in force that end at a record.

        What a record replaces is withdrawn, and told all the same.
        """
        edges = self._incoming.get((record.id, link), [])
        if link is Link.REPLACED_BY:
            return edges
        return [edge for edge in edges if edge.source not in self._withdrawn]

    def count_into(self, record: Record, link: Link) -> int:
        """Return how many links of a kind end at a record, those from withdrawn records included.

        It decides how pages are divided, and what is withdrawn should not join them again.
        """
        return len(self._incoming.get((record.id, link), ()))

    def between(self, one: Record, other: Record) -> list[Edge]:
        """Return the links between two records in either direction, in the order of the data."""
        there = self._between.get((one.id, other.id), [])
        back = self._between.get((other.id, one.id), [])
        if not (there and back):
            return there or back
        order = list(Link)
        return sorted([*there, *back], key=lambda edge: order.index(edge.link))

    def replacements(self, record: Record) -> list[Record]:
        """Return what takes a withdrawn record's place, what takes that one's place, and so on."""
        chain: dict[str, Record] = {}
        last = record
        while len(chain) < REPLACEMENTS and (edges := self.out(last, Link.REPLACED_BY)):
            last = self.located[edges[0].target].record
            if last.id in chain or last is record:
                break
            chain[last.id] = last
        return [*chain.values()]

    def replaced(self, record: Record) -> list[Record]:
        """Return the withdrawn records whose place a record takes."""
        return [self.located[e.source].record for e in self.into(record, Link.REPLACED_BY)]


def sort_by_number(record: Record) -> tuple[int, str]:
    """Order F999 before F1000."""
    return len(record.id), record.id


def _group_edges(edges: Iterable[tuple[str, Link, Edge]]) -> dict[tuple[str, Link], list[Edge]]:
    groups: dict[tuple[str, Link], list[Edge]] = {}
    for end, link, edge in edges:
        groups.setdefault((end, link), []).append(edge)
    return groups
