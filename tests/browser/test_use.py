"""The site as readers use it: in a real browser, on a phone and on a desk, by touch and by key."""

import re

import pytest
from playwright.sync_api import Page, expect

from kb.records import (
    Finding,
    Implication,
)
from kb.records.addresses import get_page_path, make_address
from tests.helpers.browsing import DESK, PHONE, SMALL, Opener, sizes
from tests.helpers.building import BuiltSite
from tests.helpers.page_types import page_types

pytestmark = pytest.mark.browser


# ------------------------------------------------------------------------------ the main walk


@sizes
def test_a_reader_walks_from_what_was_found_to_what_to_do_and_back(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Home, findings, one, its quote, what to do, for whom, and home: by clicks alone."""
    reader = at(size)
    reader.go()
    quoted, rested = _example(real_site)
    reader.follow("findings/")
    reader.follow(make_address(get_page_path(quoted)))
    expect(reader.headed(quoted.statement)).to_be_visible()
    reader.follow(r"quotes/q\d+/")
    expect(reader.page.locator("article blockquote").first).to_be_visible()
    reader.follow(make_address(get_page_path(quoted)))
    reader.follow(make_address(get_page_path(rested)))
    expect(reader.headed(rested.label)).to_be_visible()
    reader.follow(r"for/[a-z-]+/")
    reader.page.go_back()
    reader.is_at(make_address(get_page_path(rested)))
    reader.page.go_back()
    reader.is_at(make_address(get_page_path(quoted)))
    reader.follow("", within="nav[aria-label=Breadcrumb]")


def _example(site: BuiltSite) -> tuple[Finding, Implication]:
    """Return a finding with a quote and with a recommendation that rests on it."""
    for finding in site.kb.all(Finding):
        for implication, _ in site.kb.implications_of(finding):
            if site.kb.quotes_of(finding):
                return finding, implication
    pytest.fail("no finding has both a quote and a recommendation")


@sizes
def test_a_reader_finds_what_is_theirs_to_do_from_home(at: Opener, size: dict[str, int]) -> None:
    """Home, role, recommendation, the finding it rests on, the study."""
    reader = at(size)
    reader.go()
    reader.follow(r"for/[a-z-]+/")
    reader.follow(r"implications/i\d+/")
    reader.follow(r"findings/f\d+/")
    reader.follow(r"studies/s\d+/")


@sizes
def test_home_leads_to_every_index_of_findings_and_recommendations(
    at: Opener, size: dict[str, int]
) -> None:
    """Whoever knows what they look for goes straight to the list."""
    reader = at(size)
    for index in ("findings/", "implications/"):
        reader.go()
        reader.follow(index)


@sizes
def test_previous_and_next_lead_along_the_row_and_back(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """At the foot of every record's page."""
    first, second, *_ = (make_address(get_page_path(f)) for f in real_site.kb.all(Finding))
    reader = at(size)
    reader.go(first)
    reader.page.locator("article a[rel=next]").click()
    reader.is_at(second)
    reader.page.locator("article a[rel=prev]").click()
    reader.is_at(first)


@sizes
def test_each_step_of_the_breadcrumbs_can_be_clicked(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """From a finding to each page above it."""
    path = make_address(get_page_path(real_site.kb.all(Finding)[0]))
    reader = at(size)
    reader.go(path)
    steps = reader.page.locator("nav[aria-label=Breadcrumb] a")
    targets = [str(step.evaluate("a => a.href")) for step in steps.all()]
    assert len(targets) > 2
    for number, target in enumerate(targets):
        reader.go(path)
        steps.nth(number).click()
        expect(reader.page).to_have_url(target)


def test_a_link_to_a_section_shows_that_section(at: Opener, real_site: BuiltSite) -> None:
    """From a finding to the place in the study that it is taken from."""
    finding = real_site.kb.all(Finding)[0]
    reader = at(DESK)
    reader.go(make_address(get_page_path(finding)))
    reader.page.locator(f"article a[href*='#section-{finding.section}']").first.click()
    reader.is_at(r"studies/s\d+/")
    expect(reader.page.locator(f"#section-{finding.section}")).to_be_in_viewport()


# ----------------------------------------------------------------------------------- the look


def test_no_page_scrolls_sideways_on_a_phone(at: Opener, real_site: BuiltSite) -> None:
    """Every type of page, at the widths of a small and of a usual phone."""
    reader = at(PHONE)
    wide: dict[str, list[str]] = {}
    for path in page_types(real_site).all:
        reader.go(path)
        for size in (PHONE, SMALL):
            reader.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            if beyond := reader.beyond_the_edge():
                wide[f"{path} at {size['width']}"] = beyond
    assert wide == {}


def test_a_page_that_scrolls_sideways_is_noticed(at: Opener) -> None:
    """The test above would pass if nothing were ever too wide for it."""
    reader = at(PHONE, plants=True)
    reader.go()
    reader.page.add_style_tag(content="article h1 { width: 600px }")
    assert "h1." in reader.beyond_the_edge()


def test_dark_mode_follows_the_system(at: Opener, real_site: BuiltSite) -> None:
    """Dark ground and light letters where the reader's system asks for it, and the reverse."""
    path = make_address(get_page_path(real_site.kb.all(Finding)[0]))
    lightness = {}
    for dark in (False, True):
        reader = at(DESK, dark=dark)
        reader.go(path)
        lightness[dark] = [
            _lightness(reader.page, "body", "background-color"),
            _lightness(reader.page, "article p", "color"),
        ]
    (light_ground, light_letters), (dark_ground, dark_letters) = lightness[False], lightness[True]
    assert light_ground > 0.8 > light_letters
    assert dark_ground < 0.3 < dark_letters


def _lightness(page: Page, selector: str, name: str) -> float:
    """Return how light a colour is as shown, from 0 to 1, whatever it is written in."""
    found = page.locator(selector).first.evaluate(
        """(element, name) => {
          const paint = document.createElement("canvas").getContext("2d")
          paint.fillStyle = "white"
          paint.fillRect(0, 0, 1, 1)
          paint.fillStyle = getComputedStyle(element).getPropertyValue(name)
          paint.fillRect(0, 0, 1, 1)
          const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data
          return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
        }""",
        name,
    )
    assert isinstance(found, int | float)
    return float(found)


def test_the_colours_can_be_switched_by_hand(at: Opener) -> None:
    """And the choice holds on the next page, where the button, and nothing else, takes it back."""
    reader = at(DESK)
    reader.go()
    before = _lightness(reader.page, "body", "background-color")
    reader.page.get_by_role("button", name="Switch between light and dark").click()
    expect(reader.page.locator("html")).to_have_attribute("data-kb-scheme", "dark")
    reader.go("findings/")
    assert _lightness(reader.page, "body", "background-color") < before
    reader.page.locator("h1").click()
    expect(reader.page.locator("html")).to_have_attribute("data-kb-scheme", "dark")
    reader.page.get_by_role("button", name="Switch between light and dark").click()
    expect(reader.page.locator("html")).to_have_attribute("data-kb-scheme", "light")


# ---------------------------------------------------------------------------- by key, by touch


def test_every_link_of_a_page_is_reached_by_key_with_a_visible_focus(
    at: Opener, real_site: BuiltSite
) -> None:
    """Tab passes the links of a finding in their order, and shows where it is."""
    reader = at(DESK)
    reader.go(make_address(get_page_path(real_site.kb.all(Finding)[0])))
    expected = reader.page.evaluate(
        "() => [...document.querySelectorAll('article a[href]')]"
        ".filter(a => a.checkVisibility() && !a.closest('details:not([open])'))"
        ".map(a => a.getAttribute('href'))"
    )
    assert expected
    reached: list[str] = []
    unseen: list[str] = []
    for _ in range(300):
        reader.page.keyboard.press("Tab")
        focus = reader.page.evaluate(
            """() => {
              const e = document.activeElement
              const look = getComputedStyle(e)
              const outline = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0
              return {
                link: e.matches("article a[href]") ? e.getAttribute("href") : "",
                last: e === document.body,
                seen: outline || look.boxShadow !== "none",
              }
            }"""
        )
        if focus["last"]:
            break
        if focus["link"]:
            reached.append(focus["link"])
            if not focus["seen"]:
                unseen.append(focus["link"])
    assert reached == expected
    assert unseen == []


def test_the_first_key_leads_past_the_navigation(at: Opener, real_site: BuiltSite) -> None:
    """Tab, then Enter: straight to the content."""
    reader = at(DESK)
    reader.go(make_address(get_page_path(real_site.kb.all(Finding)[0])))
    reader.page.keyboard.press("Tab")
    skip = reader.page.locator(":focus")
    expect(skip).to_have_text(re.compile("skip to content", re.IGNORECASE))
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("() => document.activeElement.closest('article') !== null")


def test_the_menu_of_a_phone_stays_in_its_place_and_closes(at: Opener) -> None:
    """A second touch closes it, as its name says then; so does Escape. The page does not move."""
    reader = at(PHONE)
    reader.go()
    button = reader.page.locator(".kb-menu summary")
    before, heading = button.bounding_box(), reader.page.locator("h1").bounding_box()
    button.tap()
    expect(button.get_by_text("Close")).to_be_visible()
    expect(button.get_by_text("Menu")).to_be_hidden()
    assert button.bounding_box() == before
    assert reader.page.locator("h1").bounding_box() == heading
    button.tap()
    expect(button.get_by_text("Menu")).to_be_visible()
    button.press("Enter")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Escape")
    expect(button.get_by_text("Menu")).to_be_visible()
    expect(button).to_be_focused()


def test_the_menu_of_a_phone_opens_and_leads_to_an_index(at: Opener) -> None:
    """By touch, from the page of home."""
    reader = at(PHONE)
    reader.go()
    menu = reader.page.get_by_role("navigation", name="Menu")
    link = menu.get_by_role("link", name="All findings", exact=True)
    expect(link).to_be_hidden()
    reader.page.locator("summary", has_text="Menu").tap()
    expect(link).to_be_in_viewport()
    link.tap()
    reader.is_at("findings/")
