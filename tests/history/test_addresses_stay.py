"""After any edits that the check and the comparison accept, what was published leads somewhere.

Edits are chosen by chance, among them those that would break addresses. Whatever is accepted is
published; every page and file that ever was must still be there, and so must every place that has
a name of its own: a heading that people wrote, a section of a study, a work or a term in its list.
Other places are parts of one record's page: a link to one leads to the top of the page where the
part is empty. All content is made up.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kb.citations.bibliography import format_bibliography
from kb.project import Project
from kb.read import read
from kb.records import Reference
from kb.records.addresses import make_address
from kb.render.hand_written import HandWritten
from kb.render.site import Site
from kb.render.tree import AnyPage, make_tree
from kb.settings import Settings
from kb.site.downloads import make_downloads
from kb.site.reading import read_hand_written
from tests.helpers.building import MADE_UP, REPOSITORY, copy_project
from tests.helpers.commands import kb
from tests.helpers.editing import KINDS, Editor
from tests.helpers.history import commit, isolate_git

EDITS = 30

_HEADING = re.compile(r"^## .*$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch)


def drop_former_names(editor: Editor) -> None:
    """Forget what a record was called."""
    for file in editor.project.data.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        kept = "".join(line for line in lines if "formerly:" not in line)
        if kept != text and editor.chance.random() < 1 / 2:
            file.write_text(kept, encoding="utf-8")
            return


def add_page(editor: Editor) -> None:
    """Write a page, and put a file beside it."""
    folder = editor.project.docs / "about"
    (folder / f"page-{editor.number}.md").write_text("# Made up\n", encoding="utf-8")
    (folder / f"table-{editor.number}.csv").write_text("made,up\n", encoding="utf-8")


def move_page(editor: Editor) -> None:
    """Give a page another name, and say what it was called, or not."""
    pages = sorted((editor.project.docs / "about").glob("page-*.md"))
    if pages:
        page = editor.chance.choice(pages)
        text = page.read_text(encoding="utf-8")
        named = editor.chance.random() < 1 / 2 and not text.startswith("---")
        front = f"---\ntitle: Made up\nformerly:\n  - about/{page.stem}/\n---\n" if named else ""
        page.unlink()
        page.with_name(f"page-{editor.number}.md").write_text(f"{front}{text}", encoding="utf-8")


def reword_heading(editor: Editor) -> None:
    """Give a heading of a page other words, and its old name, or not."""
    page = editor.chance.choice(sorted((editor.project.docs / "about").glob("*.md")))
    text = page.read_text(encoding="utf-8")
    found = [match for match in _HEADING.finditer(text) if "{{" not in match[0]]
    if found:
        match = editor.chance.choice(found)
        name = HandWritten(match[0]).anchors[0]
        kept = f" {{ #{name} }}" if editor.chance.random() < 1 / 2 else ""
        heading = f"## Made up {editor.number}{kept}"
        page.write_text(text.replace(match[0], heading, 1), encoding="utf-8")


def rename_section(editor: Editor) -> None:
    """Give a section of a study another key, or another heading."""
    study = editor.chance.choice(sorted(editor.project.data.rglob("study.yaml")))
    text = study.read_text(encoding="utf-8")
    key = editor.chance.choice(re.findall(r"key: ([\w-]+)", text))
    word = "key" if editor.chance.random() < 1 / 2 else "not-a-key"
    for file in sorted(study.parent.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        new = re.sub(rf"\b({word}|section): {key}\b", rf"\1: {key}-{editor.number}", text)
        file.write_text(new, encoding="utf-8")


def rename_term(editor: Editor) -> None:
    """Give a term another name, and say what it was called, or not."""
    file = editor.project.data / "glossary.yaml"
    text = file.read_text(encoding="utf-8")
    name = editor.chance.choice(re.findall(r"^- id: ([\w-]+)$", text, re.MULTILINE))
    former = f"\n  formerly: [{name}]" if editor.chance.random() < 1 / 2 else ""
    file.write_text(
        text.replace(f"- id: {name}\n", f"- id: {name}-{editor.number}{former}\n"), encoding="utf-8"
    )


def remove_file(editor: Editor) -> None:
    """Remove a page or what lies beside pages."""
    editor.chance.choice(sorted((editor.project.docs / "about").iterdir())).unlink()


def rename_and_note(editor: Editor) -> None:
    """Rename a reference, which was perhaps renamed before."""
    editor.rename()


MORE: tuple[Callable[[Editor], None], ...] = (
    *(drop_former_names,) * 2,
    *(add_page,) * 2,
    *(move_page,) * 2,
    *(remove_file,) * 2,
    *(reword_heading,) * 2,
    *(rename_section,) * 2,
    *(rename_term,) * 2,
    *(rename_and_note,) * 3,
)


def list_published(project: Project) -> frozenset[str]:
    """Return each page, each place on it that has a name, and each file beside pages, by path."""
    settings = Settings("Made up", "https://site.example/", "")
    kb_now = read(project.data)
    works = format_bibliography(kb_now, REPOSITORY / settings.citation_style)
    site = Site(kb_now, works, settings)
    sources, assets = read_hand_written(project.docs)
    tree = make_tree(site, sources, assets)
    pages = tree.pages()
    own = {path: frozenset(HandWritten(text).anchors) for path, text in sources.items()}
    at = {make_address(path): path for path in pages}
    places = set()
    for path, page in pages.items():
        reached = path if page.leads_on is None else at[page.leads_on]
        places |= {f"{path}#{name}" for name in _find(reached, pages[reached], own)}
    # A work that is withdrawn leaves the list; its page says why.
    places |= {
        f"references.md#{name}"
        for work in kb_now.withdrawn(Reference)
        for name in (work.id, *work.formerly)
    }
    files = {path for page in pages.values() for path, _ in page.files}
    return frozenset(pages.keys() | places | files | make_downloads(site).keys() | assets.keys())


def _find(path: str, page: AnyPage, own: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the places on a page that have a name of their own."""
    for name in page.anchors:
        if (
            name in own.get(path, ())
            or (path.startswith("studies/") and name.startswith("section-"))
            or path in ("references.md", "glossary.md")
        ):
            yield name


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_published_leads_somewhere_after_thirty_edits(tmp_path: Path, seed: int) -> None:
    """Whatever they are."""
    project = copy_project(MADE_UP, tmp_path / "project")
    commit(project.root)
    editor = Editor(project, seed)
    ever = list_published(project)
    accepted: list[str] = []
    for _ in range(20 * EDITS):
        kind = editor.chance.choice((*KINDS, *MORE))
        before = editor._files()  # noqa: SLF001 - it is the same editor
        editor.number += 1
        kind(editor)
        changed = editor._files() != before  # noqa: SLF001 - it is the same editor
        if not changed or kb(project.root, "check").exit_code or _refuses(project):
            editor._restore(before)  # noqa: SLF001 - it is the same editor
            continue
        accepted.append(kind.__name__)
        commit(project.root)
        now = list_published(project)
        lost = ever - now
        assert not lost, (accepted[-3:], lost)
        ever |= now
        if len(accepted) == EDITS:
            break
    assert len(accepted) == EDITS, accepted


def _refuses(project: Project) -> bool:
    return bool(kb(project.root, "diff", "HEAD").exit_code)
