"""Two states of a knowledge base compared: which records are new, and what others say otherwise."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kb.files.limits import LIKE_WORKS
from kb.history.fields import FieldChange, compare_fields
from kb.history.invalid import find_invalid
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.link import list_edges
from kb.load.loader import Loaded, Located
from kb.records import Change, Quote, Record, RecordNamedInWords
from kb.records.field_texts import FieldText, list_field_texts
from kb.records.links import Link
from kb.strict_yaml.document import FieldPath
from kb.text.mentions import name_mentioned

HALF = 0.5
"""A record that says at least this part of what another said is taken for the same, renamed."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that is in both states, and not the same.

    Attributes:
        before: The record as it was.
        after: The record as it is.
        fields: What it says otherwise, field by field.
        aside: Changes that are not of what it says: that a quote was verified, and exceptions.
        entries: What its history has gained.
        rewritten: The first entry of its history that was published and is no longer as it was.
    """

    before: Located
    after: Located
    fields: tuple[FieldChange, ...]
    aside: tuple[FieldChange, ...]
    entries: tuple[Change, ...]
    rewritten: int | None

    @property
    def record(self) -> Record:
        """The record as it is."""
        return self.after.record

    @property
    def is_withdrawal(self) -> bool:
        """Whether the record was in force and is no longer."""
        return bool(self.after.record.withdrawn) and not self.before.record.withdrawn

    @property
    def is_renamed(self) -> bool:
        """Whether the record has another identifier."""
        return self.before.record.id != self.after.record.id


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two states.

    Attributes:
        added: Records that are new.
        changed: Records that are in both and differ, withdrawn and renamed ones among them.
        removed: Records that are no longer there at all, as they were.
        replaced: Identifiers that now belong to a record of another type: as it was, as it is.
        renamed_silently: Records that seem to go on under another identifier, but do not say so.
        uncompared: Identifiers of records that can be read on one side only.
        dropped: Earlier names that no record of the type has any more, each with the record that
            had it, as it is.
    """

    added: tuple[Located, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Located, ...]
    replaced: tuple[tuple[Located, Located], ...]
    renamed_silently: tuple[tuple[Located, Located], ...]
    uncompared: tuple[str, ...]
    dropped: tuple[tuple[Located, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.added or self.changed or self.removed or self.replaced or self.uncompared)


def compare(
    old: KnowledgeBase,
    new: KnowledgeBase,
    loaded: Iterable[Loaded] = (),
) -> Comparison:
    """Compare two states of a knowledge base.

    Where a file lies, and in which order its fields are, makes no difference.

    Args:
        old: The earlier state.
        new: The later state.
        loaded: What was read of either state, if not everything could be.
    """
    states = tuple(loaded)
    invalid = frozenset(name for state in states for name in find_invalid(state))
    unread_types = {kind for state in states for kind in state.unread_types}
    unread = _list_with_quotes(old, new, invalid)
    names = _map_names(old, new)
    known = {names.get(identifier, identifier) for identifier in old.located}
    changed = []
    replaced = []
    for identifier, before in old.located.items():
        after = new.located.get(names.get(identifier, identifier))
        if after is None or identifier in unread or after.record.id in unread:
            continue
        if type(after.record) is not type(before.record):
            replaced.append((before, after))
        elif found := _compare_record(old, new, before, after, names):
            changed.append(found)
    fresh = [x for name, x in new.located.items() if name not in known and name not in unread]
    gone = [x for name, x in old.located.items() if names.get(name, name) not in new.located]
    missing = [x for x in gone if x.record.id not in unread]
    added = [x for x in fresh if type(x.record) not in unread_types]
    removed = [x for x in missing if type(x.record) not in unread_types]
    unclear = {x.record.id for x in (*fresh, *missing) if type(x.record) in unread_types}
    # What a finding takes with it is not told by itself.
    taken = {x.document.file for x in removed if not isinstance(x.record, Quote)}
    removed = [x for x in removed if not (isinstance(x.record, Quote) and x.document.file in taken)]
    return Comparison(
        tuple(added),
        tuple(changed),
        tuple(removed),
        tuple(replaced),
        tuple(_find_renamed_silently(removed, added)),
        tuple(sorted(unclear | unread)),
        tuple(_find_dropped(old, new, names, unread)),
    )


def _list_with_quotes(
    old: KnowledgeBase, new: KnowledgeBase, invalid: frozenset[str]
) -> frozenset[str]:
    """Add the quotes that only one state has because their finding cannot be read in the other."""
    lost = {
        quote.id
        for kb, other in ((old, new), (new, old))
        for quote in (x.record for x in kb.located.values())
        if isinstance(quote, Quote)
        and quote.id not in other.located
        and invalid.intersection(edge.target for edge in kb.out(quote, Link.ILLUSTRATES))
    }
    return invalid | lost


def _map_names(old: KnowledgeBase, new: KnowledgeBase) -> dict[str, str]:
    """Return what records are called now that had another identifier, by that identifier."""
    return {
        former: located.record.id
        for located in new.located.values()
        if isinstance(located.record, RecordNamedInWords)
        for former in located.record.formerly
        if former in old.located and former not in new.located
    }


def _compare_record(
    old: KnowledgeBase,
    new: KnowledgeBase,
    before: Located,
    after: Located,
    names: Mapping[str, str],
) -> Changed | None:
    was, now = before.record, after.record
    fields = compare_fields(_list_texts(old, was, names), _list_texts(new, now, {}))
    aside = compare_fields(_list_aside(was), _list_aside(now))
    published = len(was.history)
    rewritten = next(
        (i for i, entry in enumerate(was.history) if now.history[i : i + 1] != (entry,)), None
    )
    entries = now.history[published:]
    # A finding's quotes are reported by themselves.
    if not (fields or aside or entries) and rewritten is None and was.id == now.id:
        return None
    return Changed(before, after, tuple(fields), tuple(aside), entries, rewritten)


def _list_texts(kb: KnowledgeBase, record: Record, names: Mapping[str, str]) -> list[FieldText]:
    """Return what a record says: its fields, that it is withdrawn, and what a quote illustrates.

    What links to a record that was renamed since, or mentions it, has not changed itself.
    """
    told = list_field_texts(record)
    if isinstance(record, Quote):
        found = [edge.target for edge in kb.out(record, Link.ILLUSTRATES)]
        told.append(FieldText(("illustrates",), "Illustrates", ", ".join(found)))
    if record.withdrawn:
        told += [
            FieldText(("withdrawn", *x.path), _describe_withdrawal(x.label), x.text)
            for x in list_field_texts(record.withdrawn)
        ]
    links = {edge.path for edge in list_edges(kb.located[record.id])}
    return [_rename_within(one, links, names) for one in told]


def _rename_within(
    told: FieldText, links: Collection[FieldPath], names: Mapping[str, str]
) -> FieldText:
    """Write what a field links to, and works that it mentions, under the names of today."""
    if told.path in links:
        return replace(told, text=names.get(told.text, told.text))
    if (*told.path, 0) in links:
        linked = told.text.split(", ")
        return replace(told, text=", ".join(names.get(one, one) for one in linked))
    return replace(told, text=name_mentioned(told.text, names))


def _describe_withdrawal(label: str) -> str:
    return label if label.startswith("Withdrawn") else f"Withdrawn: {label}"


def _list_aside(record: Record) -> list[FieldText]:
    told = [
        FieldText(("exceptions", one.rule), f"Exception from the rule {one.rule}", one.reason)
        for one in record.exceptions
    ]
    if isinstance(record, Quote) and record.verified:
        verified = f"{record.verified.on}, fingerprint {record.verified.fingerprint}"
        told.append(FieldText(("verified",), "Verified", verified))
    return told


def _find_dropped(
    old: KnowledgeBase, new: KnowledgeBase, names: Mapping[str, str], unread: Collection[str]
) -> Iterator[tuple[Located, str]]:
    """Yield earlier names that led somewhere, and would lead nowhere."""
    kept = {
        (type(located.record), name)
        for located in new.located.values()
        if isinstance(located.record, RecordNamedInWords)
        for name in (located.record.id, *located.record.formerly)
    }
    for identifier, before in old.located.items():
        after = new.located.get(names.get(identifier, identifier))
        if after is None or not isinstance(before.record, RecordNamedInWords):
            continue
        if identifier in unread or after.record.id in unread:
            continue
        for name in before.record.formerly:
            if (type(before.record), name) not in kept:
                yield after, name


def _find_renamed_silently(
    removed: Iterable[Located], added: Iterable[Located]
) -> Iterator[tuple[Located, Located]]:
    """Yield records that were removed, each with a new one that says much the same."""
    says = {after.record.id: (after, _list_said(after.record)) for after in added}
    saying: dict[object, list[str]] = {}
    for name, (_, all_said) in says.items():
        for one in all_said:
            saying.setdefault(one, []).append(name)
    for before in removed:
        if not isinstance(before.record, RecordNamedInWords):
            continue
        said = _list_said(before.record)
        # What many say tells nothing of which record it is.
        telling = [one for one in said if 0 < len(saying.get(one, ())) <= LIKE_WORKS]
        likely = dict.fromkeys(name for one in telling for name in saying[one])
        for name in sorted(likely):
            after, now = says[name]
            same_type = type(after.record) is type(before.record)
            if same_type and len(said & now) >= HALF * max(len(said), len(now)):
                yield before, after
                break


def _list_said(record: Record) -> frozenset[tuple[FieldPath, str]]:
    return frozenset((one.path, one.text) for one in list_field_texts(record))
