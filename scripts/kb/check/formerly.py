"""The rule on earlier names of records, which still lead to them."""

from collections.abc import Iterator

from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Loaded
from kb.problems.problem import Problem
from kb.records import RecordNamedInWords
from kb.text.wording import quoted


def earlier_names_lead_to_one_record(kb: KnowledgeBase, _loaded: Loaded) -> Iterator[Problem]:
    """An earlier name is that of one record only, and no record has it now."""
    taken: dict[str, str] = {}
    for place in kb.located.values():
        if not isinstance(place.record, RecordNamedInWords):
            continue
        for i, name in enumerate(place.record.formerly):
            position = place.position("formerly", i)
            if name in kb.located:
                where = kb.located[name].position("id")
                yield Problem(
                    position,
                    f"{quoted(name)} is no earlier name: a record has it now, at {where}",
                    "Remove it here, or give that record a name that was never used.",
                )
            elif name == "index":
                yield Problem(
                    position,
                    "'index' is no earlier name: it is the address of a list",
                    "Remove it.",
                )
            elif name in taken:
                yield Problem(
                    position,
                    f"{quoted(name)} is already an earlier name of {quoted(taken[name])}",
                    "An earlier name leads to one record: keep it with one of the two.",
                )
            taken.setdefault(name, place.record.id)
