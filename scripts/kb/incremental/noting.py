"""A knowledge base that notes what is asked of it, so that it is known what a page was made from.

Every answer comes from looking something up: a record by its identifier, its links, whether it is
withdrawn. Here each of these tables notes which entry was looked up. A question about all records
of a type is noted as one. Nobody has to say what a page depends on, and so nobody can forget it;
a table that somebody adds to `KnowledgeBase` is noted too, for all of them are wrapped.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar, cast

from kb.citations.cite_view import CiteView
from kb.incremental.memory import Memory
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.records import Record, Term
from kb.render.glossing import Glossary
from kb.render.site import Site

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
R = TypeVar("R", bound=Record)
T = TypeVar("T")

Tables = Mapping[str, Mapping[Hashable, object]]
"""Everything that a knowledge base looks answers up in, by its name there."""

WORKS, KIND, EDGES, DATE = "works", "kind", "edges", "date"
"""What else can be asked: formatted works, all records of a type, every link, the newest date."""


def make_tables(kb: KnowledgeBase) -> Tables:
    """Return everything that a knowledge base looks answers up in.

    Raises:
        TypeError: One of them is no mapping, so it cannot be noted what is looked up in it.
    """
    own = [
        name
        for kind in KnowledgeBase.__mro__
        for name, it in vars(kind).items()
        if isinstance(it, cached_property)
    ]
    tables = {name: getattr(kb, name) for name in ("located", *own)}
    for name, table in tables.items():
        if not isinstance(table, Mapping):
            message = f"KnowledgeBase.{name} is to be a mapping"
            raise TypeError(message)
    return tables


class NotedMapping(Mapping[K, V]):
    """A table that notes which of its entries are looked up, and whether its keys are read."""

    def __init__(self, name: str, table: Mapping[K, V], memory: Memory) -> None:
        """Stand before a table."""
        self._name = name
        self._table = table
        self._memory = memory

    def __getitem__(self, key: K) -> V:
        """Return an entry."""
        self._memory.note((self._name, key))
        return self._table[key]

    def __iter__(self) -> Iterator[K]:
        """Go through all keys."""
        self._memory.note((self._name,))
        return iter(self._table)

    def __len__(self) -> int:
        """Count the entries."""
        self._memory.note((self._name,))
        return len(self._table)


class NotedKnowledgeBase(KnowledgeBase):
    """A knowledge base that notes what is asked of it."""

    def __init__(self, kb: KnowledgeBase, memory: Memory) -> None:
        """Stand before a knowledge base."""
        noted = {name: NotedMapping(name, it, memory) for name, it in make_tables(kb).items()}
        # A frozen dataclass takes no attributes; these are found before the tables it would make.
        self.__dict__.update(noted, _behind=kb, _memory=memory, _lists={})

    _behind: KnowledgeBase
    _memory: Memory
    _lists: dict[tuple[type[Record], bool], list[Record]]

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every link; whoever goes through them depends on all of them."""
        self._memory.note((EDGES,))
        return self._behind.edges

    def all(self, kind: type[R]) -> list[R]:
        """Return the records of a type that are in force."""
        return self._listed(kind, withdrawn=False)

    def withdrawn(self, kind: type[R]) -> list[R]:
        """Return the records of a type that are withdrawn."""
        return self._listed(kind, withdrawn=True)

    def remembered(self, make: Callable[..., T], *given: object) -> T:
        """Return what a function made before of what is given, or let it make it."""
        own = tuple(one for one in given if not isinstance(one, NotedMapping))
        name = (make, *(one.id for one in own if isinstance(one, Record)))
        return self._memory.made(name, own, lambda: make(self, *given))

    def _listed(self, kind: type[R], *, withdrawn: bool) -> list[R]:
        self._memory.note((KIND, kind))
        if (kind, withdrawn) not in self._lists:
            ask = self._behind.withdrawn if withdrawn else self._behind.all
            self._lists[kind, withdrawn] = [*ask(kind)]
        return [*cast("list[R]", self._lists[kind, withdrawn])]


class NotedSite(Site):
    """A site that notes what is asked of it."""

    def __init__(self, site: Site, memory: Memory) -> None:
        """Stand before a site."""
        super().__init__(
            NotedKnowledgeBase(site.kb, memory),
            NotedMapping(WORKS, site.bibliography, memory),
            site.settings,
        )
        self.__dict__.update(_behind=site, _memory=memory)

    _behind: Site
    _memory: Memory

    def turn_to(self, site: Site) -> None:
        """Stand before another state of the site from now on: what holds this one need not know."""
        other = NotedSite(site, self._memory)
        self.__dict__.clear()
        self.__dict__.update(vars(other))

    @property
    def glossary(self) -> Glossary:
        """The words that pages explain; whoever asks for them depends on every term."""
        self.kb.all(Term)
        return self._behind.glossary

    @property
    def data_date(self) -> dt.date | None:
        """The day of the newest change in any record."""
        self._memory.note((DATE,))
        return self._behind.data_date

    def cite(self, identifier: str) -> CiteView:
        """Return how a record is cited, as it was made before or anew."""
        make = super().cite
        return self._memory.made(("citation", identifier), (), lambda: make(identifier))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each work in the order of the style."""
        return NotedMapping("places", self._behind.places, self._memory)

    @cached_property
    def plain_entries(self) -> Mapping[str, str]:
        """Each study as a bibliography lists it."""
        return NotedMapping("plain_entries", self._behind.plain_entries, self._memory)
