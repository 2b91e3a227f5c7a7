"""Every link leads to the other end of itself, and from there back: nobody loses their place."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from bs4 import Tag

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.chain import find_quotes_behind, find_works_behind
from kb.records import Finding, Implication, Quote, Record, Reference, Study
from kb.records.addresses import get_page_path, get_works_path, make_address
from kb.records.links import Link
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import SitePage, Target, read_site, text_of


def _pages_of(pages: dict[str, SitePage], record: Record) -> list[SitePage]:
    """Return the pages that show the links of a record."""
    paths = [get_page_path(record)]
    if isinstance(record, Study):
        paths.append(get_works_path(record))
    return [pages[make_address(path)] for path in paths if make_address(path) in pages]


@cache
def _links(page: SitePage) -> list[Target]:
    return [target for target in page.targets(page.article) if target.element.name == "a"]


@cache
def _shown(page: SitePage, fragment: str) -> list[Target]:
    """Return the links of what a link leads to: the element it names, or the whole page."""
    found = page.article.find(id=fragment) if fragment else page.article
    if not isinstance(found, Tag):
        return []
    # An element may hold a link, or be one.
    inside = {id(element) for element in (found, *found.find_all("a"))}
    return [link for link in _links(page) if id(link.element) in inside]


def _pairs(
    pages: dict[str, SitePage], here: Record, there: Record
) -> Iterator[tuple[Target, Target]]:
    """Yield the links between two records that lead to each other: to an element of the page.

    Only to a quote's page they lead as a whole.
    """
    for page, other in product(_pages_of(pages, here), _pages_of(pages, there)):
        for way in _links(page):
            if way.address == other.home + other.path and _is_precise(way, there):
                for back in _shown(other, way.fragment):
                    if (
                        back.address == page.home + page.path
                        and _is_precise(back, here)
                        and any(way.element is one.element for one in _shown(page, back.fragment))
                    ):
                        yield way, back


def _is_precise(link: Target, record: Record) -> bool:
    return bool(link.fragment) or isinstance(record, Quote)


def test_each_end_of_every_link_leads_to_the_other(any_site: BuiltSite) -> None:
    """The element that a link names on the other page holds a link to the element left behind."""
    pages = read_site(any_site.folder, any_site.address)
    known: dict[tuple[str, str], int] = {}
    for edge in any_site.kb.edges:
        # What a withdrawn record said is no link any more.
        source = any_site.kb.located[edge.source].record
        if any_site.kb.is_withdrawn(source) and edge.link is not Link.REPLACED_BY:
            continue
        known[edge.source, edge.target] = known.get((edge.source, edge.target), 0) + 1
    assert known
    astray = []
    for (one, other), count in known.items():
        here, there = (any_site.kb.located[name].record for name in (one, other))
        pairs = _pairs(pages, here, there)
        # Links between the same two records are told apart by the elements that hold them.
        distinct = {(way.fragment, back.fragment) for way, back in pairs}
        if len(distinct) < count:
            astray.append(f"{one} and {other}: {len(distinct)} of {count}")
    assert astray == []


def test_a_link_that_only_leads_to_the_top_of_a_page_is_noticed(made_up_site: BuiltSite) -> None:
    """The walk above would pass if any link would do."""
    pages = read_site(made_up_site.folder, made_up_site.address)
    finding, theme, other = (made_up_site.kb.located[x].record for x in ("F001", "T002", "F005"))
    (page,) = _pages_of(pages, theme)
    plain = [way for way in _links(page) if way.address.endswith("findings/f001/")]
    assert any(not way.fragment for way in plain)
    pairs = list(_pairs(pages, finding, theme))
    assert {(way.fragment, back.fragment) for way, back in pairs} == {("f001", "t002")}
    assert list(_pairs(pages, other, theme)) == []


def test_quote_recommendation_and_outside_evidence_are_one_step_apart(
    any_site: BuiltSite,
) -> None:
    """Both ways, though finding and recommendation stand between them."""
    pages = read_site(any_site.folder, any_site.address)
    kb = any_site.kb
    far: list[tuple[Quote, Record]] = []
    for quote in kb.all(Quote):
        far += [(quote, found) for found in kb.resting_on(f for f, _ in kb.illustrated(quote))]
        far += [(quote, step.end) for step in find_works_behind(kb, quote)]
    assert {type(record) for _, record in far} == {Implication, Reference}
    for quote, record in far:
        pairs = _pairs(pages, quote, record)
        assert any(way.fragment == quote.id.lower() for way, _ in pairs), (quote.id, record.id)


def test_a_link_whose_finding_has_moved_on_still_says_so(made_up_site: BuiltSite) -> None:
    """At both ends, in the very element that the link leads to."""
    pages = read_site(made_up_site.folder, made_up_site.address)
    kb = made_up_site.kb
    suspect = [
        (finding, implication)
        for implication in kb.all(Implication)
        for finding, basis in kb.foundations(implication)
        if basis.version < finding.version
    ]
    assert suspect
    for finding, implication in suspect:
        for here, there in ((finding, implication), (implication, finding)):
            (page,) = _pages_of(pages, here)
            element = page.article.find(id=there.id.lower())
            assert isinstance(element, Tag)
            assert element.select_one(".kb-tag--suspect"), text_of(element)


# ----------------------------------------------------------------------- the chain, before pages


def _linked(kb: KnowledgeBase, source: str, target: str) -> bool:
    return any((edge.source, edge.target) == (source, target) for edge in kb.edges)


def test_links_between_two_records_are_found_from_either(made_up_kb: KnowledgeBase) -> None:
    """In one order, whichever of the two is asked."""
    for edge in made_up_kb.edges:
        one, other = (made_up_kb.located[end].record for end in (edge.source, edge.target))
        assert edge in made_up_kb.between(one, other)
        assert made_up_kb.between(one, other) == made_up_kb.between(other, one)


@pytest.mark.parametrize("which", ["made_up_site", "real_site"])
def test_the_chain_is_the_same_from_both_ends(which: str, request: pytest.FixtureRequest) -> None:
    """A work is behind a quote if and only if the quote is behind the work, by the same way."""
    kb = request.getfixturevalue(which).kb
    forward = {
        (quote.id, step.end.id): {one.id for one in step.through}
        for quote in kb.all(Quote)
        for step in find_works_behind(kb, quote)
    }
    backward = {
        (step.end.id, reference.id): {one.id for one in step.through}
        for reference in kb.all(Reference)
        for step in find_quotes_behind(kb, reference)
    }
    assert forward
    assert forward == backward


def test_what_stands_between_a_quote_and_a_work_leads_to_both(made_up_kb: KnowledgeBase) -> None:
    """It is a finding of the quote that cites the work, or a recommendation that it informs."""
    for quote in made_up_kb.all(Quote):
        findings = [finding for finding, _ in made_up_kb.illustrated(quote)]
        for step in find_works_behind(made_up_kb, quote):
            for one in step.through:
                if isinstance(one, Finding):
                    assert one in findings
                    assert _linked(made_up_kb, one.id, step.end.id)
                else:
                    assert any(_linked(made_up_kb, one.id, found.id) for found in findings)
                    assert _linked(made_up_kb, one.id, step.end.id)
