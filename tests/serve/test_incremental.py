"""After any edit the site of `kb serve` is the one that a whole build makes, byte for byte."""

import os
import re
import threading
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from kb.incremental.differences import find_differences
from kb.incremental.memory import Memory, Note
from kb.incremental.noting import NotedKnowledgeBase, NotedMapping, NotedSite, make_tables
from kb.incremental.reading import Reader
from kb.knowledge.base import KnowledgeBase
from kb.pages import Page
from kb.project import Project
from kb.records import Finding, Study
from kb.render.site import Site
from kb.search.documents import Document
from kb.search.index import Index, make_index
from kb.serve import following, making
from kb.serve.rebuilding import Rebuilder
from kb.settings import Settings
from kb.side_by_side import run_side_by_side
from kb.site.build import build_site
from kb.site.kept import find_folder, forget_build
from tests.helpers.building import MADE_UP, copy_project, files_in
from tests.helpers.editing import Editor
from tests.made_up.corpus import corpus

ADDRESS = "https://site.example/base/"
"""What the made-up project's mkdocs.yml says."""

Start = Callable[[Path], Project]
Noted = tuple[str, frozenset[Note]]
Work = Callable[[Sequence[Page]], list[Noted]]


def small(folder: Path) -> Project:
    """Return a copy of the made-up project."""
    return copy_project(MADE_UP, folder / "project")


def large(folder: Path, findings: int = 30) -> Project:
    """Return the made-up project with records as long as real ones."""
    project = small(folder)
    for file in project.data.rglob("*.yaml"):
        file.unlink()
    for path, text in corpus(findings).items():
        file = project.data / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    page = project.docs / "about" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("#made-up-term", ""))
    return project


@pytest.fixture(autouse=True)
def _undated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test stamp the site map of another; and take back what the test sets."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")


class Beside:
    """A site that follows edits, and a whole build of the same project to compare it with."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Build the site for the first time."""
        self.project = project
        self.rebuilder = Rebuilder(project, folder, "127.0.0.1:8000", ADDRESS)
        self.rebuilder.build()

    @property
    def followed(self) -> dict[str, bytes]:
        """The files of the site that follows edits, when its search has followed, too."""
        self.rebuilder.index.wait()
        return files_in(self.rebuilder.site)

    @property
    def whole(self) -> dict[str, bytes]:
        """The files of a whole build, for which nothing is known of an earlier one."""
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        forget_build(find_folder(self.project))
        return files_in(build_site(self.project))

    @property
    def again(self) -> dict[str, bytes]:
        """The files of a build that begins from the last one."""
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        return files_in(build_site(self.project))


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that only one side has, or that differ."""
    return sorted(path for path in {**one, **other} if one.get(path) != other.get(path))


def follow(project: Project, folder: Path, seed: int, stretches: int, edits: int) -> list[str]:
    """Edit at random, and compare at the end of each stretch; return what was done."""
    both = Beside(project, folder / "served")
    build_site(project)
    editor = Editor(project, seed)
    for _ in range(stretches):
        for _ in range(edits):
            editor.edit()
            both.rebuilder.build()
        again = both.again
        assert unlike(again, whole := both.whole) == [], editor.done
        assert unlike(both.followed, whole) == [], editor.done
    return editor.done


@pytest.mark.parametrize(
    ("start", "seed", "stretches"),
    [
        pytest.param(small, 1, 1, id="small"),
        pytest.param(large, 2, 1, id="large", marks=pytest.mark.slow),
    ],
)
def test_the_site_that_follows_edits_is_that_of_a_whole_build(
    start: Start, seed: int, stretches: int, tmp_path: Path
) -> None:
    """Records are reworded, added, removed, withdrawn, renamed and moved, by chance."""
    done = follow(start(tmp_path), tmp_path, seed, stretches, edits=8)
    assert len(set(done)) > 4, done


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "seed"),
    [*((small, seed) for seed in range(3, 7)), *((large, seed) for seed in range(7, 11))],
)
def test_long_series_of_edits_make_no_difference(start: Start, seed: int, tmp_path: Path) -> None:
    """The same again, longer, and compared after every edit."""
    follow(start(tmp_path), tmp_path, seed, stretches=20, edits=1)


def test_a_mistake_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    """The next edit goes on from there, and makes the site that a whole build makes."""
    project = small(tmp_path)
    both = Beside(project, tmp_path / "served")
    before = both.followed
    finding = next(project.data.rglob("F002.yaml"))
    text = finding.read_text(encoding="utf-8")
    for mistake in (text.replace("[T002]", "[T020]"), text.replace("themes:", "themes")):
        finding.write_text(mistake, encoding="utf-8")
        with pytest.raises(Abort, match=r"F002\.yaml"):
            both.rebuilder.build()
        assert unlike(both.followed, before) == []
    finding.write_text(text.replace("No sheep", "No lamb"), encoding="utf-8")
    both.rebuilder.build()
    assert unlike(both.followed, before) != []
    assert unlike(both.followed, both.whole) == []


def test_the_index_is_made_again_only_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor saves what is as it was; but what was given up on the way is made again."""
    made: list[str] = []

    def counted(documents: Sequence[Document], *others: Any) -> Index:  # noqa: ANN401 - whatever is given
        made.append("index")
        return make_index(documents, *others)

    monkeypatch.setattr(following, "make_index", counted)
    project = small(tmp_path)
    both = Beside(project, tmp_path / "served")
    before = both.followed
    finding = next(project.data.rglob("F002.yaml"))
    text = finding.read_text(encoding="utf-8")
    for content in (text, f"{text}# A made-up remark.\n", text):
        finding.write_text(content, encoding="utf-8")
        both.rebuilder.build()
    assert unlike(both.followed, before) == []
    assert made == ["index"]
    finding.write_text(text.replace("No sheep", "No lamb"), encoding="utf-8")
    both.rebuilder.build()
    both.rebuilder.index.stop()
    both.rebuilder.index.wait()
    both.rebuilder.build()
    assert unlike(both.followed, both.whole) == []
    assert len(made) > 1


