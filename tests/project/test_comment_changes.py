"""The comment on a pull request says what it changes, and believes nothing that it brings along."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from comment_changes import LONGEST, MARK, Run, changes_in, comment, shortened
from tame_markdown import tame

from kb.history.report import Entry, Line, Report, Section
from kb.history.report_text import format_markdown
from kb.problems.problem import Position, Problem
from kb.text.word_diff import Piece, compare_words
from tests.helpers.building import REPOSITORY

RUN = Run(7, "https://code.example/runs/7", passed=True, owner="wren", branch="x", commit="c0ffee")
EVENT = {
    "workflow_run": {
        "id": 7,
        "html_url": "https://code.example/runs/7",
        "conclusion": "failure",
        "head_repository": {"owner": {"login": "wren"}},
        "head_branch": "new; finding",
        "head_sha": "c0ffee",
        "pull_requests": [],
    }
}
PULLS = "repos/made/up/pulls"
ARTIFACTS = "repos/made/up/actions/runs/7/artifacts?per_page=100"
CHANGES = "repos/made/up/actions/artifacts/1/zip"
COMMENTS = "repos/made/up/issues/12/comments?per_page=100"

# Stands in for GitHub's command line: answers from files, and keeps what it was asked.
GH = """\
#!{python}
import json, pathlib, sys
folder = pathlib.Path({folder!r})
path = sys.argv[2]
sent = sys.stdin.read() if "--input=-" in sys.argv else None
with (folder / "asked.jsonl").open("a") as asked:
    print(json.dumps([sys.argv[2:], sent]), file=asked)
if sent is None:
    answers = json.loads((folder / "answers.json").read_text())
    sys.stdout.buffer.write(bytes.fromhex(answers[path]))
