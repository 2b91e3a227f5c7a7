"""Recommendations stand in the order of how well what they rest on is supported."""

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.by_base import sort_by_base
from kb.knowledge.support import SUPPORT_NAMES, get_support, rank_support
from kb.knowledge.trust import explain_trust_in_implication
from kb.pages.audiences import make_audience_pages
from kb.records import Audience, Implication
from kb.records.links import TAKES
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import read_site

BEST_FIRST = list(SUPPORT_NAMES)


def test_every_recommendation_stands_once_the_best_supported_first(any_site: BuiltSite) -> None:
    """What the best supported of its findings has counts before anything else."""
    kb = any_site.kb
    listed = sort_by_base(kb, kb.all(Implication))
    assert {one.implication.id for one in listed} == {one.id for one in kb.all(Implication)}
    assert len(listed) == len(kb.all(Implication))
    places = []
    for one in listed:
        own = [get_support(kb, f) for f, _ in one.foundations if not f.withdrawn]
        assert one.support == min(own, key=BEST_FIRST.index)
        places.append(BEST_FIRST.index(one.support))
        assert one.trust == explain_trust_in_implication(kb, one.implication)
        assert list(one.foundations) == kb.foundations(one.implication)
    assert places == sorted(places)


def test_resting_on_more_findings_never_sets_one_back(any_site: BuiltSite) -> None:
    """The first of the key is the best of its findings, whatever else it rests on."""
    kb = any_site.kb
    for item in kb.all(Implication):
        for finding, _ in kb.foundations(item):
            if not finding.withdrawn:
                place = BEST_FIRST.index(get_support(kb, finding))
                assert rank_support(kb, item)[0] <= place


def test_stated_comes_before_derived_and_then_the_lower_number(made_up_kb: KnowledgeBase) -> None:
    """Where what they rest on is the same; by number, not by letters."""
    one = made_up_kb.get("I001", Implication)
    stated = made_up_kb.get("I002", Implication).basis
    early, late = (one.model_copy(update={"id": name}) for name in ("I999", "I1000"))
    last = one.model_copy(update={"id": "I1001", "basis": stated})
    kb = _with_foundations_of(made_up_kb, one, (early, late, last))
    ordered = [based.implication.id for based in sort_by_base(kb, [late, early, last])]
    assert ordered == ["I1001", "I999", "I1000"]


def _with_foundations_of(
    kb: KnowledgeBase, one: Implication, others: tuple[Implication, ...]
) -> KnowledgeBase:
    """Return a knowledge base in which others rest on what one rests on."""

    class Same(KnowledgeBase):
        def foundations(self, implication: Implication) -> list:  # type: ignore[type-arg] # as it is
            assert implication in others
            return kb.foundations(one)

    return Same(kb.located, kb.edges)


def test_an_audiences_page_shows_what_is_addressed_to_it_by_what_it_takes(
    any_site: BuiltSite,
) -> None:
    """Practice before research, what takes least first; read from the finished page."""
    kb = any_site.kb
    pages = read_site(any_site.folder, any_site.address)
    assert len(make_audience_pages(kb)) == len(kb.all(Audience)) + 1
    for audience in kb.all(Audience):
        items = pages[f"for/{audience.id}/"].article.select(".kb-based")
        addressed = kb.implications_for(audience)
        practice = sort_by_base(kb, [one for one in addressed if one.kind == "practice"])
        research = sort_by_base(kb, [one for one in addressed if one.kind == "research"])
        expected = [
            one.implication.id
            for takes in (*TAKES, None)
            for one in practice
            if one.implication.takes == takes
        ]
        expected += [one.implication.id for one in research]
        assert [str(item["id"]).upper() for item in items] == expected
