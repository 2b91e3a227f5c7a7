"""The command line: a group of commands, each loaded only when it is called.

Most of the time of a short command would go into loading what the others need.
"""

import errno
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from kb.project import Project
from kb.terminal import describe_failure, print_anything
from kb.text.shown import show_signs


class Place(NamedTuple):
    """Where a command is, and what the list of commands says of it without loading it."""

    module: str
    function: str
    about: str


COMMANDS = {
    "build": Place(
        "kb.commands.build",
        "build",
        "Build the site; the last one stays in place until the new one is complete.",
    ),
    "check": Place(
        "kb.commands.check",
        "check_data",
        "Check the data: print every problem with its place, or that there is none.",
    ),
    "diff": Place(
        "kb.commands.diff",
        "diff",
        "Say what changed since BASE, and what has to be fixed before it is published.",
    ),
    "import": Place(
        "kb.commands.import_works",
        "import_references",
        "Write the works of a bibliographic FILE as references.",
    ),
    "new": Place(
        "kb.commands.new",
        "new",
        "Begin a record: a file with the next free identifier and a comment on every field.",
    ),
    "read": Place(
        "kb.commands.read_paper",
        "read_command",
        "Draft a study from its PAPER: sections, participants, quotes, works and rights.",
    ),
    "review": Place(
        "kb.commands.review",
        "review",
        "Show what changed under RECOMMENDATION (such as I004), and record that it still holds.",
    ),
    "schemas": Place(
        "kb.commands.schemas",
        "write_schemas",
        "Write the JSON Schemas of the data files, for editors.",
    ),
    "serve": Place(
        "kb.commands.serve",
        "serve",
        "Serve the site and rebuild it on every change.",
    ),
    "table": Place(
        "kb.commands.table",
        "table",
        "Write a table of a study's quotes, findings or works, and take it in when it is filled "
        "in.",
    ),
    "todo": Place(
        "kb.commands.todo",
        "list_todo",
        "Say what is still to write in STUDY (such as S002), by name and in the order to do it.",
    ),
    "verify": Place(
        "kb.commands.verify",
        "verify_quotes",
        "Compare each quote of STUDY (such as S001) with its text, and record which are the same.",
    ),
}
"""Every command, by name. What it says is the first sentence of the command's own help."""


class _Commands(click.Group):
    """Knows its commands by name, and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        if cmd_name not in COMMANDS:
            return None
        place = COMMANDS[cmd_name]
        command = getattr(import_module(place.module), place.function)
        assert isinstance(command, click.Command)  # noqa: S101 - a slip in the table above
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what the system refuses, and what errors quote, is told in one sentence.

        Whoever reads a pipe may stop reading: click says nothing of that.
        """
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            error.message = show_signs(error.message)  # type: ignore[misc] # final in type only
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise click.ClickException(show_signs(describe_failure(error))) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        width = formatter.width - 6 - max(map(len, COMMANDS))  # as click leaves it for the texts
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=place.about).get_short_help_str(width))
                    for name, place in sorted(COMMANDS.items())
                ]
            )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder, if it is not the current one.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, build and show the knowledge base."""
    print_anything()
    project = Project(root.resolve())
    if not project.data.is_dir():
        raise click.ClickException(
            f"There is no folder themes_data/ in {root.resolve()}. "
            "Run the command in the project's folder, or name it with --root."
        )
    context.obj = project
