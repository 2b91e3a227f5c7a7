"""With two studies each thing says whose it is, and nothing is added up across them."""

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.trust import describe_limits, explain_trust_in_implication
from kb.pages import make_pages
from kb.records import Implication, Study
from kb.records.addresses import get_page_path
from kb.render.site import Site

FIRST, SECOND = "Testa & Beispiel (2001)", "Probe & *Co* (2002)"


def _text(page: str) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").get_text().split())


def test_the_page_before_and_the_one_after_are_of_the_same_study(made_up: Site) -> None:
    """Of findings, quotes and themes: nobody is led into another study without a word."""
    kb = made_up.kb
    origins = {
        get_page_path(place.record): origin.id
        for place in kb.located.values()
        if (origin := kb.origin_of(place.record)) and not isinstance(place.record, Study)
    }
    ways = [
        (origins[page.path], origins[step.path])
        for page in make_pages(kb, made_up.bibliography)
        for step in (page.previous, page.next)
        if step and page.path.split("/")[0] in ("findings", "quotes", "themes")
    ]
    assert ways
    assert [way for way in ways if way[0] != way[1]] == []


def test_themes_are_counted_study_by_study(made_up_pages: Mapping[str, str]) -> None:
    """What two studies developed are two analyses, and no sum of both."""
    said = _text(made_up_pages["themes/index.md"])
    assert "One superordinate theme, divided into two subordinate themes." in said
    assert "Two superordinate themes." in said
    assert "Three superordinate themes" not in said


def test_participants_are_never_added_up(made_up_kb: KnowledgeBase) -> None:
    """Three people who were interviewed and 39 who answered a survey are not 42."""
    said = describe_limits(made_up_kb.all(Study))
    assert said.startswith(
        f"From two studies: {FIRST} with three participants and {SECOND} with one participant."
    )


@pytest.mark.parametrize(
    "path", ["implications/index.md", "for/reader.md", "situations/no-sheep.md", "all.md"]
)
def test_lists_name_the_study_of_each_recommendation(
    path: str, made_up_pages: Mapping[str, str]
) -> None:
    """Of those whose findings it rests on."""
    page = BeautifulSoup(made_up_pages[path], "html.parser")
    assert any(FIRST in one.get_text() for one in page.select(".kb-of"))


def test_a_sentence_on_trust_says_whose_authors_are_meant(made_up_kb: KnowledgeBase) -> None:
    """There are those of two studies."""
    said = explain_trust_in_implication(made_up_kb, made_up_kb.get("I002", Implication))
    assert f"The authors of {FIRST} expect this." in said


def test_a_study_without_remarks_has_no_empty_box(made_up_pages: Mapping[str, str]) -> None:
    """The heading goes with it."""
    assert "What to know before relying on it" in made_up_pages["studies/s001.md"]
    assert "What to know before relying on it" not in made_up_pages["studies/s002.md"]


def test_a_term_of_two_studies_says_what_each_means_by_it(
    made_up_pages: Mapping[str, str],
) -> None:
    """Where one means something else than the other."""
    page = BeautifulSoup(made_up_pages["glossary.md"], "html.parser")
    entry = page.select_one("#made-up-term")
    assert entry is not None
    said = " ".join(entry.get_text().split())
    assert FIRST in said
    assert SECOND in said
    assert "In the second made-up study it means <nothing>." in said
