"""The same content by other programs, where they are installed: Hugo, and Sphinx with sphinx-needs.

Neither does what `kb build` does: nothing is checked, and there is no search, no citation, no
download. What they take says how far away a site generator of that kind is.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from kb.citations.naming import get_label
from kb.knowledge.base import KnowledgeBase
from kb.project import Project
from kb.read import read
from tests.tools.bench.measuring import Measured, measure

HUGO_SETTINGS = """\
baseURL: https://site.example/
disableKinds: [taxonomy, term, RSS]
markup: {goldmark: {renderer: {unsafe: true}}}
"""

LAYOUT = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"
"""The least that a page can be."""

SPHINX_SETTINGS = """\
extensions = ["sphinx_needs"]
needs_id_regex = "^[A-Za-z0-9-]+$"
html_theme = "basic"
"""


def build_by_hugo(project: Path) -> Measured:
    """Build the pages, which were written as Markdown beforehand, by Hugo with a bare layout."""
    folder = project / "build" / "hugo"
    pages = Project(project).pages
    for file in pages.rglob("*.md"):
        # What Hugo calls index.md is a page without pages below it.
        name = "_index.md" if file.name == "index.md" else file.name
        target = folder / "content" / file.relative_to(pages).with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    for kind in ("single", "list"):
        layout = folder / "layouts" / "_default" / f"{kind}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(LAYOUT, encoding="utf-8")
    (folder / "hugo.yaml").write_text(HUGO_SETTINGS, encoding="utf-8")
    command = ("hugo", "--quiet", "--config", "hugo.yaml", "--source", str(folder))
    return measure(command, project)


def build_by_sphinx(project: Path) -> Measured:
    """Build a page for each record, which holds it as a need with its links, by sphinx-needs."""
    folder = project / "build" / "sphinx"
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(SPHINX_SETTINGS, encoding="utf-8")
    for name, text in _write_needs(read(Project(project).data)).items():
        (folder / name).write_text(text, encoding="utf-8")
    command = ("sphinx-build", "-q", "-j", "auto", str(folder), str(folder / "site"))
    return measure(command, project)


OTHERS: Mapping[str, tuple[str, Callable[[Path], Measured]]] = {
    "Hugo, the same Markdown with a bare layout": ("hugo", build_by_hugo),
    "sphinx-needs, a page for each record and its links": ("sphinx-build", build_by_sphinx),
}
"""The program, and what builds with it, by what the page calls it."""


def measure_others(project: Path) -> dict[str, Measured]:
    """Build by each of them that is installed, after the bare build of a project."""
    return {
        name: build(project) for name, (program, build) in OTHERS.items() if shutil.which(program)
    }


def _write_needs(kb: KnowledgeBase) -> dict[str, str]:
    targets: dict[str, set[str]] = {}
    for edge in kb.edges:
        targets.setdefault(edge.source, set()).add(edge.target)
    pages = {}
    for identifier, located in kb.located.items():
        linked = sorted(targets.get(identifier, ()))
        title = get_label(located.record, {})
        pages[f"{identifier}.rst"] = "\n".join(
            [
                title,
                "=" * max(3, len(title)),
                "",
                f".. req:: {title}",
                f"   :id: {identifier}",
                *([f"   :links: {', '.join(linked)}"] if linked else []),
                "",
                *(f"   {' '.join(text.split())}\n" for _, text in kb.texts_of(located.record)),
                "",
            ]
        )
    toc = "\n".join(f"   {name.removesuffix('.rst')}" for name in pages)
    return pages | {"index.rst": f"All\n===\n\n.. toctree::\n\n{toc}\n"}
