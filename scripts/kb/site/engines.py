"""What turns the tree of pages into a site: MkDocs, or Zensical.

An engine is a module with a function `build`, which takes the project, the path of a folder that is
not there yet, and what a build begins with. It writes the finished site to the folder. All use the
same pages, the same templates in `theme/` and the same steps afterwards.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from kb.project import Project
from kb.site.kept import Outcome, Start

ENGINES: Mapping[str, str] = {
    "mkdocs": "kb.site.mkdocs.engine",
    "zensical": "kb.site.zensical.engine",
}
"""The module of each engine, loaded when it is asked for; the first is the usual one."""


class EngineError(Exception):
    """A site cannot be built; the message says why, for a person."""


Builder = Callable[[Project, Path, Start], Outcome]


def find_builder(name: str) -> Builder:
    """Return what builds a site by the name of the engine; it raises `EngineError`."""
    build: Builder = import_module(ENGINES[name]).build
    return build
