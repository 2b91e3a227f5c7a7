"""Quotes and steps of sessions on a screen that a room can read, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from kb.records import Quote, Session
from kb.records.addresses import get_below_path, get_page_path, make_address
from tests.helpers.barriers import barriers
from tests.helpers.browsing import Opener, Reader
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

PROJECTORS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]
MOST_WORDS = 60
CONTRAST = 7

_MEASURE_CONTRAST = """() => {
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 1
  const context = canvas.getContext("2d", { willReadFrequently: true })
  const light = colour => {
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
  const layer = getComputedStyle(document.querySelector(".kb-layer:target"))
  const shown = document.querySelectorAll(".kb-layer:target :is(blockquote p, figcaption)")
  return [...shown].map(one => {
    const [high, low] = [light(getComputedStyle(one).color), light(layer.backgroundColor)]
      .toSorted((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  })
}"""


def show(reader: Reader, path: str, place: str) -> None:
    """Open a page with a part of it on the whole screen."""
    reader.page.goto("about:blank")
    reader.go(f"{path}#{place}")


@pytest.mark.parametrize(
    ("size", "scheme"), [*zip(PROJECTORS, ["light", "dark"], strict=True)], ids=["1280", "1920"]
)
def test_a_quote_is_alone_on_the_screen_and_needs_no_scrolling(
    at: Opener, real_site: BuiltSite, size: dict[str, int], scheme: str
) -> None:
    """Its words, the pseudonym and the study; nothing else is seen, or in reach of a key."""
    reader = at(size, scripts=False, dark=scheme == "dark")
    for quote in real_site.kb.all(Quote):
        show(reader, make_address(get_page_path(quote)), "screen")
        layer = reader.page.locator(".kb-layer")
        expect(layer.locator("figcaption")).to_have_text(re.compile(f"^{quote.speaker} · "))
        expect(reader.page.locator("h1")).to_be_hidden()
        expect(reader.page.locator("header.kb-top")).to_be_hidden()
        over = layer.evaluate("one => one.scrollHeight - one.clientHeight")
        assert over <= 0 or len(quote.text.split()) > MOST_WORDS, quote.id
    reader = at(size, dark=scheme == "dark")
    show(reader, make_address(get_page_path(quote)), "screen")
    assert min(reader.page.evaluate(_MEASURE_CONTRAST)) >= CONTRAST
    assert barriers(reader.page) == []


def test_the_reading_comes_when_it_is_asked_for_by_key(at: Opener, real_site: BuiltSite) -> None:
    """The authors' first, then the editors'; before that, nobody is read either aloud."""
    quote = real_site.kb.all(Quote)[0]
    (finding, supports), *_ = real_site.kb.illustrated(quote)
    reader = at(PROJECTORS[0], scripts=False)
    show(reader, make_address(get_page_path(quote)), "screen")
    page = reader.page
    layer = page.locator(".kb-layer")
    assert finding.statement not in layer.aria_snapshot()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(layer.get_by_text(finding.statement[:40])).to_be_visible()
    assert supports[:40] not in layer.aria_snapshot()
    page.keyboard.press("Tab")
    while "editors note" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(layer.get_by_text(supports.split(".")[0][:30]).first).to_be_visible()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != "Back to the page":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()


def test_each_step_leads_on_to_the_next_by_key(at: Opener, real_site: BuiltSite) -> None:
    """Without scripts, one step at a time."""
    session = real_site.kb.all(Session)[0]
    reader = at(PROJECTORS[0], scripts=False)
    show(reader, make_address(get_below_path(session, "screen")), "step-1")
    for number in range(1, len(session.steps)):
        expect(reader.page.locator(".kb-layer:visible")).to_have_count(1)
        expect(reader.page.locator(f"#step-{number}")).to_be_visible()
        reader.page.keyboard.press("Tab")
        while reader.page.evaluate("document.activeElement.textContent") != "Next":
            reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
    expect(reader.page.locator(f"#step-{len(session.steps)}")).to_be_visible()


def test_what_is_on_the_screen_is_not_on_paper(at: Opener, real_site: BuiltSite) -> None:
    """Whoever prints then has the page."""
    quote = real_site.kb.all(Quote)[0]
    reader = at(PROJECTORS[0])
    show(reader, make_address(get_page_path(quote)), "screen")
    reader.page.emulate_media(media="print")
    expect(reader.page.locator(".kb-layer")).to_be_hidden()
    expect(reader.page.locator("h1")).to_be_visible()
