"""MkDocs: the plugin in mkdocs.yml makes the pages first, and the search’s index afterwards."""

from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from kb.project import Project
from kb.site.engines import EngineError
from kb.site.mkdocs.settings import load_settings


def build(project: Project, site: Path) -> None:
    """Build a project's site into a folder.

    Raises:
        EngineError: The data, the settings or a page is not in order.
    """
    try:
        config = load_settings(project.root / "mkdocs.yml", strict=True, site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise EngineError(error.format_message()) from None
