"""What a change does, in plain words and in the order in which a reviewer asks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.citations.naming import get_label
from kb.history.compare import Changed, Comparison
from kb.history.consequences import PageChanges
from kb.history.fields import FieldChange
from kb.history.suspect_text import summarise_suspect
from kb.history.suspects import Suspect
from kb.load.loader import Located
from kb.problems.problem import Problem
from kb.records import Change, Quote, Record
from kb.records.addresses import make_address
from kb.records.kinds import KINDS, count_by_kind, get_kind
from kb.text.word_diff import Piece, compare_words, shorten
from kb.text.wording import capitalised, counted, day, join_names

NAMED = 5
"""How many records the summary names; of more, it says only how many there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a field.

    Attributes:
        label: What the field is called.
        pieces: What it says; those of a changed field say which words went and which came.
        is_path: Whether it is the way to a file, which somebody may want to copy.
    """

    label: str
    pieces: tuple[Piece, ...]
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one record, or of one matter."""

    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is to be said of a change.

    Attributes:
        since: What the data is compared with: "main (abc1234)".
        summary: What readers and reviewers need to know first, a sentence each.
        sections: The details.
        problems: What must be fixed before it is published.
        notes: What could not be told, and why.
    """

    since: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.summary or self.sections or self.problems)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from a change.

    Attributes:
        suspect: Recommendations that became suspect.
        unverified: Quotes that were verified and are so no longer.
        pages: What happens to the site; None where the pages could not be made.
        notes: What could not be told, and why.
        verified_anew: Quotes that changed together with their fingerprint.
    """

    suspect: Sequence[Suspect] = ()
    unverified: Sequence[Quote] = ()
    pages: PageChanges | None = None
    notes: Sequence[str] = ()
    verified_anew: Sequence[Quote] = ()


def make_report(
    since: str, comparison: Comparison, follows: Consequences, problems: Iterable[Problem]
) -> Report:
    """Put everything that is known of a change in order."""
    edited = [x for x in comparison.changed if not (x.is_withdrawal or x.is_renamed)]
    withdrawn = [x for x in comparison.changed if x.is_withdrawal]
    renamed = [x for x in comparison.changed if x.is_renamed and not x.is_withdrawal]
    sections = [
        Section("Withdrawn", tuple(map(_make_changed_entry, withdrawn))),
        Section("Changed", tuple(map(_make_changed_entry, edited))),
        Section("Renamed", tuple(map(_make_changed_entry, renamed))),
        Section("Added", tuple(map(_make_present_entry, comparison.added))),
        Section("Removed", tuple(map(_make_present_entry, comparison.removed))),
        Section("Recommendations to read again", tuple(_make_suspect_entries(follows.suspect))),
        Section("Quotes to verify again", tuple(map(_make_unverified_entry, follows.unverified))),
        Section("Quotes verified anew", tuple(map(_make_anew_entry, follows.verified_anew))),
        *_make_page_sections(follows.pages),
        Section("Not compared", tuple(map(_make_uncompared_entry, comparison.uncompared))),
    ]
    groups = [
        ("withdrawn", [x.record for x in withdrawn]),
        ("changed", [x.record for x in edited]),
        ("renamed", [x.record for x in renamed]),
        ("added", [x.record for x in comparison.added]),
        ("removed", [x.record for x in comparison.removed]),
    ]
    summary = [_summarise_records(verb, records) for verb, records in groups if records]
    summary += _summarise_consequences(follows)
    filled = tuple(section for section in sections if section.entries)
    return Report(since, tuple(summary), filled, tuple(problems), tuple(follows.notes))


def _summarise_consequences(follows: Consequences) -> list[str]:
    """Say what follows, in a sentence each."""
    said = []
    if again := list(dict.fromkeys(one.implication.id for one in follows.suspect)):
        noun = counted(len(again), "recommendation")
        said.append(f"{capitalised(noun)} to read again: {join_names(again)}.")
    if lost := [quote.id for quote in follows.unverified]:
        said.append(
            f"{capitalised(counted(len(lost), 'quote'))} to verify again: {join_names(lost)}."
        )
    if anew := [quote.id for quote in follows.verified_anew]:
        said.append(
            f"{capitalised(counted(len(anew), 'quote'))} changed together with the fingerprint: "
            f"{join_names(anew)}. Compare with the source."
        )
    if follows.pages is None:
        return said
    pages = follows.pages
    parts = [(pages.changed, "changed"), (pages.added, "new"), (pages.gone, "gone")]
    if counts := [f"{len(paths)} {what}" for paths, what in parts if paths]:
        said.append(f"Pages: {', '.join(counts)}.")
    if pages.broken:
        noun = counted(len(pages.broken), "address", "addresses")
        said.append(f"{capitalised(noun)} that readers may have kept would lead nowhere.")
    if count := sum(map(len, pages.lost.values())):
        noun = counted(count, "place")
        said.append(
            f"{capitalised(noun)} on {counted(len(pages.lost), 'page')} that readers may have "
            "linked to would be gone; a link there leads to the top of the page."
        )
    return said


