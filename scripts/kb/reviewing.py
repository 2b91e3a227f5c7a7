"""Which recommendations rest on something else than was read, and what was read then."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.field_texts import field_texts
from kb.knowledge_base import KnowledgeBase
from kb.load import Located, load
from kb.records import Change, Finding, Implication, RestsOn
from kb.wording import listed
from kb.yaml_edit import Append, Edit, Replace
from kb.yaml_text import flow


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


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says something else now; None where it says nothing."""

    label: str
    before: str | None
    now: str | None


def suspects(kb: KnowledgeBase, implication: Implication) -> list[Suspect]:
    """Return the findings under a recommendation that it has to be read against again."""
    return [
        Suspect(implication, finding, basis, index, _successor(kb, finding))
        for index, (finding, basis) in enumerate(kb.foundations(implication))
        if basis.version < finding.version or finding.withdrawn
    ]


def _successor(kb: KnowledgeBase, finding: Finding) -> Finding | None:
    chain = [one for one in kb.replacements(finding) if isinstance(one, Finding)]
    return chain[-1] if chain and not chain[-1].withdrawn else None


def at_version(
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
        for place in load({path: content}).records if content else ():
            record = place.record
            if isinstance(record, Finding) and (record.id, record.version) == (identifier, version):
                return record
    return None


def differences(before: Finding, now: Finding) -> list[Difference]:
    """Return every field of a finding, and of its quotes, that says something else than it did."""
    old, new = dict(_texts(before)), dict(_texts(now))
    return [
        Difference(label, old.get(label), new.get(label))
        for label in dict.fromkeys([*new, *old])
        if old.get(label) != new.get(label)
    ]


def _texts(finding: Finding) -> Iterator[tuple[str, str]]:
    yield from ((field.label, field.text) for field in field_texts(finding))
    for quote in finding.quotes:
        yield from (
            (f"Quote {quote.id}: {field.label}", field.text) for field in field_texts(quote)
        )


def raising(place: Located, raised: Iterable[Suspect], today: dt.date) -> list[Edit]:
    """Return what to change in a recommendation's file after it was read again and still holds."""
    moved = list(raised)
    pins = [
        Replace(
            (*place.path, "rests_on", one.index, "finding"),
            f"{one.finding.id}@{one.finding.version}",
        )
        for one in moved
    ]
    names = listed([f"{one.finding.id} changed (version {one.finding.version})" for one in moved])
    entry = {"date": today, "change": f"Read again after {names}.", "kind": "editorial"}
    return [*pins, Append((*place.path, "history"), flow(entry))]
