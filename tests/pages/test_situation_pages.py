"""A situation's page says what was found, what to consider, and how far to trust either."""

import re

import pytest
from bs4 import Tag

from kb.knowledge.by_base import sort_by_base
from kb.knowledge.support import SUPPORT_NAMES, get_best_support
from kb.knowledge.trust import explain_trust_in_finding
from kb.pages.situations import group_situations
from kb.records import Audience, Situation
from kb.records.addresses import get_page_path, make_address
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import SitePage, read_site, text_of

_WORD = re.compile(r"\w+")


@pytest.fixture
def told(any_site: BuiltSite) -> list[tuple[Situation, SitePage]]:
    """Every situation of either site, with its page."""
    pages = read_site(any_site.folder, any_site.address)
    situations = any_site.kb.all(Situation)
    assert situations
    return [(one, pages[make_address(get_page_path(one))]) for one in situations]


def test_each_finding_has_its_sentence_and_words_of_a_participant_if_any_are_printed(
    any_site: BuiltSite, told: list[tuple[Situation, SitePage]]
) -> None:
    """In the order of the data, with the sentence on trust, which is closed at first."""
    for situation, page in told:
        found = any_site.kb.recognised_in(situation)
        sections = page.article.select("section.kb-evidence")
        assert [str(section["id"]) for section in sections] == [f.id.lower() for f, _ in found]
        for section, (finding, basis) in zip(sections, found, strict=True):
            text = text_of(section)
            assert " ".join(finding.statement.split()) in text
            assert " ".join(_WORD.findall(basis.note)[:3]) in " ".join(_WORD.findall(text))
            assert explain_trust_in_finding(any_site.kb, finding) in text_of(_closed(section))
            assert len(section.select(".kb-quote")) == min(len(any_site.kb.quotes_of(finding)), 1)


def _closed(section: Tag) -> Tag:
    details = section.find("details")
    assert isinstance(details, Tag)
    assert "open" not in details.attrs
    return details


def test_what_to_try_comes_first_in_the_editors_order(
    any_site: BuiltSite, told: list[tuple[Situation, SitePage]]
) -> None:
    """Each recommendation once, practice before research; without an order the best supported."""
    kb = any_site.kb
    several = 0
    for situation, page in told:
        cards = page.article.select(".kb-card")
        ordered = [implication for implication, _ in kb.suggestions(situation)]
        if not ordered:
            resting = kb.resting_on(finding for finding, _ in kb.recognised_in(situation))
            ordered = [one.implication for one in sort_by_base(kb, resting)]
        expected = sorted(ordered, key=lambda one: one.kind != "practice")
        assert [str(card["id"]) for card in cards] == [one.id.lower() for one in expected]
        for card, one in zip(cards, expected, strict=True):
            said = text_of(card)
            support = get_best_support(kb, one)
            assert support is None or f"support: {SUPPORT_NAMES[support]}" in said
            assert all(kb.get(name, Audience).name in said for name in one.addressed_to)
        several += len(cards) > 1
    assert several


def test_each_page_says_what_it_is_no_guidance_on(
    told: list[tuple[Situation, SitePage]],
) -> None:
    """Before anything else: no client, no risk, no threat, and where to turn."""
    for _, page in told:
        first = page.article.select_one(".kb-not")
        assert first is not None
        assert "not guidance on a client, on risk or on threats" in text_of(first)
        assert page.article.select_one(".kb-card, .kb-not") is first


def test_the_index_has_every_situation_once(any_site: BuiltSite) -> None:
    """Those of clinicians in groups, and those of other roles apart."""
    kb = any_site.kb
    view = group_situations(kb)
    listed = [one.id for _, members in (*view.groups, *view.others) for one in members]
    assert sorted(listed) == sorted(one.id for one in kb.all(Situation))
    assert all(one.role is None for _, members in view.groups for one in members)
