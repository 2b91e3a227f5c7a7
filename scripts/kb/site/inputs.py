"""Everything that a site is made from, so that it is known when a site need not be made again."""

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.metadata import distributions, entry_points
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

import kb
from kb.citations.pandoc import get_pandoc_version
from kb.files.plain import NotReadError, read_plain
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import read_files
from kb.site.kept import Inputs
from kb.site.mkdocs.settings import get_settings
from kb.site.owner import PLUGIN
from kb.site.reading import read_hand_written

_STYLE_BYTES = 5_000_000

_CHANGING = ("KB_", "MKDOCS_", "PAGEFIND_", "PYPANDOC_", "SOURCE_DATE_EPOCH")
"""What the names of environment variables begin with that change a site. Those that mkdocs.yml
names are among its settings, with what they say."""


def read_inputs(project: Project, config: MkDocsConfig, engine: str) -> Inputs | None:
    """Read everything that a site is made from.

    Returns:
        All of it; None where that cannot be known, because the settings name what may read
        anything, or because something cannot be read, of which a build tells more.
    """
    if not _reads_nothing_else(config):
        return None
    digest = hashlib.sha256()
    try:
        for part in _list_others(project, config, engine):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return Inputs(read_files(project.data), digest.hexdigest())
    except (DataError, NotReadError):
        return None


def _reads_nothing_else(config: MkDocsConfig) -> bool:
    """Tell whether all that the settings name is this program's, MkDocs' or Markdown's own."""
    known = {
        point.name
        for point in entry_points(group="markdown.extensions")
        if point.value.startswith("markdown.extensions.")
    }
    return (
        [*config.plugins] == [PLUGIN]
        and not config.hooks
        and not config.theme.custom_dir
        and known.issuperset(config.markdown_extensions)
    )


def _list_others(project: Project, config: MkDocsConfig, engine: str) -> Iterator[bytes]:
    yield f"{engine} {sys.version} {sys.prefix} {get_pandoc_version()}".encode()
    with (project.root / "mkdocs.yml").open(encoding="utf-8") as settings:
        yield repr(yaml_load(settings)).encode()
    variables = sorted(name for name in os.environ if name.startswith(_CHANGING))
    yield repr([(name, os.environ[name]) for name in variables]).encode()
    yield repr(sorted((one.name, one.version) for one in distributions())).encode()
    yield read_plain(project.root / get_settings(config).citation_style, _STYLE_BYTES)
    program = Path(kb.__file__).parent
    for file in sorted(program.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            yield file.relative_to(program).as_posix().encode()
            yield file.read_bytes()
    sources, assets = read_hand_written(project.docs)
    for path, content in {**{p: text.encode() for p, text in sources.items()}, **assets}.items():
        yield path.encode()
        yield content