def test_nobody_waits_long_for_an_index_that_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is doing just then: it ends with the program."""
    ended = threading.Event()

    def at_last(*_: object) -> Index:
        ended.wait(60)
        return Index((tmp_path / "given-up",), ())

    monkeypatch.setattr(following, "make_index", at_last)
    rebuilder = Rebuilder(small(tmp_path), tmp_path / "served", "127.0.0.1:8000", ADDRESS)
    rebuilder.build()
    rebuilder.index.stop()
    rebuilder.index.wait(0.1)  # What makes the index does not end before the event below.
    assert not rebuilder.index.is_there
    ended.set()
    rebuilder.index.wait()


SITE_WIDE = (
    ("mkdocs.yml", "A made-up knowledge base", "Another made-up knowledge base"),
    ("mkdocs.yml", "  - Trust:", "  - How far to trust this:"),
    ("docs/about/index.md", "---\n", "---\nformerly: [about/earlier/]\n"),
    ("docs/about/index.md", "made-up term", "term that was made up"),
    ("themes_data/glossary.yaml", "term: made-up <term>", "term: nobody"),
)
"""Settings, the menu, earlier addresses, written pages and words that are explained everywhere."""


def make_one_by_one(folder: Path, *, compare_often: bool) -> None:
    """Make these changes, and compare after each or at the end."""
    project = small(folder)
    both = Beside(project, folder / "served")
    for number, (file, old, new) in enumerate(SITE_WIDE, start=1):
        changed = project.root / file
        text = changed.read_text(encoding="utf-8")
        assert old in text
        changed.write_text(text.replace(old, new, 1), encoding="utf-8")
        both.rebuilder.build()
        if compare_often or number == len(SITE_WIDE):
            assert unlike(both.followed, both.whole) == [], (file, new)


def test_what_may_be_on_every_page_makes_no_difference(tmp_path: Path) -> None:
    """Where more than single pages may be others, more is built."""
    make_one_by_one(tmp_path, compare_often=False)


@pytest.mark.slow
def test_each_change_of_what_may_be_on_every_page_makes_no_difference(tmp_path: Path) -> None:
    """Looked at after each."""
    make_one_by_one(tmp_path, compare_often=True)


def test_a_page_that_forgot_what_it_asked_for_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without notes, the pages of findings go on naming a theme as it was called before."""
    project = small(tmp_path)
    monkeypatch.setattr(Memory, "note", lambda _memory, _asked: None)
    both = Beside(project, tmp_path / "served")
    themes = next(project.data.rglob("themes.yaml"))
    text = themes.read_text(encoding="utf-8")
    themes.write_text(text.replace("  title: ", "  title: Newly "), encoding="utf-8")
    both.rebuilder.build()
    stale = unlike(both.followed, both.whole)
    assert any(path.startswith("findings/f") for path in stale)


