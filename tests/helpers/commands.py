"""The command line, run on a project that holds nothing but the made-up data."""

from pathlib import Path

from click.testing import CliRunner, Result

from kb.cli import main
from tests.made_up.records import MADE_UP


def write_made_up(root: Path) -> Path:
    """Write the made-up data into a project's folder, and return the folder."""
    for path, text in MADE_UP.items():
        file = root / "themes_data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def kb(root: Path, *arguments: str, answers: str = "") -> Result:
    """Run a command in a project, and answer what it asks."""
    result = CliRunner().invoke(main, ["--root", str(root), *arguments], input=answers)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
