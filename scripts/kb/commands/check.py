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
from kb.read import Examined, examine, read_files
from kb.records import Finding, Implication, Quote, Reference, Study
from kb.site.owner import describe_unsaid, find_unsaid
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
    told = [one for one in examined.problems if not (one.unwritten and one.severity == "draft")]
    if told or form == "json":
        say(format_problems(examined.problems if form == "json" else told, form, project.lines))
    published = [one for one in told if one.severity != "draft"]
    if form != "json":
        if not published:
            say(f"No problems in {_count_holdings(examined.kb)}.")
        if examined.drafts:
            say(_describe_drafts(examined))
        if unsaid := find_unsaid(project.root / "mkdocs.yml"):
            say(describe_unsaid(unsaid))
    raise click.exceptions.Exit(int(bool(published if strict else examined.stopping)))


def _describe_drafts(examined: Examined) -> str:
    """Say which studies are not published, and how much is still to write in them."""
    drafts = len(examined.drafts)
    blank = sum(one.unwritten and one.severity == "draft" for one in examined.problems)
    names = join_names([folder.split("/")[-2] for folder in examined.drafts])
    verb, them = ("is a draft and is", "it") if drafts == 1 else ("are drafts and are", "them")
    return (
        f"{counted(drafts, 'study', 'studies').capitalize()} {verb} not on the site: {names}. "
        f"In {them} {counted(blank, 'field is', 'fields are')} still to write: `kb todo` lists "
        f"{'it' if blank == 1 else 'them'}."
    )


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
