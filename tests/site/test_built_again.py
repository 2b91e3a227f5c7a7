"""A second build makes what is not as it was, and nothing else; what it makes is the same."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kb.files.tree import take_files
from kb.project import Project
from kb.site import build, writing
from kb.site.build import build_site
from kb.site.engines import EngineError
from kb.site.kept import find_folder, forget_build
from tests.helpers.building import MADE_UP, copy_project, files_in

Edit = Callable[[Project], None]


class _Builds:
    """Builds of one project, and how many files each took from the site before it."""

    def __init__(self, project: Project, patch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.taken: list[str] = []
        patch.setattr(writing, "take_files", self._take)

    def _take(self, source: Path, target: Path, paths: Iterable[str]) -> None:
        self.taken = [*paths]
        take_files(source, target, self.taken)

    def build(self) -> dict[str, bytes]:
        """Build the site from the last one."""
        self.taken = []
        return files_in(build_site(self.project))

    def build_whole(self) -> dict[str, bytes]:
        """Build the site from nothing."""
        forget_build(find_folder(self.project))
        return self.build()


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Builds:
    """Builds of a copy of the made-up project, the first of which is done."""
    made = _Builds(copy_project(MADE_UP, tmp_path / "project"), monkeypatch)
    made.build()
    return made


def _times(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


def _replace(project: Project, name: str, old: str, new: str) -> None:
    file = next(project.root.glob(name))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _reword(project: Project) -> None:
    _replace(project, "themes_data/**/F002.yaml", "No sheep", "No lamb")


def test_a_site_of_which_nothing_changed_is_left_as_it_is(
    builds: _Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made, and no file of it is written again."""
    before = _times(builds.project.root / "site")
    monkeypatch.setattr(build, "find_builder", lambda _: pytest.fail("it is built"))
    builds.build()
    assert _times(builds.project.root / "site") == before


def test_after_an_edit_what_is_as_it_was_is_taken_from_the_last_site(builds: _Builds) -> None:
    """The page of the record is not, and the site is that of a build from nothing."""
    _reword(builds.project)
    again = builds.build()
    assert len(builds.taken) > 50
    assert "findings/f002/index.html" not in builds.taken
    assert "studies/s002/index.html" in builds.taken
    assert again == builds.build_whole()
    assert builds.taken == []


@pytest.mark.parametrize(
    "touch",
    [
        pytest.param(lambda site: (site / "index.html").write_text("Made up."), id="written"),
        pytest.param(
            lambda site: (site / "made-up.html").write_text("Made up."),
            id="added",
            marks=pytest.mark.slow,
        ),
        pytest.param(lambda site: (site / "voices/index.html").unlink(), id="removed"),
        pytest.param(
            lambda site: (site / "voices/index.html").rename(site / "elsewhere.html"), id="renamed"
        ),
    ],
)
def test_a_site_that_was_touched_is_built_anew(
    builds: _Builds, touch: Callable[[Path], object]
) -> None:
    """Nothing of it is taken, whatever was edited besides."""
    whole = files_in(builds.project.root / "site")
    touch(builds.project.root / "site")
    assert builds.build() == whole
    assert builds.taken == []


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(
            lambda project: _replace(project, "mkdocs.yml", "A made-up", "Another made-up"),
            id="setting",
        ),
        pytest.param(
            lambda project: _replace(
                project, "docs/about/index.md", "made-up term", "made-up word"
            ),
            id="written page",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_all_is_built_where_more_than_records_changed(builds: _Builds, edit: Edit) -> None:
    """A setting may be on every page."""
    edit(builds.project)
    again = builds.build()
    assert builds.taken == []
    assert again == builds.build_whole()


@pytest.mark.slow
def test_all_is_built_where_the_environment_changed(
    builds: _Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of the site may be among it."""
    _reword(builds.project)
    monkeypatch.setenv("KB_EDIT_BASE", "https://editor.example/")
    builds.build()
    assert builds.taken == []


def test_all_is_built_where_the_settings_name_what_may_read_anything(builds: _Builds) -> None:
    """A hook is a program of its own."""
    (builds.project.root / "hook.py").write_text("", encoding="utf-8")
    _replace(builds.project, "mkdocs.yml", "docs_dir:", "hooks: [hook.py]\ndocs_dir:")
    for _ in range(2):
        _reword(builds.project)
        builds.build()
        assert builds.taken == []
        _replace(builds.project, "themes_data/**/F002.yaml", "No lamb", "No sheep")


def test_a_mistake_costs_nothing_of_what_is_kept(builds: _Builds) -> None:
    """The site stays, and the next build goes on from it."""
    _replace(builds.project, "themes_data/**/F002.yaml", "themes:", "themes")
    with pytest.raises(EngineError, match=r"F002\.yaml"):
        builds.build()
    _replace(builds.project, "themes_data/**/F002.yaml", "themes", "themes:")
    _reword(builds.project)
    again = builds.build()
    assert builds.taken
    assert again == builds.build_whole()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        *(pytest.param(it, marks=pytest.mark.slow) for it in ("", "[]", '{"data": 1}')),
        "pages without what they asked",
    ],
)
def test_what_was_kept_and_is_damaged_counts_as_nothing(builds: _Builds, content: str) -> None:
    """Anybody may write nonsense into their own cache folder, or half a file."""
    kept = find_folder(builds.project) / "site.json"
    if content.startswith("pages"):
        value = json.loads(kept.read_text(encoding="utf-8"))
        content = json.dumps(value | {"pages": {path: [] for path in value["pages"]}})
    kept.write_text(content, encoding="utf-8")
    _reword(builds.project)
    again = builds.build()
    assert builds.taken == []
    assert again == builds.build_whole()


def test_nothing_in_the_project_is_taken_for_what_was_kept(builds: _Builds) -> None:
    """A pull request can bring a site, an index and documents of its own."""
    whole = files_in(builds.project.root / "site")
    kept = find_folder(builds.project)
    for path in (*kept.glob("search-index-*"), kept / "search", kept / "site.json"):
        path.rename(builds.project.build / path.name)
    for file in builds.project.build.rglob("*.js"):
        file.write_text("made up", encoding="utf-8")
    assert builds.build() == whole
    assert builds.taken == []


def test_where_nothing_can_be_kept_the_site_is_built_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's cache folder may be a file, or belong to somebody else."""
    (tmp_path / "cache").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = copy_project(MADE_UP, tmp_path / "project")
    assert files_in(build_site(project)) == files_in(build_site(project))
