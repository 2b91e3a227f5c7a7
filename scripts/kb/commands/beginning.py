"""Writing what was begun, all of it or nothing, and saying what is still to do there."""

import datetime as dt

import click

from kb.authoring.desk import Desk, Draft
from kb.files.drafts import write_drafts
from kb.history.repository import Repository
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import examine, read_files
from kb.terminal import describe_failure, say
from kb.text.wording import counted

_FEW = 12
"""So many things to write are told at once; of more, only how many, and who lists them."""


def open_desk(project: Project) -> Desk:
    """Read what new records are begun with.

    Raises:
        ClickException: The data cannot be read.
    """
    try:
        files = read_files(project.data)
        past = Repository(project.root).lines_ever(project.data.name)
    except DataError as error:
        told = project.format_problems(error.problems)
        raise click.ClickException(f"{told}\nNothing was written.") from None
    return Desk(files, past, dt.datetime.now(tz=dt.UTC).astimezone().date())


def write_draft(project: Project, desk: Desk, draft: Draft) -> None:
    """Write the files of a draft: new ones, and those that are added to.

    Raises:
        ClickException: They cannot be written; nothing was.
    """
    try:
        write_drafts(project.data, desk.files, draft.files)
    except OSError as error:
        raise click.ClickException(f"{describe_failure(error)} Nothing was written.") from None


def report_draft(project: Project, draft: Draft, then: str) -> None:
    """Say where a draft is, what is still to do there, and what is next."""
    try:
        problems = examine(read_files(project.data), project.data.name).problems
    except DataError as error:
        problems = error.problems
    paths = [
        path for path, text in draft.files.items() if text and not path.endswith("unsorted.yaml")
    ]
    names = [f"{project.data.name}/{path}" for path in paths]
    say(f"{draft.identifier} is in {' and '.join(names)}.")
    still = [one for one in problems if one.position.file in names]
    blank = [one for one in still if one.unwritten]
    wrong = [one for one in still if not one.unwritten]
    if len(blank) > _FEW:
        fields = counted(len(blank), "field").capitalize()
        say(f"\n{fields} are still to write there: `kb todo` lists them.")
        blank = []
    if wrong or blank:
        say(f"\nStill to do there:\n\n{project.format_problems([*wrong, *blank])}")
    say(f"\nNext: {then.format(id=draft.identifier)} Then run `make check`.")
