"""`kb build`: the whole site, once."""

import logging

import click
from mkdocs.exceptions import MkDocsException

from kb.mkdocs_log import tell_mkdocs_log
from kb.progress import shown
from kb.project import Project
from kb.site import build_site


@click.command(name="build")
@click.pass_obj
def build(project: Project) -> None:
    """Build the site; the last one stays in place until the new one is complete."""
    tell_mkdocs_log(logging.WARNING)
    try:
        with shown():
            site = build_site(project)
    except MkDocsException as error:
        click.echo(error.format_message(), err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(f"The site is in {site.relative_to(project.root)}/.")
