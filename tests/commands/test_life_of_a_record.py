"""The life of a record, from its beginning to its withdrawal, by the commands that people use.

Everything in it is made up. It is one story, in a real repository and with real builds, so that
what each command leaves behind is what the next one finds.
"""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.commands.test_new import (
    FINDING_OPTIONS,
    QUOTE_OPTIONS,
    RECOMMENDATION_OPTIONS,
)
from tests.helpers.browsing import DESK, Opener
from tests.helpers.building import MADE_UP as FIXTURE
from tests.helpers.building import built, copy_project
from tests.helpers.commands import kb, write_made_up
from tests.helpers.history import commit, git, isolate_git
from tests.helpers.web_server import served

FINDING = "themes_data/studies/testa-2020/findings/F003.yaml"
RECOMMENDATION = "themes_data/implications/I003.yaml"


class Story:
    """A project with a history, and whoever works on it."""

    def __init__(self, root: Path) -> None:
        """Begin with the made-up data, published."""
        self.project = copy_project(FIXTURE, root)
        shutil.rmtree(self.project.data)
        write_made_up(root)
        ignored = "build/\nsite/\nscripts\nvendor\n"
        (root / ".gitignore").write_text(ignored, encoding="utf-8")
        self.publish()

    def publish(self) -> None:
        """Commit everything, after which nothing is left to say."""
        commit(self.project.root)
        assert self.says("diff").startswith("Nothing changed since main")

    def does(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its status and what it says."""
        result = kb(self.project.root, *arguments)
        return result.exit_code, result.output

    def says(self, *arguments: str) -> str:
        """Run a command that succeeds, and return what it says."""
        status, output = self.does(*arguments)
        assert status == 0, output
        return output

    def begins(self, kind: str, options: dict[str, str]) -> None:
        """Begin a record by `kb new`."""
        self.says("new", kind, *(part for option in options.items() for part in option))

    def writes(self, path: str, old: str, new: str) -> None:
        """Put one text in another's place in a file."""
        file = self.project.root / path
        text = file.read_text("utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def adds(self, path: str, entry: str) -> None:
        """Paste an entry below the last one of a record's history, which ends in its file."""
        file = self.project.root / path
        lines = file.read_text("utf-8").split("\n")
        last = max(i for i, line in enumerate(lines) if line.startswith("  - {date: "))
        file.write_text("\n".join([*lines[: last + 1], entry, *lines[last + 1 :]]), "utf-8")

    def page(self, address: str) -> str:
        """Return the text of a page of the finished site."""
        return (self.project.root / "site" / address / "index.html").read_text("utf-8")

    def builds(self) -> None:
        """Build the site."""
        built(self.project, "")


def begun(story: Story) -> None:
    """Everything is new, and needs nothing."""
    story.begins("finding", FINDING_OPTIONS)
    story.begins("quote", QUOTE_OPTIONS)
    story.begins("implication", RECOMMENDATION_OPTIONS)
    assert "No problems" in story.says("check")
    assert (
        "One finding, one quote and one recommendation added: F003, Q002 and I003."
        in story.says("diff")
    )
    story.publish()


def changed(story: Story) -> None:
    """Not without saying so, in the words that are advised; then the recommendation is suspect."""
    story.writes(FINDING, "This third finding is made up", "This third finding is all made up")
    status, told = story.does("diff")
    assert status == 1
    assert "This third finding is{+ all+} made up" in told
    advised = re.search(r"^  - \{date: .*….*$", told, re.MULTILINE)
    assert advised
    story.adds(FINDING, advised[0].replace("…", "Made up all of it."))
    told = story.says("diff")
    assert "One recommendation to read again: I003." in told
    assert "Made up all of it." in told
    assert "I003 rests on version 1 of F003, which is at version 2" in story.says("check")
    story.builds()
    for page in ("findings/f003/", "implications/i003/"):
        assert "the finding has changed since" in story.page(page)
    story.publish()


def reviewed(story: Story) -> None:
    """The recommendation still holds, and says that it was read again."""
    assert "F003 was read at version 1 and is at version 2" in story.says("review")
    assert "was: This third finding is made up" in story.says("review", "I003", "--yes")
    assert "No problems" in story.says("check")
    assert "Rests on, 1st: Finding at a version: F003@[-1-]{+2+}" in story.says("diff")
    story.publish()


def removed(story: Story) -> str:
    """That would be the end of links to it: it is put back as advised.

    Returns:
        What is to be written instead, with dots for the reason.
    """
    (story.project.root / FINDING).unlink()
    status, told = story.does("diff")
    assert status == 1
    back = re.search(r"`git (checkout [^`]*)`", told)
    withdrawal = re.search(r"^withdrawn: .*$", told, re.MULTILINE)
    assert back
    assert withdrawal
    git(story.project.root, *back[1].split())
    assert story.says("diff").startswith("Nothing changed")
    return withdrawal[0]


def withdrawn(story: Story, withdrawal: str) -> None:
    """With the recommendation that rests on it: lists leave it out, and its page says why."""
    day = re.search(r"\d{4}-\d\d-\d\d", withdrawal)
    assert day
    for path in (FINDING, RECOMMENDATION):
        why = withdrawal.replace("…", "Nobody made it up.")
        story.writes(path, "\nlabel: ", f"\n{why}\nlabel: ")
        story.adds(path, f"  - {{date: {day[0]}, change: Withdrawn.}}")
    assert "One finding and one recommendation withdrawn: F003 and I003." in story.says("diff")
    assert "No problems" in story.says("check")
    story.publish()
    story.builds()
    assert FINDING_OPTIONS["--label"] not in story.page("findings/")
    assert "Nobody made it up." in story.page("findings/f003/")


@pytest.mark.slow
@pytest.mark.browser
def test_a_record_is_begun_changed_reviewed_and_withdrawn(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each step the history, the check, the pages and the links that people kept agree."""
    isolate_git(monkeypatch)
    story = Story(tmp_path / "story")
    begun(story)
    changed(story)
    reviewed(story)
    withdrawn(story, removed(story))
    with served(story.project.root / "site") as home:
        opener = Opener(browser, home)
        reader = opener(DESK)
        reader.go("findings/f003/?v=1")
        notice = reader.page.get_by_role("region", name="About the link that led here")
        expect(notice).to_contain_text("This link is to version 1 of finding F003.")
        expect(notice).to_contain_text("Made up all of it.")
        expect(notice).to_contain_text("Withdrawn.")
        assert opener.close() == []
