"""Nothing is built through a link or over what is no site; what is in the way is one sentence."""

import re

import pytest

from kb.project import Project
from tests.helpers.building import files_in
from tests.helpers.commands import kb


@pytest.mark.parametrize("place", ["site", "build", "build/docs", "build/lock", "build/a/b"])
def test_nothing_is_built_through_a_link(made_up_project: Project, place: str) -> None:
    """A pull request can bring one; whoever builds is told, and nothing is where it leads."""
    outside = made_up_project.root.parent / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("kept", encoding="utf-8")
    link = made_up_project.root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside / "precious.txt" if place == "build/lock" else outside)
    done = kb(made_up_project.root, "build")
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert f"{link}: it is a symbolic link" in done.output
    assert files_in(outside) == {"precious.txt": b"kept"}


@pytest.mark.parametrize(
    ("site_dir", "words"),
    [
        ("docs", "holds something else than a site"),
        ("../elsewhere", "lies outside of the project"),
        ("docs/index.md", "is no folder"),
        (".", "lies outside of the project"),
    ],
)
def test_only_a_site_is_replaced_by_a_site(
    made_up_project: Project, site_dir: str, words: str
) -> None:
    """Whatever the settings say."""
    settings = made_up_project.root / "mkdocs.yml"
    text = re.sub("(?m)^site_dir:.*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f"{text}\nsite_dir: {site_dir}\n", encoding="utf-8")
    before = files_in(made_up_project.docs)
    done = kb(made_up_project.root, "build")
    assert done.exit_code == 1
    assert words in done.output or "site_dir" in done.output, done.output
    assert "Traceback" not in done.output
    assert files_in(made_up_project.docs) == before


def test_what_is_in_the_way_is_named_in_one_sentence(made_up_project: Project) -> None:
    """A file where a folder should be."""
    made_up_project.build.write_text("a file", encoding="utf-8")
    done = kb(made_up_project.root, "build")
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert f"{made_up_project.build}: it is no folder" in done.output


@pytest.mark.parametrize(
    "address",
    [
        "https://[",
        "site.example",
        "https://a b/",
        "ftp://x",
        "//x",
        "https://x/\x1b[2J",
    ],
)
def test_an_odd_address_of_the_site_is_no_traceback(
    made_up_project: Project, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """It comes from whoever puts the site online."""
    settings = made_up_project.root / "mkdocs.yml"
    text = re.sub(
        "(?m)^site_url:.*", 'site_url: !ENV [KB_SITE_URL, ""]', settings.read_text("utf-8")
    )
    settings.write_text(text, encoding="utf-8")
    monkeypatch.setenv("KB_SITE_URL", address)
    done = kb(made_up_project.root, "build")
    assert done.exit_code == 1
    assert "site_url" in done.output
    assert "Traceback" not in done.output, done.output
    assert "\x1b" not in done.output