def test_an_edit_builds_only_the_pages_that_show_something_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A remark on a finding stands on its own page, and on those of its themes as a whole."""
    project = large(tmp_path)
    rebuilder = Rebuilder(project, tmp_path / "served", "127.0.0.1:8000", ADDRESS)
    rebuilder.build()
    rebuilder.index.wait()
    before = files_in(rebuilder.site)
    finding = next(project.data.rglob("F009.yaml"))
    head, remarks = finding.read_text(encoding="utf-8").split("\nremarks:\n")
    remarks = remarks.replace("This is made up", "All of this is made up")
    finding.write_text(f"{head}\nremarks:\n{remarks}", encoding="utf-8")
    with caplog.at_level("INFO"):
        rebuilder.build()
    rebuilder.index.wait()
    pages = {path for path in unlike(before, files_in(rebuilder.site)) if path.endswith(".html")}
    theme = re.search(r"themes: \[(T\d+)\]", head)
    assert theme
    whole = f"themes/{theme[1].lower()}/whole/index.html"
    assert {"findings/f009/index.html", whole} <= pages
    assert len(pages) < 5
    assert f"Built {len(pages)} of" in caplog.text


# ------------------------------------------------------------------------------ what is noted


def test_pages_that_were_laid_out_side_by_side_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies of the program send back what was asked for each page, so none is laid out again."""
    project = small(tmp_path)
    parts: list[int] = []

    def both(work: Work, tasks: Sequence[Page]) -> list[Noted]:
        parts.append(len(tasks))
        return run_side_by_side(work, tasks, processes=2 if tasks else 1)

    monkeypatch.setattr(making, "run_side_by_side", both)
    settings = Settings("Made up", ADDRESS, "https://editor.example/")
    maker = making.Maker(project, settings)
    first = maker.make()
    begun = len(parts)
    edited = next(project.data.rglob("F002.yaml"))
    reason = edited.read_text(encoding="utf-8").replace("prints no excerpt", "prints nothing")
    edited.write_text(reason, encoding="utf-8")
    second = maker.make()
    assert parts[0] > 50
    assert 0 < sum(parts[begun:]) < parts[0] / 3
    changed = {path for path in first.pages if first.pages[path] != second.pages[path]}
    assert "findings/f002.md" in changed
    assert all(path.startswith("themes/") for path in changed - {"findings/f002.md"})
    assert second.pages == making.Maker(project, settings).make().pages


def test_every_table_of_a_knowledge_base_is_noted(made_up_kb: KnowledgeBase) -> None:
    """Whoever adds a table need not think of it; what cannot be noted says so at once."""
    memory = Memory()
    noted = NotedKnowledgeBase(made_up_kb, memory)
    for name, table in make_tables(made_up_kb).items():
        assert isinstance(vars(noted)[name], NotedMapping), name
        for asked in (*list(table)[:1], "no such key"):
            look_up = partial(vars(noted)[name].get, asked)
            thing = memory.made("thing", (), partial(lambda ask: [ask()], look_up))
            memory.forget({("another", asked)})
            assert memory.made("thing", (), list) is thing
            memory.forget({(name, asked)})
            assert memory.made("thing", (), list) is not thing
            memory.forget({(name, asked)})
            memory = Memory()
            noted = NotedKnowledgeBase(made_up_kb, memory)


def test_everything_that_a_site_keeps_for_all_pages_is_noted() -> None:
    """What one page made and the next finds made would be noted for the first one alone."""
    kept = {name for name, it in vars(Site).items() if isinstance(it, cached_property)}
    assert kept <= vars(NotedSite).keys()


def test_what_is_made_of_another_answer_is_made_again(made_up: Site, tmp_path: Path) -> None:
    """A page that asked for nothing of a finding stays; one that did, however indirectly, goes."""
    project = small(tmp_path)
    reader = Reader()
    before = reader.read(project.data)
    finding = next(project.data.rglob("F002.yaml"))
    finding.write_text(finding.read_text(encoding="utf-8").replace("No sheep", "No lamb"))
    after = reader.read(project.data)
    old = Site(before, made_up.bibliography, made_up.settings)
    new = Site(after, made_up.bibliography, made_up.settings)
    changed = find_differences(old, new)
    assert ("located", "F002") in changed
    assert ("located", "F001") not in changed
    assert ("kind", Finding) in changed
    assert ("kind", Study) not in changed
    assert ("located",) not in changed
    assert after.located["F001"].record is before.located["F001"].record
