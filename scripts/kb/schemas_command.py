"""`kb schemas`: the JSON Schemas of the data files."""

import click

from kb.project import Project
from kb.schemas import schemas
from kb.wording import counted
from kb.write import write_tree


@click.command(name="schemas")
@click.pass_obj
def write_schemas(project: Project) -> None:
    """Write the JSON Schemas of the data files, for editors."""
    written = write_tree(
        project.root / "schemas", {name: text.encode() for name, text in schemas().items()}
    )
    click.echo(f"{counted(len(written.changed), 'schema').capitalize()} changed in schemas/.")
