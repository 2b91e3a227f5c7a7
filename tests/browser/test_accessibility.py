"""What keeps people out is looked for on every type of page: by axe, by key, by measure."""

import itertools

import pytest

from kb.records import Finding, Situation
from kb.records.addresses import get_page_path, make_address
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, SMALL, TABLET, Opener, Reader, Size, sizes
from tests.helpers.building import BuiltSite
from tests.helpers.page_types import PageTypes, page_types
from tests.helpers.site_pages import read_site

pytestmark = pytest.mark.browser

TWICE = 2.0
SCHEMES = [False, True]
WIDTHS = [SMALL, TABLET, DESK]


@pytest.fixture(scope="module")
def types(real_site: BuiltSite) -> PageTypes:
    """A long and a short page of each type."""
    return page_types(real_site)


def barriers_on(reader: Reader, paths: list[str], text: float = 1) -> dict[str, list[str]]:
    """Return the barriers on each page that has any, its text enlarged by a factor."""
    found = {}
    for path in paths:
        reader.go(path)
        reader.enlarge_text(text)
        if lines := barriers(reader.page):
            found[path or "home"] = lines
    return found


# ---------------------------------------------------------------------------------------- axe


def test_no_long_page_has_a_barrier_on_a_desk_in_the_light(at: Opener, types: PageTypes) -> None:
    """The fullest page of each type, and what axe cannot see; other combinations are below."""
    reader, found = at(DESK), {}
    for path in types.long:
        reader.go(path)
        lines = [
            *barriers(reader.page),
            *(f"no underline: {link}" for link in reader.page.evaluate(LINKS_WITHOUT_UNDERLINE)),
            *(f"moves: {element}" for element in reader.page.evaluate(MOVING)),
            *(f"order of its own: {one}" for one in reader.page.evaluate(OUT_OF_ORDER)),
        ]
        if lines:
            found[path or "home"] = lines
    assert found == {}


LINKS_WITHOUT_UNDERLINE = """() => [...document.querySelectorAll("article a[href]")]
  .filter(a => a.closest("p, li, dd, dt, td, figcaption"))
  .filter(a => a.checkVisibility() && a.textContent.trim()
    && !a.closest("svg, nav, [data-kb-plain]"))
  .filter(a => !getComputedStyle(a).textDecorationLine.includes("underline"))
  .map(a => a.outerHTML.slice(0, 100))"""
"""Colour alone is no sign of a link in prose."""

MOVING = """() => [...document.querySelectorAll("*")].filter(e => {
  const look = getComputedStyle(e)
  return look.animationName !== "none" || look.scrollBehavior === "smooth"
    || look.transitionDuration.split(",").some(d => parseFloat(d) > 0)
}).map(e => e.tagName + "." + e.className)"""
"""For whoever asks for less motion there is no transition, no animation, no smooth scrolling."""

OUT_OF_ORDER = """() => [...document.querySelectorAll("[tabindex]")]
  .filter(e => !["0", "-1"].includes(e.getAttribute("tabindex")))
  .map(e => e.outerHTML.slice(0, 100))"""
"""The focus moves in the order of the page."""


def test_no_short_page_has_a_barrier_on_a_small_phone_in_the_dark(
    at: Opener, types: PageTypes
) -> None:
    """The emptiest page of each type."""
    assert barriers_on(at(SMALL, dark=True), types.short) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dark", "size", "text"),
    list(itertools.product(SCHEMES, WIDTHS, [1, TWICE])),
    ids=lambda value: str(value["width"] if isinstance(value, dict) else value),
)
def test_no_type_of_page_has_a_barrier_in_any_combination(
    at: Opener,
    types: PageTypes,
    *,
    dark: bool,
    size: Size,
    text: float,
) -> None:
    """Light and dark, 320, 768 and 1280 px wide, text as it is and at 200 %."""
    assert barriers_on(at(size, dark=dark), types.all, text) == {}


@pytest.mark.slow
def test_no_page_of_the_site_has_a_barrier(at: Opener, real_site: BuiltSite) -> None:
    """Each of them, in one combination."""
    paths = list(read_site(real_site.folder, real_site.address))
    assert len(paths) > len(real_site.kb.all(Finding))
    assert barriers_on(at(DESK), paths) == {}


