"""The whole build: an engine makes the site, and it takes the place of the last one."""

from pathlib import Path

from mkdocs.exceptions import MkDocsException

from kb.files.own import require_site_folder
from kb.progress import begin
from kb.project import Project
from kb.site.engines import EngineError, find_builder
from kb.site.inputs import read_inputs
from kb.site.kept import Kept, Start, find_folder, keep_build, recall_build, sign
from kb.site.lock import lock_builds
from kb.site.mkdocs.settings import load_settings
from kb.site.swap import put_in_place, repair
from kb.terminal import say
from kb.web.headers import NGINX


def build_site(project: Project, engine: str = "mkdocs") -> Path:
    """Build the site beside the last one, and exchange the two when it is complete.

    Another build in the same folder is waited for. Where nothing that the site is made from changed
    and nobody touched the site, it stays as it is.

    Args:
        project: Where things are.
        engine: What makes the site of the pages.

    Returns:
        The folder of the site.

    Raises:
        EngineError: The data, the settings or a page is not in order; the last site stands.
        OSError: Something cannot be written, or is a link; the last site stands.
    """
    fresh = project.build / "site-fresh"
    with lock_builds(fresh.parent, _report_another):
        try:
            config = load_settings(project.root / "mkdocs.yml")
            inputs = read_inputs(project, config, engine)
        except MkDocsException as error:
            raise EngineError(error.format_message()) from None
        site, folder = Path(config.site_dir), find_folder(project)
        require_site_folder(project.root, site)
        repair(fresh, site)
        places = (site.resolve(), project.build / Path(NGINX).parent)
        last = recall_build(folder) if inputs else None
        if last and last.signature != sign(*places):
            last = None
        if last and last.inputs == inputs:
            return site
        usable = last if last and inputs and last.inputs.others == inputs.others else None
        outcome = find_builder(engine)(project, fresh, Start(folder, places[0], usable))
        begin("exchange")
        try:
            put_in_place(fresh, site)
        except OSError as error:
            raise EngineError(f"The new site cannot be put in place of {site}: {error}") from None
        # What was saved while the site was built is for the next build.
        if inputs and inputs == read_inputs(project, config, engine):
            keep_build(folder, Kept(inputs, outcome, sign(*places)))
    return site


def _report_another() -> None:
    say("Another build is running in this folder; this one waits for it.", to_errors=True)
