"""Pages as those see them who set up their own: colours, spaces, size, no scripts, paper."""

import pytest

from tests.helpers.browsing import DESK, PHONE, SMALL, Opener
from tests.helpers.building import BuiltSite
from tests.helpers.page_types import PageTypes, page_types

pytestmark = pytest.mark.browser

SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
* { word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
"""What WCAG 2.2 lets a reader set, criterion 1.4.12."""

CUT = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.checkVisibility() && !e.closest(".kb-unseen, .kb-neighbours, svg, select, thead"))
  .filter(e => ["hidden", "clip"].includes(getComputedStyle(e).overflowX))
  .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
  .map(e => `${e.tagName}.${e.className}`).slice(0, 5)"""

UNSEEN = """() => {
  const ground = getComputedStyle(document.body).backgroundColor
  return [[".kb-voice__name", "::before"], ["article summary", "::after"]]
    .flatMap(([name, part]) => [...document.querySelectorAll(name)]
      .filter(e => e.checkVisibility())
      .filter(e => getComputedStyle(e, part).backgroundColor === ground)
      .map(() => `${name}${part}`)).slice(0, 5)
}"""
"""Signs that are drawn in the colour of the page."""

FOCUS = """() => {
  const first = document.querySelector("article a[href]")
  first?.focus({ focusVisible: true })
  const look = first && getComputedStyle(first)
  return !first || (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2)
}"""

FOLDED = """() => [...document.querySelectorAll("article details > :not(summary)")]
  .filter(e => e.closest(".kb-cite, .kb-screen, .kb-layer, [hidden]") === null)
  .filter(e => getComputedStyle(e).display !== "none" && !e.checkVisibility(
    { contentVisibilityAuto: true })).map(e => e.outerHTML.slice(0, 60)).slice(0, 5)"""


@pytest.fixture(scope="module")
def types(real_site: BuiltSite) -> PageTypes:
    """A long and a short page of each type."""
    return page_types(real_site)


def test_with_more_space_at_four_times_the_size_nothing_is_cut(
    at: Opener, types: PageTypes
) -> None:
    """320 pixels are 1,280 at 400 %; and nothing scrolls sideways."""
    reader, found = at(SMALL, plants=True), {}
    for path in types.long:
        reader.go(path)
        reader.page.add_style_tag(content=SPACED)
        if lines := [*reader.beyond_the_edge(), *reader.page.evaluate(CUT)]:
            found[path or "home"] = lines
    assert found == {}


def test_in_forced_colours_signs_and_the_focus_are_seen(at: Opener, types: PageTypes) -> None:
    """No sign is drawn in the colour of its ground."""
    reader, found = at(PHONE), {}
    reader.page.emulate_media(forced_colors="active")
    for path in types.long:
        reader.go(path)
        assert reader.page.evaluate(FOCUS), path
        if lines := reader.page.evaluate(UNSEEN):
            found[path or "home"] = lines
    assert found == {}


def test_without_scripts_nothing_scrolls_sideways_and_on_paper_all_is_open(
    at: Opener, types: PageTypes
) -> None:
    """On the smallest phone; on paper, what is folded on the screen stands open."""
    small, desk, found = at(SMALL, scripts=False), at(DESK, scripts=False), {}
    desk.page.emulate_media(media="print")
    for path in types.long:
        small.go(path)
        desk.go(path)
        if lines := [*small.beyond_the_edge(), *desk.page.evaluate(FOLDED)]:
            found[path or "home"] = lines
    assert found == {}
