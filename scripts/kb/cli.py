"""The command line: `kb build`, `serve`, `check`, `verify`, `new`, `import` and `schemas`."""

import logging
from pathlib import Path
from typing import get_args

import click
from mkdocs.exceptions import MkDocsException

from kb.generate import Project
from kb.import_command import import_references
from kb.new_command import new
from kb.problems import DataError
from kb.read import inspect
from kb.reporting import Format, present
from kb.schemas import schemas
from kb.site import build_site, serve_site
from kb.site_view import site_view
from kb.verify_command import verify_quotes
from kb.wording import counted, listed
from kb.write import write_tree


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder, if it is not the current one.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, build and show the knowledge base."""
    project = Project(root.resolve())
    if not project.data.is_dir():
        raise click.ClickException(
            f"There is no folder themes_data/ in {root.resolve()}. "
            "Run the command in the project's folder, or name it with --root."
        )
    context.obj = project


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="text for people, github for annotations on a pull request, json for tools.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.pass_obj
def check(project: Project, form: Format, *, strict: bool) -> None:
    """Check the data: print every problem with its place, or that there is none."""
    try:
        kb, problems = inspect(project.data)
    except DataError as error:
        click.echo(present(error.problems, form, project.lines))
        raise click.exceptions.Exit(1) from None
    if problems or form == "json":
        click.echo(present(problems, form, project.lines))
        failed = bool(problems) if strict else any(problem.stops for problem in problems)
        raise click.exceptions.Exit(int(failed))
    view = site_view(kb)
    holdings = [
        counted(len(view.studies), "study", "studies"),
        counted(len(view.findings), "finding"),
        counted(len(view.quotes), "quote"),
        counted(len(view.practice) + len(view.research), "recommendation"),
        counted(len(view.references), "reference"),
    ]
    click.echo(f"No problems in {listed(holdings)}.")


@main.command()
@click.pass_obj
def build(project: Project) -> None:
    """Build the site; the last one stays in place until the new one is complete."""
    logging.getLogger("mkdocs").addHandler(_Echo(logging.WARNING))
    try:
        site = build_site(project)
    except MkDocsException as error:
        click.echo(error.format_message(), err=True)
        raise click.exceptions.Exit(1) from None
    click.echo(f"The site is in {site.relative_to(project.root)}/.")


@main.command()
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve: host:port.",
)
@click.pass_obj
def serve(project: Project, address: str) -> None:
    """Serve the site and rebuild it on every change."""
    logging.getLogger("mkdocs").addHandler(_Echo(logging.INFO))
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        serve_site(project, address)
    except MkDocsException as error:
        click.echo(error.format_message(), err=True)
        raise click.exceptions.Exit(1) from None


@main.command(name="schemas")
@click.pass_obj
def write_schemas(project: Project) -> None:
    """Write the JSON Schemas of the data files, for editors."""
    written = write_tree(
        project.root / "schemas", {name: text.encode() for name, text in schemas().items()}
    )
    click.echo(f"{counted(len(written.changed), 'schema').capitalize()} changed in schemas/.")


main.add_command(import_references)
main.add_command(new)
main.add_command(verify_quotes)


class _Echo(logging.Handler):
    """Prints what MkDocs logs."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"{record.levelname.capitalize()}: {record.getMessage()}", err=True)
