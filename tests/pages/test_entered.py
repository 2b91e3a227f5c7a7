"""What is not entered here is never told as what a study does not print."""

import re
from collections.abc import Mapping

import pytest

from kb.citations.bibliography import format_bibliography
from kb.knowledge.base import KnowledgeBase
from kb.knowledge.entered import describe_extent, has_all
from kb.knowledge.support import SUPPORT_NAMES, get_support
from kb.read import examine, read_files
from kb.records import Finding, Study
from kb.render.site import Site
from kb.settings import Settings
from tests.helpers.building import MADE_UP, REPOSITORY
from tests.helpers.rendering import render
from tests.made_up.records import STUDY, made_up

SAYS_WHAT_IS_NOT_PRINTED = re.compile(
    r"nobody is quoted|nobody</|study prints no|no printed quote|no published|never quoted"
    r"|without a quote(?! here)"
    r"|cites? no|: all that the study|prints for each|whose words \S+ .{0,40}prints",
    re.IGNORECASE,
)
EVERYTHING = "entered: {quotes: all, citations: all, findings: all}\n"


def enter(extents: str) -> KnowledgeBase:
    """Return the made-up records with how much of their study is entered."""
    files = made_up()
    assert EVERYTHING.encode() in files[STUDY]
    files[STUDY] = files[STUDY].replace(EVERYTHING.encode(), extents.encode())
    examined = examine(files)
    assert not examined.stopping
    return examined.kb


@pytest.fixture(scope="module")
def in_part() -> Mapping[str, str]:
    """The pages of the made-up project, nothing of whose studies is known to be whole."""
    files = {
        path: re.sub(rb"(?m)^entered: .*\n", b"", content)
        for path, content in read_files(MADE_UP / "themes_data").items()
    }
    kb = examine(files).require_valid()
    settings = Settings("Made up", "https://site.example/base/", "https://editor.example/")
    style = REPOSITORY / settings.citation_style
    return render(Site(kb, format_bibliography(kb, style), settings))


def test_no_page_says_what_a_study_lacks_that_is_not_known_to_be_whole(
    in_part: Mapping[str, str], made_up_pages: Mapping[str, str]
) -> None:
    """Neither of a quote, nor of a work, on any page; of a study that is whole, pages do."""
    said = {path: SAYS_WHAT_IS_NOT_PRINTED.findall(text) for path, text in in_part.items()}
    del said["contribute/records.md"]  # It explains the fields.
    assert {path: found for path, found in said.items() if found} == {}
    assert any(SAYS_WHAT_IS_NOT_PRINTED.search(text) for text in made_up_pages.values())


@pytest.mark.parametrize(
    ("extents", "whole", "says"),
    [
        ("", False, "one quote; it is not known whether the study prints more"),
        ("entered: {quotes: part, citations: all, findings: all}\n", False, "one quote; the study"),
        ("entered: {quotes: 62, citations: 2, findings: 2}\n", False, "one of the 62 quotes that"),
        ("entered: {quotes: 1, citations: 2, findings: 2}\n", True, "one quote: all that"),
        (EVERYTHING, True, "one quote: all that the study prints"),
    ],
)
def test_how_much_is_here_is_counted_and_said(extents: str, says: str, *, whole: bool) -> None:
    """A number is that of the study; the program counts how many of them are here."""
    kb = enter(extents)
    (study,) = kb.all(Study)
    assert has_all(kb, study, "quotes") == whole
    assert describe_extent(kb, study, "quotes").startswith(says)


def test_a_report_is_tagged_without_a_quote_only_where_all_quotes_are_here() -> None:
    """The tag is the same wherever the finding stands: in lists, the search and the map."""
    named = {
        extents: SUPPORT_NAMES[get_support(kb, kb.get("F002", Finding))]
        for extents in ("", EVERYTHING)
        for kb in [enter(extents)]
    }
    assert named == {"": "reported, no quote here", EVERYTHING: "reported without a quote"}


def test_lines_are_said_not_to_be_printed_only_of_what_was_compared(
    made_up_pages: Mapping[str, str],
) -> None:
    """Q002 was never compared with its source: nobody knows whether it has lines."""
    assert "no lines printed" not in made_up_pages["quotes/q002.md"]