def test_the_open_menu_has_no_barrier(at: Opener) -> None:
    """What opens is looked at open, in both schemes."""
    for dark in SCHEMES:
        reader = at(PHONE, dark=dark)
        reader.go()
        reader.page.locator(".kb-menu summary").tap()
        assert barriers(reader.page) == []


def test_a_barrier_is_noticed(at: Opener) -> None:
    """The tests above would pass if axe found nothing anywhere."""
    reader = at(DESK, plants=True)
    reader.go()
    reader.page.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML("beforeend",
          "<img src='assets/icon.svg'><p><button>a</button><button>b</button></p>")"""
    )
    reader.page.add_style_tag(
        content="article p button { all: unset; display: inline-block; height: 9px; width: 9px }"
    )
    assert {line.split()[0] for line in barriers(reader.page)} >= {"image-alt", "target-size"}


# ---------------------------------------------------------------------------------- enlarged


def test_text_of_twice_the_size_fits(at: Opener, types: PageTypes) -> None:
    """No page scrolls sideways at 200 %, whether on a desk, a tablet or a small phone."""
    reader, wide = at(SMALL), {}
    for path in types.long:
        reader.go(path)
        reader.enlarge_text(TWICE)
        for size in WIDTHS:
            reader.resize(size)
            if beyond := reader.beyond_the_edge():
                wide[f"{path} at {size['width']}"] = beyond
    assert wide == {}


# ------------------------------------------------------------------------------------- by key


def test_what_has_the_focus_is_never_hidden_under_the_header(
    at: Opener, real_site: BuiltSite
) -> None:
    """Forwards and backwards through a finding, on a desk, where the header stays in view."""
    reader = at(DESK)
    reader.go(make_address(get_page_path(real_site.kb.all(Finding)[0])))
    hidden: list[str] = []
    passed = 0
    for key in ("Tab", "Shift+Tab"):
        for _ in range(200):
            reader.page.keyboard.press(key)
            focus = reader.page.evaluate(
                """() => {
                  const e = document.activeElement
                  if (e === document.body || e.closest(".kb-top, .md-skip")) return {}
                  const header = document.querySelector(".kb-top").getBoundingClientRect()
                  const own = e.getBoundingClientRect()
                  return { name: e.outerHTML.slice(0, 120), under: own.top < header.bottom - 1 }
                }"""
            )
            passed += "name" in focus
            if focus.get("under"):
                hidden.append(f"{key}: {focus['name']}")
    assert passed > 20
    assert hidden == []


MOST_STOPS = {1280: 45, 390: 40}
"""So many stops of the tab key a situation may have, by the width of the window."""

STOPS = """() => [...document.querySelectorAll(
    "a[href], button, summary, select, input, textarea, [tabindex='0']")]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled)
  .filter(e => !(e.matches("summary") ? e.parentElement.parentElement : e)
    .closest("details:not([open])")).length"""


@sizes
def test_a_situation_has_few_stops_of_the_tab_key(
    at: Opener, size: Size, real_site: BuiltSite
) -> None:
    """Nothing leads twice to the same place for no reason."""
    reader, found = at(size), {}
    for situation in real_site.kb.all(Situation):
        reader.go(make_address(get_page_path(situation)))
        found[situation.id] = reader.page.evaluate(STOPS)
    assert found
    assert {name: n for name, n in found.items() if n > MOST_STOPS[size["width"]]} == {}


# ------------------------------------------------------------------------------------ by sight


def test_every_page_says_its_language_and_every_table_and_figure_what_it_shows(
    real_site: BuiltSite,
) -> None:
    """For screen readers: `lang`, captions, header cells, names of drawings."""
    faults = []
    for path, page in read_site(real_site.folder, real_site.address).items():
        if page.soup.html is None or page.soup.html.get("lang") != "en":
            faults.append(f"{path}: no language")
        for table in page.article.select("table"):
            if not table.select("caption, thead th"):
                faults.append(f"{path}: a table without a caption or a head")
            if not table.select("th"):
                faults.append(f"{path}: a table without header cells")
        faults += [
            f"{path}: a drawing without a name"
            for drawing in page.article.select("svg:not([aria-hidden=true])")
            if not drawing.get("aria-labelledby") and not drawing.get("aria-label")
        ]
    assert faults == []
