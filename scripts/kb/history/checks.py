"""What a change must not do to what is published, each with what to write instead."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.history.compare import Changed, Comparison
from kb.load.loader import Located
from kb.problems.problem import Position, Problem
from kb.problems.report import Lines
from kb.records import Change, Quote, Record, Study
from kb.records.addresses import make_address
from kb.records.kinds import get_kind
from kb.strict_yaml.example import write_example
from kb.text.wording import quote_text


class Base(NamedTuple):
    """What the data is compared with.

    Attributes:
        name: What people call it, as far as they do: "main".
        commit: The commit, short.
        used: Identifiers that were given away at any time up to then.
    """

    name: str
    commit: str
    used: Collection[str] = ()


def find_problems(
    comparison: Comparison, base: Base, today: dt.date, lines: Lines
) -> list[Problem]:
    """Return everything that must be fixed before a change is published.

    Args:
        comparison: What the change does.
        base: What it is compared with.
        today: The day, for what is to be written.
        lines: Gives the lines of the files as they are, to write in the form that they have.
    """
    return sorted(
        {
            *_find_without_entry(comparison, today, lines),
            *_find_rewritten(comparison, lines),
            *_find_removed(comparison, base, today),
            *_find_given_again(comparison, base),
            *_find_dropped_names(comparison),
            *_find_dropped_sections(comparison),
        }
    )


def _find_without_entry(comparison: Comparison, today: dt.date, lines: Lines) -> Iterator[Problem]:
    for one in comparison.changed:
        if not one.fields or one.entries or one.rewritten is not None:
            continue
        place = one.after.position("history", len(one.record.history) - 1)
        if one.is_withdrawal:
            entry = _write_entry(place, lines, date=today.isoformat(), change="Withdrawn.")
            advice = f"Add below the last entry of `history`:\n{entry}"
        else:
            entry = _write_entry(
                place, lines, date=today.isoformat(), change="…", kind="substantive"
            )
            advice = (
                "Add below the last entry of `history`, with what changed and why in place of the "
                f"dots:\n{entry}\nWrite `kind: editorial` where only spelling, layout or wording "
                "changed and the meaning is the same."
            )
        yield Problem(
            place, f"{_name_change(one)} changed, and its history does not say so", advice
        )


def _name_change(one: Changed) -> str:
    noun = get_kind(one.record).noun
    labels = list(dict.fromkeys(re.split("[:,]", field.label)[0] for field in one.fields))
    most = 3
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return f"the {noun} {one.record.id} ({', '.join(labels[:most])}{more})"


def _find_rewritten(comparison: Comparison, lines: Lines) -> Iterator[Problem]:
    for one in comparison.changed:
        if one.rewritten is None:
            continue
        published = one.before.record.history[one.rewritten]
        place = one.after.position("history", one.rewritten)
        entry = _write_entry(place, lines, **_list_fields(published))
        yield Problem(
            place,
            f"the history of {one.record.id} no longer has its entry of {published.date} as it "
            "was published",
            f"Put it back in its place and add new entries at the end:\n{entry}",
        )


def _list_fields(entry: Change) -> dict[str, str]:
    kind = {} if entry.kind == "substantive" else {"kind": entry.kind}
    return {"date": entry.date.isoformat(), "change": entry.change, **kind}


def _write_entry(place: Position, lines: Lines, **fields: str) -> str:
    """Write an entry of a history as the file writes its others, ready to be pasted."""
    known = lines(place.file)
    line = known[place.line - 1] if place.line <= len(known) else ""
    inner = [write_example(name, value) for name, value in fields.items()]
    before, rest = line[: place.column - 1], line[place.column - 1 :]
    if rest.startswith("- "):
        before, rest = f"{before}- ", rest[2:]
    if not before.endswith("- "):
        before, rest = "  - ", "{"
    if rest.startswith("{"):
        return f"{before}{{{', '.join(inner)}}}"
    return f"\n{' ' * len(before)}".join([f"{before}{inner[0]}", *inner[1:]])


def _find_removed(comparison: Comparison, base: Base, today: dt.date) -> Iterator[Problem]:
    renamed = {before.record.id: after for before, after in comparison.renamed_silently}
    for located in comparison.removed:
        record = located.record
        if after := renamed.get(record.id):
            yield _report_silent(record, after)
            continue
        yield Problem(
            Position(located.document.file),
            f"the {get_kind(record).noun} {record.id} was published, and is removed here",
            f"{_say_how_back(located, base)} Then withdraw it, so that its page can say why:\n"
            f"withdrawn: {{on: {today.isoformat()}, reason: …}}\n"
            "and at the end of its history:\n"
            f"- {{date: {today.isoformat()}, change: Withdrawn.}}",
        )


def _report_silent(record: Record, after: Located) -> Problem:
    return Problem(
        after.position("id"),
        f"the {get_kind(record).noun} {record.id} seems to be called {after.record.id} now, "
        "and links to its old name would break",
        f"If it is the same, add here:\nformerly: [{record.id}]\n"
        f"If not, put {record.id} back and withdraw it.",
    )


def _say_how_back(located: Located, base: Base) -> str:
    """Say how a record comes back."""
    file = located.document.file
    if located.path:
        what = "quote" if isinstance(located.record, Quote) else "record"
        return f"Put the {what} back as it was, which `git show {base.commit}:./{file}` prints."
    return f"Put its file back: `git checkout {base.commit} -- {file}`."


def _find_dropped_names(comparison: Comparison) -> Iterator[Problem]:
    for located, name in comparison.dropped:
        yield Problem(
            located.position("formerly"),
            f"{quote_text(name)} was an earlier name of {located.record.id}, and links to it would "
            "break",
            f"Write it again under `formerly` of {located.record.id}: {name}",
        )


def _find_dropped_sections(comparison: Comparison) -> Iterator[Problem]:
    """Yield what would lead to the top of a study's page instead of to one of its sections."""
    for one in comparison.changed:
        before, after = one.before.record, one.after.record
        if not (isinstance(before, Study) and isinstance(after, Study)):
            continue
        kept = {section.key for section in after.sections}
        for key in (section.key for section in before.sections):
            if key not in kept:
                yield Problem(
                    one.after.position("sections"),
                    f"the section {quote_text(key)} of {after.id} was published, and is gone",
                    "Links lead to it. Put it back with the same `key`; its heading may be "
                    "another.",
                )


