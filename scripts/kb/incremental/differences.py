"""What is answered differently by another state of a site."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from kb.incremental.memory import Note
from kb.incremental.noting import DATE, EDGES, KIND, WORKS, make_tables
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.load.loader import Located
from kb.render.site import Site

K = TypeVar("K", bound=Hashable)


def find_differences(old: Site, new: Site) -> set[Note]:
    """Return everything that could be noted and has another answer now.

    A record counts as another if the file that holds it is another, since pages show where in its
    file a record stands. So does every link from it.
    """
    records = _find_other_records(old.kb, new.kb)
    notes: set[Note] = {(KIND, kind) for kind in _list_kinds(records, old.kb, new.kb)}
    if records:
        notes.add((EDGES,))
    if old.data_date != new.data_date:
        notes.add((DATE,))
    before, after = make_tables(old.kb), make_tables(new.kb)
    for name in after:
        notes.update((name, *key) for key in _list_other_keys(before[name], after[name], records))
    for name, one, other in (
        (WORKS, old.bibliography, new.bibliography),
        ("places", old.places, new.places),
        ("plain_entries", old.plain_entries, new.plain_entries),
    ):
        notes.update((name, *key) for key in _list_other_keys(one, other, records))
    return notes


def _find_other_records(old: KnowledgeBase, new: KnowledgeBase) -> set[str]:
    """Return the identifiers of records that changed, came, went, or hold no longer or again."""
    return {
        name
        for name in {**old.located, **new.located}
        if not _is_same(old.located.get(name), new.located.get(name))
        or _is_withdrawn(old, name) != _is_withdrawn(new, name)
    }


def _is_same(old: Located | None, new: Located | None) -> bool:
    """Tell whether a record and its place are those of before; a file that is not, is read anew."""
    return (
        old is not None
        and new is not None
        and old.document is new.document
        and old.path == new.path
        and old.record == new.record
    )


def _is_withdrawn(kb: KnowledgeBase, name: str) -> bool:
    return name in kb.located and kb.is_withdrawn(kb.located[name].record)


def _list_kinds(records: Iterable[str], *states: KnowledgeBase) -> set[type]:
    """Return the types of records, and every type that these are of as well."""
    return {
        kind
        for name in records
        for kb in states
        if name in kb.located
        for kind in type(kb.located[name].record).__mro__
    }


def _list_other_keys(
    old: Mapping[K, object], new: Mapping[K, object], records: set[str]
) -> Iterator[tuple[Hashable, ...]]:
    """Yield each key whose entry is another, and an empty one if the keys are others."""
    if list(old) != list(new):
        yield ()
    for key in {**old, **new}:
        if key not in old or key not in new or _is_other(old[key], new[key], records):
            yield (key,)


def _is_other(old: object, new: object, records: set[str]) -> bool:
    match old, new:
        case Located(), Located():
            return new.record.id in records
        case [Edge(), *_], [Edge(), *_]:
            # A link is made from the record that it begins at, and from nothing else.
            edges = cast("list[Edge]", [*old, *new])
            return not records.isdisjoint(edge.source for edge in edges)
        case _:
            return old != new
