"""The whole build: pages, then MkDocs, then the finished site put in place of the last one."""

import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config

from kb.project import Project


def build_site(project: Project) -> Path:
    """Build the site beside the last one, and exchange the two when it is complete.

    Returns:
        The folder of the site.

    Raises:
        mkdocs.exceptions.Abort: The data or a page is not in order; the last site stands.
    """
    fresh = project.root / "build" / "site-fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    config = load_config(str(project.root / "mkdocs.yml"), strict=True, site_dir=str(fresh))
    site = Path(load_config(str(project.root / "mkdocs.yml")).site_dir)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    stale = project.root / "build" / "site-stale"
    shutil.rmtree(stale, ignore_errors=True)
    if site.exists():
        site.rename(stale)
    fresh.rename(site)
    shutil.rmtree(stale, ignore_errors=True)
    return site


def serve_site(project: Project, address: str) -> None:
    """Serve the site at `host:port` and rebuild it on every change, until interrupted."""
    mkdocs_serve(str(project.root / "mkdocs.yml"), dev_addr=address)
