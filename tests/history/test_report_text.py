"""What a change says on a pull request is text: none of it is markup, a link or a mention."""

import html
import json
import re

import pypandoc
from hypothesis import given
from hypothesis import strategies as st

from kb.history.report import Entry, Line, Report, Section
from kb.history.report_text import format_markdown, format_text
from kb.problems.problem import Position, Problem
from kb.text.github_markdown import escape_markdown
from kb.text.shown import show_on_one_line
from kb.text.word_diff import Piece, compare_words

NASTY = (
    "@everybody and @a-team/of-many, see #12, GH-34, owner/name#5 and :smile:",
    "https://example.org www.example.org mailto:a@b.example <https://example.org>",
    "<b>bold</b> <!-- hidden --> &amp; &#64;all <script>alert(1)</script>",
    "**bold** __bold__ *it* _it_ ~~gone~~ `code` ``` [link](x) ![picture](x) [^1]",
    "| a | b |",
    "# heading",
    "- [ ] task",
    "1. first",
    "> quoted",
    "line\n\n# next\n---\n===",
    "$x$ \\( y \\) {{ z }}",
)


def parsed(text: str) -> list[object]:
    """Return the blocks of a text as pandoc reads GitHub's Markdown."""
    blocks: list[object] = json.loads(pypandoc.convert_text(text, "json", "gfm"))["blocks"]
    return blocks


def test_nothing_of_the_data_is_markup() -> None:
    """Every text is a paragraph of plain words."""
    for text in NASTY:
        (block,) = parsed(f"In {escape_markdown(text)}")
        assert isinstance(block, dict)
        assert block["t"] == "Para"
        assert {inline["t"] for inline in block["c"]} <= {"Str", "Space"}, text


@given(st.text(max_size=60))
def test_every_text_is_told_whole_and_no_character_of_it_means_anything(text: str) -> None:
    """A reader sees what is there, save what has no width."""
    written = escape_markdown(text)
    without = re.sub(r"&#\d+;", "", written)
    assert not set(without) & set("@#<>&`*_[]{}|\\!~$:/.-+=\n\"'^%")
    seen = html.unescape(written).replace("\u200b", "")
    assert seen == show_on_one_line(text, " ¶ ")
    assert not re.search(r"[@#:]\w|(?i:\b(gh-|www\.))\w", html.unescape(written))


def test_marks_and_advice_of_a_whole_report_are_the_only_markup() -> None:
    """Names, fields and problems may hold anything."""
    everything = " ".join(NASTY)
    line = Line(everything, tuple(compare_words(f"old {everything}", f"new {everything}")))
    report = Report(
        everything,
        (everything,),
        (Section("Changed", (Entry(everything, (line,)), Entry(everything))),),
        (Problem(Position("@all/`#1`.yaml"), everything, f"```\n{everything}\n~~~"),),
    )
    found = json.dumps(parsed(format_markdown(report)))
    for forbidden in ("Link", "Image", "Strong", "Emph", "Strikeout", "Table", "Note", "Math"):
        assert f'"t": "{forbidden}"' not in found, forbidden
    tags = set(re.findall(r'"RawInline", "c": \["html", "([^"]*)"', found))
    assert tags <= {"<b>", "</b>", "<del>", "</del>", "<ins>", "</ins>"}


def test_a_file_s_name_can_be_copied_whole() -> None:
    """It is code, so that nothing has to be put between its characters."""
    for name in ("themes_data/@all/F001.yaml", "`a`", "``", "a`", "*"):
        line = Line("In", (Piece("same", name),), is_path=True)
        report = Report("main", (), (Section("Added", (Entry("F001", (line,)),)),), ())
        found = json.dumps(parsed(format_markdown(report)))
        assert json.dumps({"t": "Code", "c": [["", [], []], name]}) in found


def test_a_terminal_gets_nothing_to_obey() -> None:
    """Escape sequences in the data are left out; colours are the report's own."""
    line = Line("Text", tuple(compare_words("a \x1b[2J", "b \x1b[2J")))
    report = Report("main", (), (Section("Changed", (Entry("\x1b[31mX", (line,)),)),), ())
    assert "\x1b" not in format_text(report, lambda _: ())
    coloured = format_text(report, lambda _: (), colour=True)
    assert "\x1b[31m[-a-]\x1b[0m\x1b[32m{+b+}\x1b[0m" in coloured
