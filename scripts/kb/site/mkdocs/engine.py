"""MkDocs: the plugin in mkdocs.yml makes the pages first, and the search’s index afterwards."""

from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from kb.project import Project
from kb.site.engines import EngineError
from kb.site.kept import Outcome, Start
from kb.site.mkdocs.plugin import get_plugin
from kb.site.mkdocs.settings import keep_date, load_settings


def build(project: Project, site: Path, start: Start) -> Outcome:
    """Build a project's site into a folder, from the last one as far as it is the same.

    Raises:
        EngineError: The data, the settings or a page is not in order.
    """
    try:
        config = load_settings(project.root / "mkdocs.yml", strict=True, site_dir=str(site))
        plugin = get_plugin(config)
        plugin.begin_from(start)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with keep_date():
                mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise EngineError(error.format_message()) from None
    return plugin.outcome
