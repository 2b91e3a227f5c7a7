"""From an edit to the new site: what changed is made, written, and built."""

import gc
import logging
import os
import time
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from kb.problems.problem import DataError
from kb.project import Project
from kb.render.environment import TEMPLATES
from kb.serve.following import FollowingIndex
from kb.serve.making import Made, Maker
from kb.serve.warm_mkdocs import WarmSite
from kb.site.frame import THEME
from kb.site.mkdocs.settings import build_date, get_settings
from kb.site.reading import keep_everything

log = logging.getLogger("mkdocs.kb")

TOOLS = (TEMPLATES, THEME)
"""The folders of what lays pages out."""

_DATE = "SOURCE_DATE_EPOCH"


class Rebuilder:
    """Builds a project's site in a folder of its own, and again after every edit."""

    def __init__(self, project: Project, folder: Path, address: str, site_url: str) -> None:
        """Begin with nothing.

        Args:
            project: Where things are.
            folder: The folder for everything that is written; the site is in `site` in it.
            address: The host and port that the site is served at.
            site_url: The address of the site.
        """
        self.site = folder / "site"
        self.index = FollowingIndex(self.site, folder / "search")
        self._project = project
        self._address = address
        self._site_url = site_url
        self._dated = _DATE in os.environ
        self._tools: dict[Path, int] = {}
        self._maker: Maker | None = None
        self._made: Made | None = None
        self._warm: WarmSite | None = None

    def build(self) -> None:
        """Build what is not as it was, and begin to make the search's index.

        Raises:
            Abort: Something is wrong with the data, a page, or a setting.
        """
        with keep_everything():
            self._build()

    def _build(self) -> None:
        start = time.monotonic()
        log.info("Building documentation...")
        self.index.stop()
        maker = self._maker_for_these_tools()
        try:
            made = maker.make()
        except DataError as error:
            raise Abort(self._project.format_problems(error.problems)) from None
        self._date(made)
        # After an error nothing is known of the site, and the next time all of it is built.
        before, warm, self._made, self._warm = self._made, self._warm, None, None
        done = warm.update(made) if warm else ""
        self._warm = warm if done else self._whole(made)
        self._made = made
        if not done:
            # All of this stays: nobody need look through it again for what can be thrown away.
            gc.freeze()
        if not (done and before and self.index.is_there and _is_like(before, made)):
            self.index.follow(made)
        log.info("Built %s in %.2f seconds", done or "the whole site", time.monotonic() - start)

    def _whole(self, made: Made) -> WarmSite:
        return WarmSite(self._config(), self._site_url, made)

    def _maker_for_these_tools(self) -> Maker:
        """Return what makes pages; a new one if the templates or the settings are others now."""
        files = [self._project.root / "mkdocs.yml"]
        files += [file for folder in TOOLS for file in folder.rglob("*")]
        tools = {file: file.stat().st_mtime_ns for file in files}
        if self._maker is None or tools != self._tools:
            self._made = self._warm = None
            self._maker = Maker(self._project, get_settings(self._config()))
            self._tools = tools
        return self._maker

    def _config(self) -> MkDocsConfig:
        config = load_config(
            str(self._project.root / "mkdocs.yml"),
            site_dir=str(self.site),
            dev_addr=self._address,
        )
        config.site_url = self._site_url
        return config

    def _date(self, made: Made) -> None:
        """Stamp the site map with the day of the newest change, unless another day was given."""
        if self._dated:
            return
        os.environ.pop(_DATE, None)
        if made.tree.site.kb.changed:
            os.environ[_DATE] = build_date(made.tree.site.kb.changed)


def _is_like(before: Made, made: Made) -> bool:
    """Tell whether a search would find the same: a file was saved, and nothing of it changed."""
    records, were = ([x.record for x in it.tree.site.kb.located.values()] for it in (made, before))
    return records == were and (before.pages, before.files) == (made.pages, made.files)
