"""`kb import`: the references of a bibliographic file, written as records."""

import datetime as dt
import re
from pathlib import Path

import click

from kb.authoring.importing import Added, Doubt, Known, plan_import, report_years_to_come
from kb.exchange.reading import Entry, read_bibliography
from kb.files.drafts import write_new
from kb.files.limits import BIBLIOGRAPHY_BYTES, PROBLEMS
from kb.files.plain import NotReadError, read_plain
from kb.knowledge.link import list_present_names
from kb.load.loader import Loaded, load
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import read_files
from kb.records import Reference, Study
from kb.terminal import describe_failure, refuse, say
from kb.text.wording import capitalised, counted, join_names, quote_text


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.pass_obj
def import_references(project: Project, file: Path, dry_run: bool) -> None:  # noqa: FBT001 - as click calls it
    """Write the works of a bibliographic FILE as references.

    It may be BibTeX, RIS, EndNote XML or .enw, PubMed .nbib or XML, or CSL JSON. Nothing is written
    when an entry cannot be read. Where it is doubtful whether a work is there already, it is asked.
    """
    try:
        # Where the file lies is the business of who names it: it may well lie behind a link.
        content = read_plain(file.resolve(), BIBLIOGRAPHY_BYTES)
    except NotReadError as error:
        refuse(f"{file}:1:1: {error.reason}\n    {error.advice}\nNothing was written.")
    reading = read_bibliography(str(file), content)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    if problems := [*reading.problems, *report_years_to_come(reading.entries, today)]:
        # The file need not be in the project: it is named from where the command was run.
        told = sorted(problems)[:PROBLEMS]
        refuse(f"{Project(Path.cwd()).format_problems(told)} Nothing was written.")
    loaded = _load_files(project)
    records = [located.record for located in loaded.records]
    try:
        outcomes = plan_import(
            [record for record in records if isinstance(record, Reference)],
            [record for record in records if isinstance(record, Study)],
            _list_taken(project, loaded),
            reading.entries,
            today,
            (lambda _: False) if dry_run else _ask,
        )
    except click.Abort:
        refuse(
            "Nobody answered. Answer in a terminal, or take the entry out of the file. "
            "Nothing was written."
        )
    added = [outcome for outcome in outcomes if isinstance(outcome, Added)]
    if not dry_run:
        try:
            write_new(project.data, {one.path: one.text.encode() for one in added})
        except OSError as error:
            refuse(f"{describe_failure(error)} Nothing was written.")
    for outcome in outcomes:
        say(_describe(outcome, dry_run=dry_run))
    if reading.dropped:
        say(f"Left out, because a record has no place for it: {join_names(reading.dropped)}.")
    say(_summarise(outcomes, dry_run=dry_run))


def _ask(doubt: Doubt) -> bool:
    """Ask whether an entry is a work that is there already."""
    title = quote_text(doubt.entry.item.title)
    return click.confirm(f"{_name(doubt.entry)}, {title}: {doubt.question}. Is it that work?")


def _load_files(project: Project) -> Loaded:
    """Read the knowledge base; what it cites need not be in order, but its references must be."""
    folder = f"{project.data.name}/references/"
    try:
        loaded = load(read_files(project.data), project.data.name)
    except DataError as error:
        refuse(f"{project.format_problems(error.problems)} Nothing was written.")
    invalid = [p for p in loaded.problems if p.position.file.startswith(folder)]
    if invalid:
        refuse(f"{project.format_problems(invalid)} Mend that first: it may be a work of the file.")
    return loaded


def _list_taken(project: Project, loaded: Loaded) -> set[str]:
    """Return every identifier that is or was used, also by what cannot be read."""
    files = (project.data / "references").glob("*")
    return (
        {located.record.id for located in loaded.records}
        | {claim.identifier for claim in loaded.claims}
        | set(list_present_names(loaded))
        | {file.stem.lower() for file in files}
    )


def _describe(outcome: Added | Known, *, dry_run: bool) -> str:
    name = _name(outcome.entry)
    if isinstance(outcome, Known):
        return f"{name} is there already: {outcome.identifier} (same {outcome.why})."
    done = "would be written to" if dry_run else "is written to"
    lines = [f"{name} {done} themes_data/{outcome.path}."]
    return "\n    ".join([*lines, *(f"{_begin(note)}." for note in outcome.notes)])


def _begin(note: str) -> str:
    """Begin a note with a capital, unless it begins with the name of a field."""
    return note if re.match(r"[^\s:]+: ", note) else capitalised(note)


def _name(entry: Entry) -> str:
    return f"{capitalised(entry.name)} (line {entry.position.line})"


def _summarise(outcomes: list[Added | Known], *, dry_run: bool) -> str:
    new = sum(isinstance(outcome, Added) for outcome in outcomes)
    known = len(outcomes) - new
    numbers = f"{counted(new, 'new reference')}, {counted(known, 'work')} there already"
    if dry_run:
        return f"{capitalised(numbers)}. Nothing was written: this was a dry run."
    if not new:
        return f"{capitalised(numbers)}."
    return (
        f"{capitalised(numbers)}. Next: cite each in a finding, a study, an implication or a term "
        "(nothing else may stay in the data), look at what is said above, and run `make check`."
    )
