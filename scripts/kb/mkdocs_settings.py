"""What a project's mkdocs.yml says of the site, as pages need to know it."""

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from kb.problems import DataError, Position, Problem
from kb.settings import Settings


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
