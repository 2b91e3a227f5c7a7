"""After any edits that the check and the comparison accept, what was published leads somewhere.

Edits are chosen by chance, among them those that would break addresses. Whatever is accepted is
published; every page and file that ever was must still be there, and so must every place on a page,
or the page must be the same record's still. All content is made up.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.citations.bibliography import format_bibliography
from kb.project import Project
from kb.read import read
from kb.render.site import Site
from kb.render.tree import make_tree
from kb.settings import Settings
from kb.site.downloads import make_downloads
from kb.site.reading import read_hand_written
from tests.helpers.building import MADE_UP, REPOSITORY, copy_project
from tests.helpers.commands import kb
from tests.helpers.editing import KINDS, Editor
from tests.helpers.history import commit, isolate_git

EDITS = 30


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
    *(rename_and_note,) * 3,
)


def list_published(project: Project) -> dict[str, frozenset[str]]:
    """Return the places on each page, and each file beside pages, by path."""
    settings = Settings("Made up", "https://site.example/", "")
    kb_now = read(project.data)
    works = format_bibliography(kb_now, REPOSITORY / settings.citation_style)
    site = Site(kb_now, works, settings)
    sources, assets = read_hand_written(project.docs)
    tree = make_tree(site, sources, assets)
    pages = tree.pages()
    found = {path: frozenset(page.anchors) for path, page in pages.items()}
    files = {path for page in pages.values() for path, _ in page.files}
    return found | dict.fromkeys(files | make_downloads(site).keys() | assets.keys(), frozenset())


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_was_published_leads_somewhere_after_thirty_edits(tmp_path: Path, seed: int) -> None:
    """Whatever they are."""
    project = copy_project(MADE_UP, tmp_path / "project")
    commit(project.root)
    editor = Editor(project, seed)
    ever = set(list_published(project))
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
        lost = ever - now.keys()
        assert not lost, (accepted[-3:], lost)
        ever |= now.keys()
        if len(accepted) == EDITS:
            break
    assert len(accepted) == EDITS, accepted


def _refuses(project: Project) -> bool:
    return bool(kb(project.root, "diff", "HEAD").exit_code)
