"""`kb check`: every problem of the data, or how much was checked."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

import click

from kb.knowledge.base import KnowledgeBase
from kb.problems.problem import DataError
from kb.problems.report import Format, format_problems
from kb.project import Project
from kb.read import examine, read_files
from kb.records import Finding, Implication, Quote, Reference, Study
from kb.terminal import say
from kb.text.wording import counted, join_names


@click.command(name="check")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="text for people, markdown for a comment on a pull request, github for annotations, "
    "json for tools.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.pass_obj
def check_data(project: Project, form: Format, *, strict: bool) -> None:
    """Check the data: print every problem with its place, or that there is none."""
    try:
        with _pause_collector():
            examined = examine(read_files(project.data), project.data.name)
    except DataError as error:
        say(format_problems(error.problems, form, project.lines))
        raise click.exceptions.Exit(1) from None
    if examined.problems or form == "json":
        say(format_problems(examined.problems, form, project.lines))
        failing = examined.problems if strict else examined.stopping
        raise click.exceptions.Exit(int(bool(failing)))
    say(f"No problems in {_count_holdings(examined.kb)}.")


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Keep Python from looking for garbage; what is made meanwhile, it never looks at.

    A check makes many objects and lets go of hardly any. Looking through all of them again and
    again, as their number grows, would take a third of the time, and the process ends soon.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _count_holdings(kb: KnowledgeBase) -> str:
    return join_names(
        [
            counted(len(kb.all(Study)), "study", "studies"),
            counted(len(kb.all(Finding)), "finding"),
            counted(len(kb.all(Quote)), "quote"),
            counted(len(kb.all(Implication)), "recommendation"),
            counted(len(kb.all(Reference)), "reference"),
        ]
    )
