"""What a project's mkdocs.yml says of the site, as pages need to know it, and what MkDocs needs."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from kb.problems.problem import DataError, Position, Problem
from kb.project import Project
from kb.settings import Settings

DATE = "SOURCE_DATE_EPOCH"
"""The environment variable that MkDocs takes the time from."""

PLUGIN = "kb"
"""The name of this project's plugin in mkdocs.yml."""


def build_date(changed: dt.date) -> str:
    """Return the time that MkDocs stamps the site map with: the same for the same data.

    It is written as SOURCE_DATE_EPOCH has it (https://reproducible-builds.org/specs).
    """
    return str(int(dt.datetime.combine(changed, dt.time(), dt.UTC).timestamp()))


@contextmanager
def keep_date() -> Iterator[None]:
    """Let the time that a build sets for MkDocs be over with that build."""
    before = os.environ.get(DATE)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(DATE, None)


def get_settings(config: MkDocsConfig) -> Settings:
    """Return the settings that pages use.

    Raises:
        Abort: The plugin is not among the settings.
    """
    if PLUGIN not in config.plugins:
        raise Abort("mkdocs.yml names no plugin `kb`, which makes the pages from the records.")
    own = config.plugins[PLUGIN].config
    return Settings(
        name=config.site_name,
        address=config.site_url or "",
        edit_base=own["edit_base"],
        description=config.site_description or "",
        citation_style=own["citation_style"],
    )


def read_settings(file: Path) -> Settings:
    """Read the settings from a project's mkdocs.yml.

    Raises:
        DataError: The file is not there, or MkDocs cannot use it.
    """
    try:
        return get_settings(load_config(str(file)))
    except MkDocsException as error:
        advice = "`kb build` says more."
        raise DataError([Problem(Position(file.name), f"{error}", advice)]) from None


def find_project(config: MkDocsConfig) -> Project:
    """Return the project whose settings these are."""
    return Project(Path(config.config_file_path).resolve().parent)


def list_menu_titles(nav: object) -> Iterator[tuple[str, str | None]]:
    """Yield each file that a menu names, and the title that it gives it, if it gives one."""
    match nav:
        case str():
            yield nav, None
        case list():
            for part in nav:
                yield from list_menu_titles(part)
        case dict():
            for title, part in nav.items():
                if isinstance(part, str):
                    yield part, title
                else:
                    yield from list_menu_titles(part)
