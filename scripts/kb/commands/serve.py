"""`kb serve`: the site on this machine, rebuilt on every change."""

import logging
from pathlib import Path

import click
from mkdocs.exceptions import MkDocsException

from kb.project import Project
from kb.serve.serving import serve_site
from kb.serve.workbench.guard import is_loopback
from kb.site.mkdocs.log import report_to_mkdocs_log
from kb.terminal import say
from kb.verify.source import CannotReadSourceError, read_source


@click.command(name="serve")
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve: host:port.",
)
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A study's text, as `kb verify` takes it: makes quotes of it in the browser.",
)
@click.pass_obj
def serve(project: Project, address: str, source: Path | None) -> None:
    """Serve the site and rebuild it on every change.

    With --source there is a workbench as well, for this computer only: words of the text that are
    selected become a quote, in the same file that `kb new quote` writes. Its address is printed.
    """
    report_to_mkdocs_log(logging.INFO)
    if source and not is_loopback(address.rpartition(":")[0]):
        raise click.UsageError(
            "The workbench writes files, so it is for this computer only. Leave out --address or "
            "name 127.0.0.1 in it, or leave out --source."
        )
    try:
        serve_site(project, address, read_source(source) if source else None)
    except CannotReadSourceError as error:
        raise click.ClickException(str(error)) from None
    except MkDocsException as error:
        say(error.format_message(), to_errors=True)
        raise click.exceptions.Exit(1) from None
