"""What git is asked, and what people are told when it cannot answer."""

from itertools import islice
from pathlib import Path

import pytest

from kb.files.limits import RECORD_BYTES
from kb.history.repository import Repository, RepositoryError, Revision
from tests.helpers.history import commit, endless_tree, git, isolate_git, write


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate_git(monkeypatch)


def held(repository: Repository, commit: str, folder: str) -> dict[str, bytes]:
    """Read every file of a folder as it was."""
    entries = list(repository.entries_at(commit, folder))
    contents = repository.contents(entries)
    return {entry.path: content for entry, content in zip(entries, contents, strict=True)}


def test_files_are_read_as_they_were(tmp_path: Path) -> None:
    """Byte for byte, whatever .gitattributes says of archives and line ends."""
    write(
        tmp_path,
        {
            "data/ä b.yaml": "one\n",
            "data/deep/two.yaml": "two",
            "docs/three.md": "",
            "other.txt": "not asked for",
            ".gitattributes": "data/** export-ignore text eol=crlf\n",
        },
    )
    first = commit(tmp_path)
    write(tmp_path, {"data/ä b.yaml": "changed\n"})
    repository = Repository(tmp_path)
    assert held(repository, first, "data") == {
        "data/ä b.yaml": b"one\n",
        "data/deep/two.yaml": b"two",
    }
    assert held(repository, first, "docs") == {"docs/three.md": b""}
    assert held(repository, first, "never-there") == {}


def test_a_project_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    """Paths are below the project, wherever the repository begins."""
    write(tmp_path, {"project/data/one.yaml": "one", "data/other.yaml": "other"})
    first = commit(tmp_path)
    repository = Repository(tmp_path / "project")
    assert repository.exists
    assert held(repository, first, "data") == {"data/one.yaml": b"one"}
    assert [one.path for one in repository.revisions_of("data/one.yaml")] == ["data/one.yaml"]


def test_what_was_no_file_of_records_has_no_content(tmp_path: Path) -> None:
    """A link is reported from a file, and a folder of that name is none."""
    write(tmp_path, {"data/one.yaml": "one", "data/folder/two.yaml": "two"})
    (tmp_path / "data/link.yaml").symlink_to("one.yaml")
    write(tmp_path, {"data/large.yaml": "x" * (RECORD_BYTES + 1)})
    first = commit(tmp_path)
    repository = Repository(tmp_path)
    links = [entry.path for entry in repository.entries_at(first, "data") if entry.is_link]
    assert links == ["data/link.yaml"]
    assert repository.content(Revision(first, "data/one.yaml")) == b"one"
    for path in ("data/link.yaml", "data/folder", "data/large.yaml", "data/never.yaml"):
        assert repository.content(Revision(first, path)) is None


def test_what_is_not_read_to_its_end_is_cut_off(tmp_path: Path) -> None:
    """A few objects can stand for more files than anybody can wait for."""
    tree = endless_tree(tmp_path, "one")
    entries = Repository(tmp_path).entries_at(tree, "data")
    assert len(list(islice(entries, 1000))) == 1000
    entries.close()  # Whoever waited for git to end would wait here for good.


@pytest.mark.parametrize("name", ["main", "master"])
def test_the_main_branch_is_found(tmp_path: Path, name: str) -> None:
    """Under either of its usual names; what others have counts before what is here."""
    write(tmp_path, {"data/one.yaml": "one"})
    commit(tmp_path)
    git(tmp_path, "branch", "--move", name)
    first = commit(tmp_path)
    repository = Repository(tmp_path)
    assert repository.main_branch() == name
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    commit(tmp_path, "A made-up piece of work")
    assert repository.merge_base(name) == first
    git(tmp_path, "update-ref", f"refs/remotes/origin/{name}", first)
    assert repository.main_branch() == f"origin/{name}"
    git(tmp_path, "symbolic-ref", "refs/remotes/origin/HEAD", f"refs/remotes/origin/{name}")
    assert repository.main_branch() == f"origin/{name}"


