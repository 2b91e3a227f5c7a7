"""Who stands behind the site, as mkdocs.yml says it: read without MkDocs, which loads slowly."""

from pathlib import Path

import yaml
from yaml_env_tag import construct_env_tag

from kb.files.limits import PAGE_BYTES
from kb.files.plain import NotReadError, read_plain
from kb.settings import Settings

PLUGIN = "kb"
"""The name of this project's plugin in mkdocs.yml."""


class _Loader(yaml.SafeLoader):
    """Reads a value from the environment where one is named, as MkDocs does; Python is nothing."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_constructor(None, lambda *_: None)


def find_unsaid(file: Path) -> tuple[str, ...]:
    """Return what a project's mkdocs.yml does not say yet of who stands behind the site.

    Args:
        file: The file. Where it is not there, or cannot be used, that is for the build to say.
    """
    try:
        read = yaml.load(read_plain(file, PAGE_BYTES), _Loader)  # noqa: S506 - it is a safe loader
    except (NotReadError, yaml.YAMLError, ValueError, RecursionError):
        return ()
    plugins = read.get("plugins") if isinstance(read, dict) else None
    for plugin in plugins if isinstance(plugins, list) else [plugins] if plugins else []:
        given = plugin if isinstance(plugin, dict) else {str(plugin): {}}
        if PLUGIN in given:
            own = given[PLUGIN] if isinstance(given[PLUGIN], dict) else {}
            return Settings(
                name="",
                editors=(str(own["editors"]),) if own.get("editors") else (),
                interests=str(own.get("interests") or ""),
                contact=str(own.get("contact") or ""),
                next_review=str(own.get("next_review") or ""),
            ).unsaid
    return ()


def describe_unsaid(unsaid: tuple[str, ...]) -> str:
    """Say what the owner has not said yet."""
    return f"mkdocs.yml does not say yet: {'; '.join(unsaid)}."
