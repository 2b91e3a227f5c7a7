"""`kb schemas`: the JSON Schemas of the data files."""

import click

from kb.files.own import make_own_folder
from kb.files.tree import write_tree
from kb.project import Project
from kb.records.schemas import make_schemas
from kb.terminal import say
from kb.text.wording import counted


@click.command(name="schemas")
@click.pass_obj
def write_schemas(project: Project) -> None:
    """Write the JSON Schemas of the data files, for editors."""
    make_own_folder(project.root, project.root / "schemas")
    written = write_tree(
        project.root / "schemas", {name: text.encode() for name, text in make_schemas().items()}
    )
    say(f"{counted(len(written.changed), 'schema').capitalize()} changed in schemas/.")