def test_a_repository_may_have_no_main_branch(tmp_path: Path) -> None:
    """Somebody else's habits are no error."""
    commit(tmp_path)
    git(tmp_path, "branch", "--move", "trunk")
    assert Repository(tmp_path).main_branch() is None


def test_a_file_is_followed_through_its_names(tmp_path: Path) -> None:
    """Newest first; its content can be read at each."""
    path = "data/F001.yaml"
    write(tmp_path, {path: "first\nof\nthree\nlines\n"})
    first = commit(tmp_path)
    write(tmp_path, {path: "first\nof\nthree\nlines, changed\n"})
    second = commit(tmp_path)
    commit(tmp_path, "Something else")
    (tmp_path / "data/moved").mkdir()
    git(tmp_path, "mv", path, "data/moved/F001.yaml")
    third = commit(tmp_path)
    repository = Repository(tmp_path)
    revisions = repository.revisions_of("data/moved/F001.yaml")
    assert [one.commit for one in revisions] == [third, second, first]
    assert [one.path for one in revisions] == ["data/moved/F001.yaml", path, path]
    assert repository.content(revisions[2]) == b"first\nof\nthree\nlines\n"
    assert repository.revisions_of("data/never.yaml") == []


def test_a_folder_without_a_history_is_said_to_be_one(tmp_path: Path) -> None:
    """Without git's own words, which are for programmers."""
    repository = Repository(tmp_path)
    assert not repository.exists
    assert repository.lines_ever("data") == ""
    with pytest.raises(RepositoryError, match="is not in a git repository"):
        repository.commit("HEAD")


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs the history says so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    repository = Repository(tmp_path)
    assert not repository.exists
    assert repository.lines_ever("data") == ""
    with pytest.raises(RepositoryError, match="git is not installed here"):
        repository.merge_base("main")


@pytest.mark.parametrize("name", ["nowhere", "--all", "", "main..HEAD", "a b"])
def test_a_revision_that_does_not_exist_is_named(tmp_path: Path, name: str) -> None:
    """What looks like an option of git is none."""
    commit(tmp_path)
    with pytest.raises(RepositoryError, match=f"There is no revision “{name}” here"):
        Repository(tmp_path).merge_base(name)


def test_a_repository_without_a_commit_has_no_revision(tmp_path: Path) -> None:
    """It has just been begun."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    repository = Repository(tmp_path)
    assert repository.exists
    assert repository.main_branch() is None
    with pytest.raises(RepositoryError, match="no revision"):
        repository.commit("HEAD")


def test_a_shallow_copy_says_how_to_get_the_rest(tmp_path: Path) -> None:
    """Automatic checks usually work on one."""
    write(tmp_path / "whole", {"data/one.yaml": "one"})
    first = commit(tmp_path / "whole")
    write(tmp_path / "whole", {"data/one.yaml": "two"})
    commit(tmp_path / "whole")
    source = (tmp_path / "whole").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", source, "copy")
    with pytest.raises(RepositoryError, match="git fetch --unshallow"):
        Repository(tmp_path / "copy").commit(first)


def test_revisions_without_a_common_one_are_told(tmp_path: Path) -> None:
    """A branch may have been begun from nothing."""
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "--orphan", "other")
    commit(tmp_path, "From nothing")
    with pytest.raises(RepositoryError, match="no commit in common"):
        Repository(tmp_path).merge_base("main")


def test_every_line_that_ever_was_is_found(tmp_path: Path) -> None:
    """On any branch, removed or not."""
    write(tmp_path, {"data/one.yaml": "id: F001\n", "docs/x.md": "id: F009\n"})
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    write(tmp_path, {"data/one.yaml": "id: F002\n"})
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "main")
    lines = Repository(tmp_path).lines_ever("data")
    assert "id: F001" in lines
    assert "id: F002" in lines
    assert "id: F009" not in lines
