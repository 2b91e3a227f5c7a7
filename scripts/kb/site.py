"""The whole build: pages, then MkDocs, then the finished site put in place of the last one."""

from pathlib import Path

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kb.build_lock import one_build_at_a_time
from kb.progress import begin
from kb.project import Project
from kb.site_swap import mend, put_in_place


def build_site(project: Project) -> Path:
    """Build the site beside the last one, and exchange the two when it is complete.

    Another build in the same folder is waited for.

    Returns:
        The folder of the site.

    Raises:
        mkdocs.exceptions.Abort: The data or a page is not in order; the last site stands.
    """
    fresh = project.root / "build" / "site-fresh"
    with one_build_at_a_time(fresh.parent, _tell_of_another):
        settings = str(project.root / "mkdocs.yml")
        site = Path(load_config(settings).site_dir)
        mend(fresh, site)
        config = load_config(settings, strict=True, site_dir=str(fresh))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        begin("exchange")
        try:
            put_in_place(fresh, site)
        except OSError as error:
            raise Abort(f"The new site cannot be put in place of {site}: {error}") from None
    return site


def _tell_of_another() -> None:
    click.echo("Another build is running in this folder; this one waits for it.", err=True)
