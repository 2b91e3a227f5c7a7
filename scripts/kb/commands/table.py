"""`kb table`: a study's quotes, findings or works as a table to fill in, and taken in again."""

from pathlib import Path

import click

from kb.authoring.desk import CannotBeginError, Desk, Draft
from kb.authoring.known import Known
from kb.authoring.naming_checks import check_study
from kb.authoring.sheets import CannotReadTableError, read_table, write_csv, write_xlsx
from kb.authoring.tables import COLUMNS, Taken, list_rows, take_rows
from kb.commands.beginning import open_desk, write_draft
from kb.files.drafts import write_new
from kb.files.limits import BIBLIOGRAPHY_BYTES
from kb.files.plain import NotReadError, read_plain
from kb.problems.problem import Problem
from kb.project import Project
from kb.read import examine_with_drafts
from kb.terminal import describe_failure, say
from kb.text.wording import counted

_OF_ONE_ROW = ("", "sections-exist", "speakers-are-participants", "parts-share-a-study")
"""Rules that a row keeps or breaks by itself; what one table lacks, the next one may bring."""

_STUDY = click.option("--study", help="The study, such as S002. Needed where there are several.")
_WHAT = click.option(
    "--of",
    "what",
    type=click.Choice([*COLUMNS]),
    default="quotes",
    show_default=True,
    help="What a row is.",
)


@click.group(name="table")
def table() -> None:
    """Write a table of a study's quotes, findings or works, and take it in when it is filled in."""


@table.command(name="out")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_STUDY
@_WHAT
@click.pass_obj
def write_out(project: Project, file: Path, study: str | None, what: str) -> None:
    """Write a table to FILE (.xlsx or .csv), one row a quote, a finding or a work."""
    desk = open_desk(project)
    rows = list_rows(desk, _choose_study(desk, study), what)
    is_csv = file.suffix.lower() == ".csv"
    if not is_csv and file.suffix.lower() != ".xlsx":
        raise click.ClickException("Name a file that ends with .xlsx or .csv.")
    content = write_csv(COLUMNS[what], rows) if is_csv else write_xlsx(what, COLUMNS[what], rows)
    try:
        write_new(file.resolve().parent, {file.name: content})
    except OSError as error:
        raise click.ClickException(f"{describe_failure(error)} Nothing was written.") from None
    say(
        f"{file} has {counted(len(rows), 'row')}. Fill it in, save it, and run "
        f"`kb table in {file} --of {what}`."
    )


@table.command(name="in")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_STUDY
@_WHAT
@click.pass_obj
def take_in(project: Project, file: Path, study: str | None, what: str) -> None:
    """Take in a table from FILE: all of it, or nothing if a cell of it is wrong."""
    desk = open_desk(project)
    chosen = _choose_study(desk, study)
    try:
        content = read_plain(file.resolve(), BIBLIOGRAPHY_BYTES)
        rows, faults = read_table(file.name, content, COLUMNS[what])
        taken = take_rows(desk, chosen, what, rows) if not faults else Taken(faults=faults)
    except NotReadError as error:
        raise click.ClickException(f"{file}: {error.reason}. {error.advice}") from None
    except (CannotReadTableError, CannotBeginError) as error:
        raise click.ClickException(f"{error} Nothing was written.") from None
    told = [f"{cell}: {wrong}" for cell, wrong in taken.faults]
    told += [] if told else [str(problem) for problem in _find_new_problems(desk, taken)]
    if told:
        lines = "\n".join(told)
        raise click.ClickException(f"{file} cannot be taken in yet.\n{lines}\nNothing was written.")
    write_draft(project, desk, Draft(chosen, taken.files))
    say(f"{counted(taken.count, 'row').capitalize()} of {file} is taken in. Then run `kb todo`.")


def _choose_study(desk: Desk, study: str | None) -> str:
    known = Known(desk.files)
    if study is None and len(known.studies) == 1:
        return next(iter(known.studies))
    try:
        return check_study(study or "", known, {})
    except ValueError as error:
        wanted = "Name the study with --study." if study is None else ""
        raise click.ClickException(f"{wanted} {error}".strip()) from None


def _find_new_problems(desk: Desk, taken: Taken) -> list[Problem]:
    """Return what would be wrong that was not before, and is no field that is still to write."""
    after = {path: content for path, content in desk.files.items() if taken.files.get(path) != ""}
    after |= {path: text.encode() for path, text in taken.files.items() if text}
    names = {f"themes_data/{path}" for path in taken.files}
    before = {(one.position.file, one.message) for one in examine_with_drafts(desk.files).problems}
    return [
        one
        for one in examine_with_drafts(after).problems
        if one.position.file in names
        and not one.unwritten
        and one.rule in _OF_ONE_ROW
        and (one.position.file, one.message) not in before
    ]
