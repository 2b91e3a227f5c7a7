"""What a project's mkdocs.yml says of the site, as pages need to know it, and what MkDocs needs."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from pydantic_core import PydanticCustomError

from kb.problems.problem import DataError, Position, Problem
from kb.project import Project
from kb.settings import Settings
from kb.site.owner import PLUGIN
from kb.text.web_address import require_web_address
from kb.text.wording import quote_text

DATE = "SOURCE_DATE_EPOCH"
"""The environment variable that MkDocs takes the time from."""


def build_date(changed: dt.date) -> str:
    """Return the time that MkDocs stamps the site map with: the same for the same data.

    It is written as SOURCE_DATE_EPOCH has it (https://reproducible-builds.org/specs).
    """
    seconds = int(dt.datetime.combine(changed, dt.time(), dt.UTC).timestamp())
    return str(max(0, seconds))  # packed files count from 1970


def load_settings(file: Path, **more: Any) -> MkDocsConfig:  # noqa: ANN401 - whatever MkDocs can be told
    """Load a project's mkdocs.yml.

    Args:
        file: The file.
        more: Settings that come before those of the file.

    Raises:
        MkDocsException: MkDocs cannot use it, or an address in it is none.
    """
    try:
        config = load_config(str(file), **more)
    except ValueError as error:
        raise Abort(
            f"{file.name} holds something that cannot be used: {error}. Look at its addresses; "
            "site_url may come from the environment."
        ) from None
    for name, address in (("site_url", config.site_url), ("edit_base", _get_edit_base(config))):
        try:
            require_web_address(address or "https://site.example/")
        except PydanticCustomError as error:
            raise Abort(
                f"{name} in {file.name} {error.message()}. It is {quote_text(address or '')} now, "
                "and may come from the environment."
            ) from None
    return config


def _get_edit_base(config: MkDocsConfig) -> str:
    return str(config.plugins[PLUGIN].config["edit_base"]) if PLUGIN in config.plugins else ""


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
        editors=tuple(own["editors"]),
        interests=own["interests"],
        contact=own["contact"],
        next_review=own["next_review"],
    )


def read_settings(file: Path) -> Settings:
    """Read the settings from a project's mkdocs.yml.

    Raises:
        DataError: The file is not there, or MkDocs cannot use it.
    """
    try:
        return get_settings(load_settings(file))
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
