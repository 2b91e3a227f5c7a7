"""Which recommendations rest on something else than was read, and what was read then."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kb.history.fields import FieldChange, compare_fields
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located, load
from kb.records import Change, Finding, Implication, RestsOn
from kb.records.field_texts import list_field_texts
from kb.strict_yaml.edit import Append, Edit, Replace
from kb.strict_yaml.text import write_flow
from kb.text.wording import join_names


@dataclass(frozen=True, slots=True)
class Suspect:
    """A finding that has moved on, or was withdrawn, since a recommendation was read against it.

    Attributes:
        implication: The recommendation.
        finding: The finding as it is now.
        basis: What the recommendation says of it.
        index: The place among those that it rests on.
        successor: What takes a withdrawn finding's place, if that is known.
    """

    implication: Implication
    finding: Finding
    basis: RestsOn
    index: int
    successor: Finding | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the finding's history says of the time since."""
        seen = 0
        later = []
        for entry in self.finding.history:
            if seen >= self.basis.version:
                later.append(entry)
            seen += entry.kind == "substantive"
        return tuple(later)


def find_suspects(kb: KnowledgeBase, implication: Implication) -> list[Suspect]:
    """Return the findings under a recommendation that it has to be read against again."""
    return [
        Suspect(implication, finding, basis, index, _find_successor(kb, finding))
        for index, (finding, basis) in enumerate(kb.foundations(implication))
        if basis.version < finding.version or finding.withdrawn
    ]


def _find_successor(kb: KnowledgeBase, finding: Finding) -> Finding | None:
    chain = [one for one in kb.replacements(finding) if isinstance(one, Finding)]
    return chain[-1] if chain and not chain[-1].withdrawn else None


def find_at_version(
    path: str, contents: Iterable[bytes | None], identifier: str, version: int
) -> Finding | None:
    """Return a finding as it was at a version.

    Args:
        path: The finding's file below themes_data/.
        contents: What the file held, newest first; None where it was not there.
        identifier: The finding's.
        version: The version; of several states of one version, the newest counts.
    """
    for content in contents:
        for located in load({path: content}).records if content else ():
            record = located.record
            if isinstance(record, Finding) and (record.id, record.version) == (identifier, version):
                return record
    return None


def compare_versions(before: Finding, now: Finding) -> list[FieldChange]:
    """Return every field of a finding, and of its quotes, that says something else than it did."""
    old, new = ({quote.id: quote for quote in one.quotes} for one in (before, now))
    found = compare_fields(list_field_texts(before), list_field_texts(now))
    for name in dict.fromkeys([*new, *old]):
        texts = [list_field_texts(quotes[name]) if name in quotes else [] for quotes in (old, new)]
        found += [
            FieldChange(f"Quote {name}: {one.label}", one.before, one.after)
            for one in compare_fields(*texts)
        ]
    return found


def list_edits(located: Located, raised: Iterable[Suspect], today: dt.date) -> list[Edit]:
    """Return what to change in a recommendation's file after it was read again and still holds."""
    moved = list(raised)
    pins = [
        Replace(
            (*located.path, "rests_on", one.index, "finding"),
            f"{one.finding.id}@{one.finding.version}",
        )
        for one in moved
    ]
    names = join_names(
        [f"{one.finding.id} changed (version {one.finding.version})" for one in moved]
    )
    entry = {"date": today, "change": f"Read again after {names}.", "kind": "editorial"}
    return [*pins, Append((*located.path, "history"), write_flow(entry))]