def find_lost_places(lost: Mapping[str, Sequence[str]]) -> list[Problem]:
    """Return a problem for each place on a hand-written page that a link would not find again.

    Args:
        lost: The names of these places by the page's path.
    """
    return [
        Problem(
            Position(f"docs/{path}"),
            f"there was a place {quote_text('#' + name)} on this page that links can lead to, and "
            "it is gone",
            "Write its name behind the heading that says now what it said:\n"
            f"## Your heading {{ #{name} }}\n"
            "If there is none, write where readers should come out:\n"
            f'<span id="{name}"></span>',
        )
        for path, names in lost.items()
        for name in names
    ]


def find_broken_addresses(
    comparison: Comparison, gone: Collection[str], written: Collection[str], base: Base
) -> list[Problem]:
    """Return a problem for each address at which something was published and nothing would be.

    Args:
        comparison: What the change does. What it removes is told already.
        gone: The paths of pages and files that are gone, below the site.
        written: Which of them lay in docs/.
        base: What it is compared with.
    """
    problems = []
    for path in sorted(gone):
        file = f"docs/{path}"
        if path not in written:
            if not (comparison.removed or comparison.replaced):
                problems.append(_report_broken(path))
        elif path.endswith(".md"):
            problems.append(
                Problem(
                    Position(file),
                    f"the page {quote_text(make_address(path))} was published, and is gone",
                    "If another page says now what it said, write between the hyphens at the top "
                    f"of that one:\nformerly: [{make_address(path)}]\n"
                    f"If none does, put it back: `git checkout {base.commit} -- {file}`.",
                )
            )
        else:
            problems.append(
                Problem(
                    Position(file),
                    f"the file {quote_text(path)} was published, and is gone",
                    f"Put it back, for others may link to it: `git checkout {base.commit} -- "
                    f"{file}`.",
                )
            )
    return problems


def _report_broken(path: str) -> Problem:
    shown = make_address(path) if path.endswith(".md") else path
    return Problem(
        Position("themes_data"),
        f"there was something at the address {quote_text(shown)}, and there would be nothing",
        "Take back what removed it. If that cannot be, ask those who know the program: an address "
        "that was published has to lead somewhere.",
    )


def _find_given_again(comparison: Comparison, base: Base) -> Iterator[Problem]:
    for before, after in comparison.replaced:
        yield Problem(
            after.position("id"),
            f"{quote_text(after.record.id)} was published as an identifier of another type: then "
            f"{get_kind(before.record).noun}, now {get_kind(after.record).noun}",
            "Give this record one that was never used, and put the other one back.",
        )
    for located in comparison.added:
        if located.record.id in base.used:
            yield Problem(
                located.position("id"),
                f"{quote_text(located.record.id)} was the identifier of a record before",
                "Give this record one that was never used: links to the old one would lead here.",
            )
