"""The chain as a reader walks it: each step shows the other end of the link, and back is back."""

import pytest
from playwright.sync_api import Locator, expect

from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Implication, Quote, Record, Reference, Study
from kb.records.addresses import get_page_path, get_voices_path, make_address
from tests.helpers.browsing import PHONE, TABLET, Opener, Reader, sizes
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

Chain = tuple[Quote, Finding, Implication, Reference]


def _chain(kb: KnowledgeBase) -> Chain:
    """Return a quote, its finding, a recommendation that rests on that, and a work behind it."""
    for quote in kb.all(Quote):
        finding = kb.written_with(quote)
        for implication, _ in kb.implications_of(finding):
            for work, _ in kb.informing(implication):
                return quote, finding, implication, work
    pytest.fail("no quote leads to a work")


def _arrived(reader: Reader, record: Record, at: str) -> Locator:
    """Wait for the page of a record, and return the element it was opened at: seen and marked."""
    reader.is_at(make_address(get_page_path(record)))
    assert reader.address.endswith(f"#{at}")
    target = reader.page.locator(f"[id='{at}']")
    expect(target).to_be_in_viewport()
    seen = target.evaluate(
        """target => {
          const box = target.getBoundingClientRect()
          const header = document.querySelector("header").getBoundingClientRect()
          const sticks = getComputedStyle(document.querySelector("header")).position
          const over = document.elementFromPoint(box.left + 4, box.top + 4)
          const look = getComputedStyle(target)
          return {
            clear: target.contains(over) || over === target,
            below: !["sticky", "fixed"].includes(sticks) || box.top >= header.bottom - 1,
            coloured: look.backgroundColor !== "rgba(0, 0, 0, 0)",
            barred: look.boxShadow !== "none",
          }
        }"""
    )
    assert seen == {"clear": True, "below": True, "coloured": True, "barred": True}, at
    return target


def _step(within: Locator, record: Record) -> None:
    """Click the link to a record's page within an element."""
    path = make_address(get_page_path(record))
    within.locator(f"a[href*='{path.rstrip('/').rpartition('/')[2]}/']").first.click()


@sizes
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_reader_walks_the_chain_and_back_without_losing_their_place(
    at: Opener, real_site: BuiltSite, size: dict[str, int], *, scripts: bool
) -> None:
    """Quote, finding, recommendation, work, and the same way back, one click a step."""
    quote, finding, implication, work = _chain(real_site.kb)
    names = {record.id: record.id.lower() for record in (quote, finding, implication, work)}
    reader = at(size, scripts=scripts)
    reader.go(make_address(get_page_path(quote)))
    _step(reader.page.locator("article .kb-voice--authors"), finding)
    _arrived(reader, finding, names[quote.id])
    _step(reader.page.locator(f"#{names[implication.id]}"), implication)
    _arrived(reader, implication, names[finding.id])
    _step(reader.page.locator(f"#{names[work.id]}"), work)
    entry = _arrived(reader, work, names[implication.id])
    _step(entry, implication)
    _arrived(reader, implication, names[work.id])
    _step(reader.page.locator(f"#{names[finding.id]} > p").first, finding)
    _arrived(reader, finding, names[implication.id])
    _step(reader.page.locator(f"#{names[quote.id]}"), quote)
    reader.is_at(make_address(get_page_path(quote)))
    expect(reader.page.locator("article blockquote").first).to_be_in_viewport()


@sizes
def test_the_outside_evidence_is_one_click_from_a_quote_and_back(
    at: Opener, real_site: BuiltSite, size: dict[str, int]
) -> None:
    """As is each recommendation."""
    quote, _, implication, work = _chain(real_site.kb)
    reader = at(size, dark=True)
    for there in (work, implication):
        reader.go(make_address(get_page_path(quote)))
        reader.follow(make_address(get_page_path(there)))
        shown = _arrived(reader, there, quote.id.lower())
        _step(shown, quote)
        reader.is_at(make_address(get_page_path(quote)))


def test_going_back_returns_to_the_same_place(at: Opener, real_site: BuiltSite) -> None:
    """The link that was followed stands where it stood."""
    _, finding, implication, _ = _chain(real_site.kb)
    reader = at(PHONE)
    reader.go(make_address(get_page_path(finding)))
    link = reader.page.locator(f"#{implication.id.lower()} a").first
    link.scroll_into_view_if_needed()
    before = reader.page.evaluate("() => window.scrollY")
    assert before > 0
    link.click()
    _arrived(reader, implication, finding.id.lower())
    reader.page.go_back()
    reader.is_at(make_address(get_page_path(finding)))
    reader.page.wait_for_function("top => Math.abs(window.scrollY - top) < 3", arg=before)
    expect(link).to_be_in_viewport()


def test_a_table_of_voices_holds_fourteen_participants(at: Opener, real_site: BuiltSite) -> None:
    """It scrolls by key, the heading of each row stays in view, and the page does not move."""
    (study,) = real_site.kb.all(Study)
    reader = at(TABLET)
    reader.go(make_address(get_voices_path(study)))
    reader.page.evaluate(FOURTEEN)
    region = reader.page.get_by_role("region").first
    region.focus()
    column = region.get_by_role("columnheader").last
    expect(column).not_to_be_in_viewport()
    for _ in range(40):
        reader.page.keyboard.press("ArrowRight")
    expect(column).to_be_in_viewport()
    head = region.get_by_role("rowheader").nth(1)
    head.scroll_into_view_if_needed()
    box = head.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert reader.beyond_the_edge() == []


FOURTEEN = """() => {
  for (const row of document.querySelectorAll(".kb-matrix tr:has(> :nth-child(3))")) {
    while (row.children.length < 16) row.append(row.children[3].cloneNode(true))
  }
}"""
"""Gives a table of fewer participants fourteen."""


def test_on_a_phone_who_is_quoted_is_a_list(at: Opener, real_site: BuiltSite) -> None:
    """Nothing has to be scrolled sideways, however many took part."""
    (study,) = real_site.kb.all(Study)
    reader = at(PHONE)
    reader.go(make_address(get_voices_path(study)))
    expect(reader.page.locator(".kb-matrix")).to_be_hidden()
    for who in study.participants:
        expect(
            reader.page.locator(".kb-matrix-list").get_by_text(f"{who.pseudonym} (").first
        ).to_be_visible()
    assert reader.beyond_the_edge() == []