"""

Tell = Callable[[dict[str, Any]], list[tuple[list[str], Any]]]


def archive(text: str, name: str = "changes.md") -> bytes:
    """Return an archive that holds a text."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(name, text)
    return stream.getvalue()


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Run the program with a stand-in for GitHub, and return what that was asked."""

    def run(answers: dict[str, Any]) -> list[tuple[list[str], Any]]:
        given = {
            path: (one if isinstance(one, bytes) else json.dumps(one).encode()).hex()
            for path, one in answers.items()
        }
        (tmp_path / "answers.json").write_text(json.dumps(given), encoding="utf-8")
        (tmp_path / "event.json").write_text(json.dumps(EVENT), encoding="utf-8")
        gh = tmp_path / "gh"
        gh.write_text(GH.format(python=sys.executable, folder=str(tmp_path)), encoding="utf-8")
        gh.chmod(0o755)
        done = subprocess.run(
            [
                sys.executable,
                "-W",
                "error",
                REPOSITORY / ".github" / "scripts" / "comment_changes.py",
            ],
            env={
                "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
                "GITHUB_REPOSITORY": "made/up",
                "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        lines = (tmp_path / "asked.jsonl").read_text("utf-8").splitlines()
        asked = [json.loads(line) for line in lines]
        return [(options, sent and json.loads(sent)["body"]) for options, sent in asked]

    return run


def answers(*comments: dict[str, Any], commit: str = "c0ffee") -> dict[str, Any]:
    """What GitHub says of a pull request that one was checked for, among others."""
    return {
        PULLS: [
            {"number": 11, "head": {"sha": "0ther"}},
            {"number": 12, "head": {"sha": commit}},
        ],
        ARTIFACTS: {"artifacts": [{"name": "changes", "id": 1}, {"name": "preview", "id": 2}]},
        CHANGES: archive("F001 is new."),
        COMMENTS: [list(comments)],
    }


def test_the_first_run_writes_a_comment(tell: Tell) -> None:
    """It stands on the pull request whose newest commit was checked."""
    asked = tell(answers())
    options, body = asked[-1]
    assert options[:2] == ["repos/made/up/issues/12/comments", "--method=POST"]
    assert body.startswith(MARK)
    assert "F001 is new." in body
    assert "https://code.example/runs/7/artifacts/2" in body
    assert "something needs mending" in body
    assert "--raw-field=head=wren:new; finding" in asked[0][0]


def test_a_later_run_brings_its_own_comment_up_to_date(tell: Tell) -> None:
    """One that a person wrote is never changed, even if it begins in the same way."""
    by_person = {"id": 1, "user": {"login": "wren"}, "body": f"{MARK} mine"}
    of_another = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Something else"}
    own = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}\n\nOlder"}
    options, _ = tell(answers(by_person, of_another, own))[-1]
    assert options[:2] == ["repos/made/up/issues/comments/3", "--method=PATCH"]


def test_what_is_out_of_date_is_not_said(tell: Tell) -> None:
    """If the pull request has a newer commit, the run on that one comments."""
    asked = tell(answers(commit="newer"))
    assert [options[0] for options, _ in asked] == [PULLS]


def test_without_anything_handed_over_the_comment_says_so(tell: Tell) -> None:
    """A run that could not even start is no reason for silence."""
    _, body = tell({**answers(), ARTIFACTS: {"artifacts": []}})[-1]
    assert "could not be said" in body
    assert "Preview" not in body


@pytest.mark.parametrize("content", [b"no archive", archive("x", "../changes.md")])
def test_an_archive_that_is_none_holds_nothing(content: bytes) -> None:
    """Whatever is handed over, only one text is read from it, and nothing is unpacked."""
    assert changes_in(content) == ""


def test_no_more_is_read_than_can_be_said() -> None:
    """An archive may hold far more than its size lets expect."""
    assert len(changes_in(archive("x" * 30_000_000))) == 1_000_000


HOSTILE = (
    "@octocat",
    "&#64;octocat &#x40;octocat &#0064;octocat &commat;octocat",
    r"\@octocat",
    "@<b>octocat</b> @oct<ins></ins>ocat",
    "<!-- what follows is hidden",
    "<details><summary>passed</summary>",
    "<del>what follows is struck out",
    "<b>a</b></b> <ins>a<del>b</ins></del>",
    "~~~~text\n@octocat\n```\n@octocat",
    "```text\nnever closed",
    "```\n````\n@octocat",
    "`a\n`@octocat`` `",
    "[here](https://evil.example) ![x](//evil.example/x.png) https://evil.example www.evil.example",
    "<https://evil.example> <a href=https://evil.example>here</a> <img src=x>",
    "[here]: https://evil.example\n\n[here]",
    "fixes #1, GH-1, octo/cat#1, octo@1234567",
    "---\n\n**Checks:** [all passed](https://evil.example).",
    "<script>alert(1)</script><style>*{display:none}</style>",
    "$`x`$ $$x$$ | a | b |\n| - | - |",
    "> [!NOTE]\n> quoted",
    "<pre>\n\n<textarea>\n\n<!DOCTYPE a [ <?php <![CDATA[",
)


def seen(markdown: str) -> tuple[str, list[str]]:
    """Return the words that are shown of Markdown, and every kind of thing that is in it."""
    kinds: list[str] = []
    words: list[str] = []

    def look(value: Any) -> None:  # noqa: ANN401 - what JSON holds
        match value:
            case {"t": kind, "c": content}:
                kinds.append(f"{kind} {content[1]}" if kind == "RawInline" else kind)
                words.extend([content] if kind == "Str" else [])
                if kind not in ("Code", "CodeBlock", "RawInline"):
                    look(content)
            case {"t": kind}:
                kinds.append(kind)
                words.append(" ")
            case list():
                for one in value:
                    look(one)

    look(json.loads(pypandoc.convert_text(markdown, "json", "gfm"))["blocks"])
    return "".join(words), kinds


ALLOWED = {
    *("Header", "Para", "Plain", "BulletList", "OrderedList", "Str", "Space", "SoftBreak"),
    *("Code", "CodeBlock", "Decimal", "Period", "DefaultStyle", "DefaultDelim", "OneParen"),
    *(f"RawInline <{end}{tag}>" for end in ("", "/") for tag in ("b", "del", "ins")),
}


@pytest.mark.parametrize("text", [*HOSTILE, "\n\n".join(HOSTILE)])
def test_what_is_handed_over_does_nothing_to_the_comment(text: str) -> None:
    """Nobody is mentioned, nothing is linked, and the verdict that follows is seen."""
    words, kinds = seen(tame(text))
    assert set(kinds) <= ALLOWED, kinds
    assert not re.search(r"[@#]\w|www\.\w|://", words), words
    for tag in ("b", "del", "ins"):
        assert kinds.count(f"RawInline <{tag}>") == kinds.count(f"RawInline </{tag}>")
    words, kinds = seen(comment(text, RUN, None))
    assert "Checks:" in words.rpartition("all passed")[0][-12:]
    assert kinds.count("Link") == 1


def test_what_the_comparison_writes_stays_as_it_is() -> None:
    """Headings, entries, code and marked words, and every sign of a text."""
    line = Line("Text", tuple(compare_words("old @ramsden-2018 <b>", "new @ramsden-2018 `x`")))
    path = Line("In", (Piece("same", "themes_data/`a`.yaml"),), is_path=True)
    problem = Problem(Position("themes_data/a.yaml"), "it is #1 & _odd_", "Write:\n```\n@x")
    sections = (Section("Changed", (Entry("Finding F001: it’s so", (line, path)),)),)
    written = format_markdown(Report("main (abc)", ("One finding changed.",), sections, (problem,)))
    assert seen(tame(written)) == seen(written)


def test_a_long_comment_is_cut_where_it_can_be_read() -> None:
    """It ends with a whole line, closes a block that is open, and says where the rest is."""
    text = "```text\n" + "a line\n" * LONGEST
    cut = shortened(text, "https://code.example/runs/7")
    assert len(comment(text, RUN, "https://code.example/p")) < 65_536
    assert "a line\n```\n\nThe rest is too long" in cut
    assert shortened("short", "") == "short"
