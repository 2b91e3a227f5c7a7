"""`kb serve`: the site on this machine, rebuilt on every change."""

import logging

import click
from mkdocs.exceptions import MkDocsException

from kb.project import Project
from kb.serve.serving import serve_site
from kb.site.mkdocs.log import report_to_mkdocs_log
from kb.terminal import say


@click.command(name="serve")
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve: host:port.",
)
@click.pass_obj
def serve(project: Project, address: str) -> None:
    """Serve the site and rebuild it on every change."""
    report_to_mkdocs_log(logging.INFO)
    try:
        serve_site(project, address)
    except MkDocsException as error:
        say(error.format_message(), to_errors=True)
        raise click.exceptions.Exit(1) from None
