"""The whole build: an engine makes the site, and it takes the place of the last one."""

from pathlib import Path

from mkdocs.exceptions import MkDocsException

from kb.files.own import require_site_folder
from kb.progress import begin
from kb.project import Project
from kb.site.engines import EngineError, find_builder
from kb.site.lock import lock_builds
from kb.site.mkdocs.settings import load_settings
from kb.site.swap import put_in_place, repair
from kb.terminal import say


def build_site(project: Project, engine: str = "mkdocs") -> Path:
    """Build the site beside the last one, and exchange the two when it is complete.

    Another build in the same folder is waited for.

    Args:
        project: Where things are.
        engine: What makes the site of the pages.

    Returns:
        The folder of the site.

    Raises:
        EngineError: The data, the settings or a page is not in order; the last site stands.
        OSError: Something cannot be written, or is a link; the last site stands.
    """
    fresh = project.root / "build" / "site-fresh"
    with lock_builds(fresh.parent, _report_another):
        try:
            site = Path(load_settings(project.root / "mkdocs.yml").site_dir)
        except MkDocsException as error:
            raise EngineError(error.format_message()) from None
        require_site_folder(project.root, site)
        repair(fresh, site)
        find_builder(engine)(project, fresh)
        begin("exchange")
        try:
            put_in_place(fresh, site)
        except OSError as error:
            raise EngineError(f"The new site cannot be put in place of {site}: {error}") from None
    return site


def _report_another() -> None:
    say("Another build is running in this folder; this one waits for it.", to_errors=True)
