"""What two versions of a record say, field by field: lists are compared entry with entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.files.limits import PAIRED_ENTRIES
from kb.records.field_texts import FieldText
from kb.text.word_diff import match_words

ALIKE = 0.5
"""Entries of a list that share at least this part of their words are versions of one entry."""

_SHORT = 6
"""So many words name an entry of a list."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else: empty where it said, or says, nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a list, or a field that is in no list."""

    place: int
    texts: tuple[FieldText, ...]

    @property
    def said(self) -> tuple[tuple[str | int, ...], ...]:
        """What it says, wherever in the list it stands."""
        return tuple((*_get_below(one), one.text) for one in self.texts)

    @property
    def words(self) -> list[str]:
        """All its words."""
        return " ".join(one.text for one in self.texts).split()


def compare_fields(before: Iterable[FieldText], after: Iterable[FieldText]) -> list[FieldChange]:
    """Return what is different, in the order of the later version, then what is gone."""
    old, new = _find_lists(before), _find_lists(after)
    return [
        change
        for key in [*new, *(key for key in old if key not in new)]
        for change in _compare_entries(old.get(key, []), new.get(key, []))
    ]


def _find_lists(texts: Iterable[FieldText]) -> dict[tuple[str | int, ...], list[_Entry]]:
    """Group texts by the list that they are in, and there by entry; others stand alone."""
    entries: dict[tuple[str | int, ...], dict[int, list[FieldText]]] = {}
    for one in texts:
        at = _index(one)
        place = one.path[at] if at < len(one.path) else 0
        entries.setdefault(one.path[:at], {}).setdefault(int(place), []).append(one)
    return {
        key: [_Entry(place, tuple(group)) for place, group in groups.items()]
        for key, groups in entries.items()
    }


def _index(text: FieldText) -> int:
    """Return where in a path the place in a list is; the path's length where there is none."""
    return next((i for i, step in enumerate(text.path) if isinstance(step, int)), len(text.path))


def _get_below(text: FieldText) -> tuple[str | int, ...]:
    return text.path[_index(text) + 1 :]


def _compare_entries(old: list[_Entry], new: list[_Entry]) -> Iterator[FieldChange]:
    pairs = _pair_entries(old, new)
    kept = [(one, pairs[one.place]) for one in new if one.place in pairs]
    if [other.place for _, other in kept] != sorted(other.place for _, other in kept):
        label = f"{new[0].texts[0].label.partition(', 1st')[0]}: order"
        earlier = sorted(kept, key=lambda pair: pair[1].place)
        yield FieldChange(
            label, _name_entry(x for _, x in earlier), _name_entry(x for x, _ in kept)
        )
    for one in new:
        yield from _compare_entry(pairs.get(one.place), one)
    kept_before = {other.place for other in pairs.values()}
    for one in old:
        if one.place not in kept_before:
            yield from _compare_entry(one, None)


def _name_entry(entries: Iterable[_Entry]) -> str:
    return " / ".join(" ".join(entry.words[:_SHORT]) for entry in entries)


def _pair_entries(old: list[_Entry], new: list[_Entry]) -> dict[int, _Entry]:
    """Return what each entry was before, by its place: the same or much alike."""
    pairs: dict[int, _Entry] = {}
    left = {other.place: other for other in old}
    same: dict[object, list[_Entry]] = {}
    for other in reversed(old):
        same.setdefault(other.said, []).append(other)

    def pair(one: _Entry, other: _Entry) -> None:
        pairs[one.place] = other
        del left[other.place]

    for one in new:
        if others := same.get(one.said):
            pair(one, others.pop())
    for one in (one for one in new if one.place not in pairs):
        # Where so many are left, what changed at the same place is taken for the same entry.
        beside = [left[one.place]] if one.place in left else []
        likely = [*left.values()] if len(left) <= PAIRED_ENTRIES else beside
        if likely:
            likeness, other = max(
                ((_measure_likeness(x, one), x) for x in likely), key=lambda x: x[0]
            )
            if likeness >= ALIKE:
                pair(one, other)
    rest = [one for one in new if one.place not in pairs]
    if len(rest) == len(left) == 1:
        pair(rest[0], next(iter(left.values())))
    return pairs


def _measure_likeness(one: _Entry, other: _Entry) -> float:
    """Return how many words two entries have in common, from 0 to 1, in their order."""
    steps = match_words(one.words, other.words)
    common = sum(j - i for kind, i, j, _, _ in steps if kind == "equal")
    return 2 * common / (len(one.words) + len(other.words) or 1)


def _compare_entry(before: _Entry | None, after: _Entry | None) -> Iterator[FieldChange]:
    """Yield what two versions of an entry say differently, field by field."""
    old = {_get_below(one): one for one in before.texts} if before else {}
    new = {_get_below(one): one for one in after.texts} if after else {}
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        if was is None and now:
            yield FieldChange(now.label, "", now.text)
        elif was and now is None:
            yield FieldChange(was.label, was.text, "")
        elif was and now and was.text != now.text:
            yield FieldChange(now.label, was.text, now.text)
