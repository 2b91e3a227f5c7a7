"""What a project's mkdocs.yml says of the site, as pages need to know it, and what MkDocs needs."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from kb.problems.problem import DataError, Position, Problem
from kb.search import Search
from kb.settings import Settings

WRITTEN = "kb_written"
"""Where, among the extra settings, MkDocs finds the pages that were written for it."""


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """Pages that wait for MkDocs.

    Attributes:
        folder: Where they are.
        changed: The day of the newest change in any record, if there are records.
        unlisted: The files of pages that no menu has.
        search: What can be found, if the search's index is to be made of the finished site.
    """

    folder: Path
    changed: dt.date | None
    unlisted: tuple[str, ...]
    search: Search | None


def build_date(changed: dt.date) -> str:
    """Return the time that MkDocs stamps the site map with: the same for the same data.

    It is written as SOURCE_DATE_EPOCH has it (https://reproducible-builds.org/specs).
    """
    return str(int(dt.datetime.combine(changed, dt.time(), dt.UTC).timestamp()))


def settings_of(config: MkDocsConfig) -> Settings:
    """Return the settings that pages use."""
    return Settings(
        name=config.site_name,
        address=config.site_url or "",
        edit_base=config.extra.get("edit_base") or "",
        description=config.site_description or "",
        citation_style=config.extra["citation_style"],
    )


def settings_in(file: Path) -> Settings:
    """Read the settings from a project's mkdocs.yml.

    Raises:
        DataError: The file is not there, or MkDocs cannot use it.
    """
    try:
        return settings_of(load_config(str(file)))
    except MkDocsException as error:
        advice = "`kb build` says more."
        raise DataError([Problem(Position(file.name), f"{error}", advice)]) from None
