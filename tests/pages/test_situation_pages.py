"""A situation's page says what was found, what to consider, and how far to trust either."""

from collections.abc import Iterator

import pytest
from bs4 import Tag

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import group_by_base
from kb.knowledge.trust import explain_trust_in_finding, explain_trust_in_implication
from kb.records import Implication, Situation
from kb.records.addresses import get_page_path, make_address
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import SitePage, read_site, text_of


@pytest.fixture
def told(any_site: BuiltSite) -> list[tuple[Situation, SitePage]]:
    """Every situation of either site, with its page."""
    pages = read_site(any_site.folder, any_site.address)
    situations = any_site.kb.all(Situation)
    assert situations
    return [(one, pages[make_address(get_page_path(one))]) for one in situations]


def _resting(kb: KnowledgeBase, situation: Situation) -> set[str]:
    """Return the recommendations that rest on the findings of a situation."""
    return {
        implication.id
        for finding, _ in kb.recognised_in(situation)
        for implication, _ in kb.implications_of(finding)
    }


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
            assert " ".join(basis.note.split()[:3]) in text
            assert explain_trust_in_finding(any_site.kb, finding) in text_of(_closed(section))
            assert len(section.select(".kb-quote")) == min(len(finding.quotes_in_force), 1)


def _closed(section: Tag) -> Tag:
    details = section.find("details")
    assert isinstance(details, Tag)
    assert "open" not in details.attrs
    return details


def test_each_recommendation_stands_once_practice_before_research(
    any_site: BuiltSite, told: list[tuple[Situation, SitePage]]
) -> None:
    """However many of the findings it rests on, and in the order of what it rests on."""
    kb = any_site.kb
    several = 0
    for situation, page in told:
        items = page.article.select(".kb-based")
        shown = [kb.get(str(item["id"]).upper(), Implication) for item in items]
        assert {one.id for one in shown} == _resting(kb, situation)
        expected = [
            one.implication.id
            for kind in ("practice", "research")
            for group in group_by_base(kb, [one for one in shown if one.kind == kind])
            for one in group.members
        ]
        assert [one.id for one in shown] == expected
        for item, one in zip(items, shown, strict=True):
            assert explain_trust_in_implication(kb, one) in text_of(_closed(item))
        several += len(shown) > 1
    assert several


def test_what_is_said_in_brief_leads_to_where_it_is_said_in_full(
    any_site: BuiltSite, told: list[tuple[Situation, SitePage]]
) -> None:
    """Every finding and every practice recommendation, by its label, on the page itself."""
    for situation, page in told:
        named = dict(_brief(page))
        for finding, _ in any_site.kb.recognised_in(situation):
            assert named[finding.id.lower()] == finding.label
        practice = [any_site.kb.get(name, Implication) for name in _resting(any_site.kb, situation)]
        for implication in practice:
            if implication.kind == "practice":
                assert named[implication.id.lower()] == implication.label


def _brief(page: SitePage) -> Iterator[tuple[str, str]]:
    brief = page.article.select_one(".kb-brief")
    assert brief is not None
    for target in page.targets(brief):
        assert target.fragment in page.ids
        yield target.fragment, text_of(target.element)
