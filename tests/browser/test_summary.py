"""The summary of findings in a real browser: sorted, filtered, on a phone, without scripts."""

import pytest
from playwright.sync_api import expect

from kb.knowledge.support import SUPPORT_NAMES, get_support
from kb.records import Finding
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, Opener, Reader, sizes
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

SUMMARY = "summary/"


def shown(reader: Reader) -> list[str]:
    """Return the findings whose rows are shown, in their order."""
    found = reader.page.eval_on_selector_all(
        ".kb-summary tbody tr",
        "all => all.filter(row => row.checkVisibility()).map(row => row.id.toUpperCase())",
    )
    assert isinstance(found, list)
    return found


def test_findings_are_filtered_and_sorted_by_key_and_the_address_says_so(
    at: Opener, real_site: BuiltSite
) -> None:
    """What is chosen is in the address, and comes back with it."""
    kb = real_site.kb
    reader = at(DESK)
    reader.go(SUMMARY)
    every = shown(reader)
    reader.page.get_by_label("Support", exact=True).focus()
    reader.page.keyboard.press("ArrowDown")
    best = min((get_support(kb, f) for f in kb.all(Finding)), key=list(SUPPORT_NAMES).index)
    assert set(shown(reader)) == {f.id for f in kb.all(Finding) if get_support(kb, f) == best}
    assert f"support={best}" in reader.address
    reader.go(f"{SUMMARY}?sort=support")
    order = [list(SUPPORT_NAMES).index(get_support(kb, kb.get(f, Finding))) for f in shown(reader)]
    assert order == sorted(order)
    reader.go(f"{SUMMARY}?sort=recommendations&support=nonsense")
    counts = [len(kb.implications_of(kb.get(name, Finding))) for name in shown(reader)]
    assert counts == sorted(counts, reverse=True)
    assert sorted(shown(reader)) == sorted(every)


@sizes
def test_without_scripts_the_table_is_complete(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Every finding is there, and nothing that would do nothing."""
    reader = at(size, scripts=False)
    reader.go(SUMMARY)
    expect(reader.page.locator(".kb-summary tbody tr:visible")).to_have_count(
        len(real_site.kb.all(Finding))
    )
    expect(reader.page.locator("article select, article button")).to_have_count(0)


def test_on_a_phone_each_row_is_a_card_with_names_for_what_it_says(at: Opener) -> None:
    """It is still a table to those who hear it, no wider than the phone, and at most 15 screens."""
    reader = at(PHONE)
    reader.go(SUMMARY)
    assert reader.beyond_the_edge() == []
    assert barriers(reader.page) == []
    expect(reader.page.get_by_role("columnheader", name="Who is quoted")).to_have_count(1)
    first = reader.page.locator(".kb-summary tbody tr").first
    expect(first.get_by_text("Who is quoted")).to_be_visible()
    height = reader.page.evaluate("document.documentElement.scrollHeight")
    assert height <= 15 * PHONE["height"]
