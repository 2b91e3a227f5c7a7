"""What changed lately, from the records' own histories: one line for changes made together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kb.knowledge.base import KnowledgeBase
from kb.records import Change, Record
from kb.records.kinds import count_by_kind
from kb.text.wording import join_names

NAMED = 3
"""How many records one line names; of more, it says how many of each type there are."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Records that changed on one day in the same words.

    Attributes:
        date: The day.
        change: What changed and why, as their histories say.
        records: The records, where a line has room to name them.
        summary: Where it has not: how many of each type, in words.
    """

    date: dt.date
    change: str
    records: tuple[Record, ...]
    summary: str


def list_recent_changes(kb: KnowledgeBase, limit: int) -> list[Changed]:
    """Return the newest changes, at most `limit` lines of them, the last day first.

    That a record was withdrawn is news, so what withdrawn records say of themselves counts too.
    """
    records = [located.record for located in kb.located.values()]
    entries = [(change, record) for record in records for change in record.history]
    entries.sort(key=lambda entry: (-entry[0].date.toordinal(), entry[0].change))
    together = groupby(entries, key=lambda entry: (entry[0].date, entry[0].change))
    return [_make_line(date, change, group) for (date, change), group in together][:limit]


def _make_line(date: dt.date, change: str, group: Iterable[tuple[Change, Record]]) -> Changed:
    records = tuple(record for _, record in group)
    if len(records) <= NAMED:
        return Changed(date, change, records, "")
    return Changed(date, change, (), join_names(count_by_kind(records)))
