"""Recommendations stand in the order of what they rest on."""

import pytest

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import Based, _sort_within, group_by_base
from kb.knowledge.trust import explain_trust_in_implication, get_weakest
from kb.pages.audiences import make_audience_pages
from kb.records import Audience, Finding, Implication
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import read_site

LEVELS = ["unequivocal", "credible", "not-supported"]


def _levels(kb: KnowledgeBase, implication: Implication) -> set[str]:
    return {finding.credibility.level for finding, _ in kb.foundations(implication)}


def test_every_recommendation_stands_once_under_the_level_of_its_weakest_finding(
    any_site: BuiltSite,
) -> None:
    """From unequivocal to not supported; a level of which there is none is left out."""
    kb = any_site.kb
    groups = group_by_base(kb, kb.all(Implication))
    order = [LEVELS.index(group.level) for group in groups]
    assert order == sorted(set(order))
    listed = [one.implication.id for group in groups for one in group.members]
    assert sorted(listed) == sorted(one.id for one in kb.all(Implication))
    for group in groups:
        weaker = set(LEVELS[LEVELS.index(group.level) + 1 :])
        for one in group.members:
            assert group.level in _levels(kb, one.implication)
            assert not weaker & _levels(kb, one.implication)
            assert one.trust == explain_trust_in_implication(kb, one.implication)
            assert list(one.foundations) == kb.foundations(one.implication)


def test_stated_comes_before_derived_and_then_the_lower_number(any_site: BuiltSite) -> None:
    """Within a level."""
    for group in group_by_base(any_site.kb, any_site.kb.all(Implication)):
        kinds = [one.implication.basis.kind for one in group.members]
        assert kinds == sorted(kinds, reverse=True)
        for kind in set(kinds):
            numbers = [
                int(one.implication.id[1:])
                for one in group.members
                if one.implication.basis.kind == kind
            ]
            assert numbers == sorted(numbers)


def test_the_thousandth_comes_after_the_one_before(made_up_kb: KnowledgeBase) -> None:
    """By number, not by letters."""
    one = made_up_kb.all(Implication)[0]
    early, late = (one.model_copy(update={"id": name}) for name in ("I999", "I1000"))
    ordered = sorted([Based(late, (), ""), Based(early, (), "")], key=_sort_within)
    assert [based.implication.id for based in ordered] == ["I999", "I1000"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["unequivocal"], "unequivocal"),
        (["unequivocal", "credible"], "credible"),
        (["not-supported", "unequivocal", "credible"], "not-supported"),
    ],
)
def test_the_weakest_of_several_findings_decides(
    made_up_kb: KnowledgeBase, levels: list[str], expected: str
) -> None:
    """However many are stronger."""
    finding = made_up_kb.all(Finding)[0]
    findings = [
        finding.model_copy(
            update={"credibility": finding.credibility.model_copy(update={"level": level})}
        )
        for level in levels
    ]
    assert get_weakest(findings) == expected


def test_an_audiences_page_shows_what_is_addressed_to_it_in_this_order(
    any_site: BuiltSite,
) -> None:
    """Practice before research, read from the finished page."""
    kb = any_site.kb
    pages = read_site(any_site.folder, any_site.address)
    assert len(make_audience_pages(kb)) == len(kb.all(Audience)) + 1
    for audience in kb.all(Audience):
        items = pages[f"for/{audience.id}/"].article.select(".kb-based")
        addressed = kb.implications_for(audience)
        expected = [
            one.implication.id
            for kind in ("practice", "research")
            for group in group_by_base(kb, [i for i in addressed if i.kind == kind])
            for one in group.members
        ]
        assert [str(item["id"]).upper() for item in items] == expected
