"""Zensical: its own program, told by settings that are made from mkdocs.yml.

It has no plugins. So what the plugin does under MkDocs is done here: the pages before, and
afterwards the search's index and the look for what the content security policy would keep from
running.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

import kb
from kb.files.tree import write_file
from kb.problems.problem import DataError
from kb.progress import begin
from kb.project import Project
from kb.records.addresses import make_address
from kb.render.tree import Tree
from kb.search import search_of
from kb.search.documents import DocumentWriter, write_browser_words
from kb.search.index import SOURCE, SearchError, write_index
from kb.search.page_text import read_page
from kb.site.engines import EngineError
from kb.site.frame import THEME, make_frame_settings
from kb.site.kept import Outcome, Start, forget_build
from kb.site.markdown import write_markdown
from kb.site.mkdocs.settings import read_settings
from kb.site.reading import read_tree
from kb.site.theme_files import LICENCE, read_licence
from kb.web.assets import STATIC_FOLDER
from kb.web.policy import find_inline_parts

SETTINGS = "zensical.yml"
"""The file of its settings, in the build's folder, where it keeps what it need not make again."""

LOOK = "classic"
"""The one of its style sheets that is Material's, which this site's styles build on."""

UNUSED = (
    "search.json",
    "assets/images/favicon.png",
    "assets/javascripts",
    "assets/stylesheets/modern",
    f"assets/stylesheets/{LOOK}/*.map",
    f"assets/stylesheets/{LOOK}/palette.*",
)
"""What it writes besides, and no page loads: its own search, scripts and other looks."""

EXTENSIONS = ("pymdownx.superfences", "kb.site.zensical.markdown")
"""Extensions of Markdown besides. Zensical adds the first itself, after all, unless it is named."""

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def build(project: Project, site: Path, start: Start) -> Outcome:
    """Build a project's site into a folder.

    Raises:
        EngineError: Zensical is not installed, or the data, the settings or a page is not in order.
    """
    program = find_spec("zensical")
    if program is None or not program.submodule_search_locations:
        raise EngineError("Zensical is not installed. `make zensical` installs it.")
    theme = [Path(folder) / "templates" for folder in program.submodule_search_locations]
    try:
        tree = read_tree(project, read_settings(project.root / "mkdocs.yml"))
    except DataError as error:
        raise EngineError(project.format_problems(error.problems)) from None
    search = search_of(tree)
    forget_build(start.folder)
    documents = DocumentWriter(search, start.folder / SOURCE)
    documents.remove_others()
    found = write_markdown(tree, project.pages, documents) + documents.write_others()
    settings = project.build / SETTINGS
    settings.write_text(write_settings(project, tree, theme, site), encoding="utf-8")
    begin("convert")
    _run(settings)
    for unused in [file for name in UNUSED for file in site.glob(name)]:
        shutil.rmtree(unused) if unused.is_dir() else unused.unlink()
    for styles in [*site.glob(f"assets/stylesheets/{LOOK}/*.css")]:
        styles.with_name(f"{styles.name}{LICENCE}").write_text(read_licence("zensical"), "utf-8")
    refuse_inline_parts(site)
    for path, content in write_browser_words(search).items():
        write_file(site, path, content)
    for path in tree.written:
        html = (site / make_address(path) / "index.html").read_text(encoding="utf-8")
        found += documents.write_page(path, read_page(html))
    begin("index")
    try:
        write_index(found, site, start.folder)
    except SearchError as error:
        raise EngineError(str(error)) from None
    return Outcome()


def write_settings(project: Project, tree: Tree, theme: list[Path], site: Path) -> str:
    """Return mkdocs.yml as Zensical needs it.

    Paths are relative to the build's folder, because it refuses a site outside of the folder that
    its settings are in.
    """
    with (project.root / "mkdocs.yml").open(encoding="utf-8") as file:
        settings = yaml_load(file)
    folder = project.build
    for absent in ("plugins", *([] if settings.get("site_url") else ["site_url"])):
        settings.pop(absent, None)
    settings["theme"] |= {"custom_dir": os.path.relpath(THEME, folder), "variant": LOOK}
    settings["docs_dir"] = os.path.relpath(project.pages, folder)
    settings["site_dir"] = os.path.relpath(site, folder)
    settings.setdefault("extra", {}).update(make_frame_settings(tree.site.kb.changed, theme, LOOK))
    settings["markdown_extensions"] = [*settings["markdown_extensions"], *EXTENSIONS]
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _run(settings: Path) -> None:
    """Let Zensical build what its settings say."""
    scripts = str(Path(kb.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [scripts, os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        (sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(settings)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": path},
    )
    if done.returncode:
        said = _COLOURS.sub("", done.stderr or done.stdout).strip()
        told, _, trace = said.partition("Traceback (most recent call last):\n")
        fault = trace.rpartition("\n")[2]
        raise EngineError(f"Zensical says:\n{told}{fault}")


def refuse_inline_parts(site: Path) -> None:
    """Stop where a page of a finished site holds what its own policy would keep from running.

    Raises:
        EngineError: One does.
    """
    for file in sorted(site.rglob("*.html")):
        if found := find_inline_parts(file.read_text(encoding="utf-8")):
            raise EngineError(
                f"{file.relative_to(site).as_posix()}: the content security policy keeps {found[0]}"
                f" from working.\n    Put scripts and styles into {STATIC_FOLDER}."
            )