def _summarise_records(verb: str, records: Sequence[Record]) -> str:
    """Say how many records there are of each type, and which where they are few."""
    names = [x.id for kind in KINDS for x in records if type(x) is kind]
    which = f": {join_names(names)}" if len(names) <= NAMED else ""
    return f"{capitalised(join_names(count_by_kind(records)))} {verb}{which}."


def _write_title(record: Record) -> str:
    """Name a record by its type, its identifier and its words."""
    noun = capitalised(get_kind(record).readers_noun)
    return f"{noun} {record.id}: {get_label(record, {})}"


def _make_present_entry(located: Located) -> Entry:
    return Entry(
        _write_title(located.record), (_make_line("In", located.document.file, is_path=True),)
    )


def _make_line(label: str, text: str, *, is_path: bool = False) -> Line:
    return Line(label, (Piece("same", text),), is_path)


def _make_changed_entry(change: Changed) -> Entry:
    before, after = change.before.record, change.after.record
    lines = [_make_field_line(field) for field in change.fields]
    if change.is_renamed:
        lines.insert(0, _make_field_line(FieldChange("Identifier", before.id, after.id)))
    lines += [_make_field_line(field) for field in change.aside]
    lines += [_make_history_line(entry) for entry in change.entries]
    if not lines:
        lines.append(_make_line("History", "what was published of it is no longer as it was"))
    return Entry(_write_title(after), tuple(lines))


def _make_field_line(change: FieldChange) -> Line:
    return Line(change.label, tuple(shorten(compare_words(change.before, change.after))))


def _make_history_line(entry: Change) -> Line:
    return _make_line("History", f"{day(entry.date)}, {entry.kind}: {entry.change}")


def _make_suspect_entries(found: Iterable[Suspect]) -> Iterator[Entry]:
    """Yield an entry for each recommendation, with everything for which it is to be read again."""
    for _, group in groupby(found, key=lambda one: one.implication.id):
        reasons = list(group)
        why = tuple(_make_line("Why", summarise_suspect(one)) for one in reasons)
        yield Entry(_write_title(reasons[0].implication), why)


def _make_unverified_entry(quote: Quote) -> Entry:
    said = "its words are not those that were compared with the source; run kb verify"
    return Entry(_write_title(quote), (_make_line("Why", said),))


def _make_anew_entry(quote: Quote) -> Entry:
    said = (
        "what was verified changed, and the fingerprint with it: `kb verify` writes one, and so "
        "can anybody; compare with the source"
    )
    return Entry(_write_title(quote), (_make_line("Why", said),))


def _make_uncompared_entry(identifier: str) -> Entry:
    said = "not all of it can be read on both sides, so nothing is said of it"
    return Entry(identifier, (_make_line("Why", said),))


def _make_page_sections(pages: PageChanges | None) -> list[Section]:
    if pages is None:
        return []
    groups = [("New", pages.added), ("Gone", pages.gone), ("Changed", pages.changed)]
    told = [
        _make_line(what, ", ".join(make_address(path) or "home" for path in paths))
        for what, paths in groups
        if paths
    ]
    broken = tuple(map(Entry, pages.broken))
    # What is removed once is gone from many pages: it is reported once, with all of them.
    lost: dict[tuple[str, ...], list[str]] = {}
    for page, names in pages.lost.items():
        lost.setdefault(names, []).append(page or "home")
    return [
        Section("Addresses that would break", broken),
        Section(
            "Places on pages that would be gone",
            tuple(
                Entry(
                    ", ".join(f"#{name}" for name in names), (_make_line("On", ", ".join(where)),)
                )
                for names, where in lost.items()
            ),
        ),
        Section("Pages", (Entry("Pages of the site", tuple(told)),) if told else ()),
    ]
