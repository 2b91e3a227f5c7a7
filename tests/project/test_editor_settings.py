"""Visual Studio Code explains and completes the fields of every kind of file."""

import json
import subprocess

from kb.records.data_files import list_kinds_in_files
from tests.helpers.building import REPOSITORY

SETTINGS = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text("utf-8"))


def test_each_kind_of_file_is_explained_by_its_schema() -> None:
    """A file that does not name its schema in its first line is explained as well."""
    assert SETTINGS["yaml.schemas"] == {
        f"./schemas/{file.schema}.schema.json": "themes_data/"
        + file.path.replace("<study>", "*").replace("<id>", "*")
        for _, file in list_kinds_in_files()
    }


def test_the_editor_helps_and_asks_nobody_else() -> None:
    """What is written stays on the computer, and no other schema is fetched."""
    assert all(SETTINGS[f"yaml.{help_}"] for help_ in ("validate", "hover", "completion"))
    assert SETTINGS["redhat.telemetry.enabled"] is False
    assert SETTINGS["yaml.schemaStore.enable"] is False


def test_the_extension_that_helps_is_recommended() -> None:
    """The editor offers to install it."""
    extensions = json.loads((REPOSITORY / ".vscode" / "extensions.json").read_text("utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]


def test_the_settings_come_with_the_project() -> None:
    """No rule keeps them out of the repository."""
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", ".vscode/settings.json"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ignored.returncode, ignored.stdout) == (1, ""), ignored.stdout
