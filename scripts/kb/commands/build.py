"""`kb build`: the whole site, once."""

import logging

import click

from kb.progress import show_progress
from kb.project import Project
from kb.site.build import build_site
from kb.site.engines import ENGINES, EngineError
from kb.site.mkdocs.log import report_to_mkdocs_log
from kb.site.owner import describe_unsaid, find_unsaid
from kb.terminal import say


@click.command(name="build")
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default=next(iter(ENGINES)),
    show_default=True,
    help="What makes the site of the pages.",
)
@click.pass_obj
def build(project: Project, engine: str) -> None:
    """Build the site; the last one stays in place until the new one is complete."""
    report_to_mkdocs_log(logging.WARNING)
    try:
        with show_progress():
            site = build_site(project, engine)
    except EngineError as error:
        say(f"{error}", to_errors=True)
        raise click.exceptions.Exit(1) from None
    say(f"The site is in {site.relative_to(project.root)}/.")
    if unsaid := find_unsaid(project.root / "mkdocs.yml"):
        say(describe_unsaid(unsaid))
