"""Links that name the version which was read, and what has moved on since."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.graph import Edge
from kb.records import BearsOn, Record, RelatesTo, RestsOn, UsedRecord
from kb.records.links import Link

PINNED = (
    Link.RESTS_ON,
    Link.RELATES_TO,
    Link.BEARS_ON_FINDING,
    Link.BEARS_ON_IMPLICATION,
    Link.USES_FINDING,
    Link.USES_QUOTE,
    Link.USES_IMPLICATION,
)
"""The links that name a version."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A link to a record at a version.

    Attributes:
        edge: The link.
        record: The record as it is now.
        version: The version that was read.
    """

    edge: Edge
    record: Record
    version: int

    @property
    def is_suspect(self) -> bool:
        """Whether the record has another meaning now, or no longer holds."""
        return self.version < self.record.version or self.record.withdrawn is not None


def list_pins(kb: KnowledgeBase, record: Record) -> Iterator[Pin]:
    """Yield every link of a record that names a version, in the order of the data."""
    for link in PINNED:
        for edge in kb.out(record, link):
            if pin := _read_pin(kb, edge):
                yield pin


def list_all_pins(kb: KnowledgeBase) -> Iterator[Pin]:
    """Yield every link in force that names a version, in the order of the data."""
    for edge in kb.edges:
        if edge.link not in PINNED or kb.is_withdrawn(kb.located[edge.source].record):
            continue
        if pin := _read_pin(kb, edge):
            yield pin


def _read_pin(kb: KnowledgeBase, edge: Edge) -> Pin | None:
    if not isinstance(edge.detail, RestsOn | RelatesTo | BearsOn | UsedRecord):
        return None
    return Pin(edge, kb.located[edge.target].record, edge.detail.version)
