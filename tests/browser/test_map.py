"""The evidence map in a real browser: its text, its links, and what brings out a chain."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, expect

from kb.evidence_map.choices import list_map_choices
from kb.evidence_map.graph import Graph, map_of_study
from kb.knowledge.base import KnowledgeBase
from kb.records import Finding, Implication, Study, Theme
from kb.records.addresses import get_page_path, make_address
from kb.render.site import Site
from kb.settings import Settings
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, SMALL, TABLET, Opener, Reader, Size
from tests.helpers.building import BuiltSite
from tests.helpers.rendering import render_written
from tests.made_up.maps import many

pytestmark = pytest.mark.browser

MAP = "map/"
SMALLEST_TEXT = 13
SMALLEST_TARGET = 24
SIXTY = 60
SIZES = pytest.mark.parametrize("size", [DESK, TABLET, PHONE, SMALL], ids=lambda s: str(s["width"]))

MEASURE = """() => [...document.querySelectorAll("svg[data-kb-map]")]
  .filter(svg => svg.checkVisibility())
  .flatMap(svg => [...svg.querySelectorAll("a")].filter(a => a.checkVisibility()).map(a => {
    const shape = a.querySelector("path").getBBox()
    const scale = svg.getScreenCTM().a
    const whole = a.getBoundingClientRect()
    return {
      id: a.dataset.kbNode,
      target: Math.min(shape.width, shape.height) * scale,
      texts: [...a.querySelectorAll("text")].map(text => ({
        size: parseFloat(getComputedStyle(text).fontSize) * scale,
        inside: (b => b.x >= 2 && b.y >= 0 && b.x + b.width <= shape.width - 2
          && b.y + b.height <= shape.height)(text.getBBox()),
        words: text.textContent,
      })),
      overlaps: [...svg.querySelectorAll("a")].filter(other => {
        if (other === a || !other.checkVisibility()) return false
        const b = other.getBoundingClientRect()
        return b.left < whole.right && whole.left < b.right
          && b.top < whole.bottom && whole.top < b.bottom
      }).map(other => other.dataset.kbNode),
    }
  }))"""
"""What each visible box measures on the screen; text is compared with the shape it stands in."""


@pytest.fixture(scope="module")
def graph(real_site: BuiltSite) -> Graph:
    """The map of the study that is on the page."""
    (study,) = real_site.kb.all(Study)
    return map_of_study(real_site.kb, study)


@pytest.fixture(scope="module")
def sixty() -> str:
    """The figure of a made-up study with sixty findings."""
    site = Site(many(SIXTY), {}, Settings("Made up"))
    source = "{{ map_parts.figure(evidence_map(site.studies[0])) }}"
    return render_written(site, {"map.md": source})["map.md"]


def faults(page: Page) -> list[str]:
    """Return a line for each text that is too small or leaves its box, and each box in another."""
    found = []
    boxes: list[dict[str, Any]] = page.evaluate(MEASURE)
    assert boxes
    for box in boxes:
        found += [f"{box['id']} overlaps {other}" for other in box["overlaps"]]
        found += [f"{box['id']}: {t['words']!r} leaves it" for t in box["texts"] if not t["inside"]]
        small = [t for t in box["texts"] if t["size"] < SMALLEST_TEXT - 0.05]
        found += [f"{box['id']}: {t['words']!r} is {t['size']:.1f} px" for t in small]
        if box["target"] < SMALLEST_TARGET:
            found.append(f"{box['id']} is too small to be tapped")
    return found


# ------------------------------------------------------------------------------------- measures


def open_map(reader: Reader) -> None:
    """Open the map, and wait for the choice that comes with a script: it draws all anew."""
    reader.go(MAP)
    expect(reader.page.get_by_label("Show", exact=True).first).to_be_visible()


@SIZES
def test_text_stays_in_its_box_and_can_be_read(
    at: Opener, size: Size, real_site: BuiltSite
) -> None:
    """On the page of the whole map, and on those of a theme, a finding and a recommendation."""
    reader = at(size)
    kb = real_site.kb
    for path in (MAP, *(make_address(get_page_path(record)) for record in _examples(kb))):
        reader.go(path)
        unfold(reader)
        assert faults(reader.page) == [], path
        assert reader.beyond_the_edge() == [], path


def unfold(reader: Reader) -> None:
    """Open what a map is folded into on the page of a record."""
    reader.page.evaluate(
        "() => document.querySelectorAll('details:has(> .kb-map)').forEach(d => { d.open = true })"
    )


def _examples(kb: KnowledgeBase) -> Iterator[Theme | Finding | Implication]:
    yield kb.all(Theme)[0]
    yield max(kb.all(Finding), key=lambda finding: len(kb.implications_of(finding)))
    yield max(kb.all(Implication), key=lambda item: len(kb.foundations(item)))


@SIZES
def test_sixty_findings_can_be_read(at: Opener, size: Size, sixty: str) -> None:
    """A study twice as large as the largest that we know, made up."""
    reader = at(size, plants=True)
    open_map(reader)
    reader.page.locator(".kb-map").evaluate("(figure, html) => { figure.outerHTML = html }", sixty)
    assert reader.page.locator(".kb-map__wide [data-kb-node^=F]").count() == SIXTY
    assert faults(reader.page) == []
    assert reader.beyond_the_edge() == []


@pytest.mark.parametrize("size", [DESK, SMALL], ids=["desk", "small"])
def test_text_of_the_map_grows_with_the_text_of_the_page(at: Opener, size: Size) -> None:
    """Who sets text to twice the size finds the map's text twice as large; the page stays still."""
    reader = at(size)
    open_map(reader)
    reader.enlarge_text(2)
    boxes: list[dict[str, Any]] = reader.page.evaluate(MEASURE)
    assert min(text["size"] for box in boxes for text in box["texts"]) >= SMALLEST_TEXT * 2 - 0.1
    assert faults(reader.page) == []
    assert reader.beyond_the_edge() == []


SPACED = """* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
  line-height: 1.5 !important }"""
"""What a reader may set without losing text: WCAG 2.2, 1.4.12."""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_text_set_further_apart_stays_in_its_box(
    at: Opener, size: Size, real_site: BuiltSite
) -> None:
    """As 1.4.12 asks; a single long word of a phone's narrow box may reach its outline."""
    reader = at(size, plants=True)
    kb = real_site.kb
    for path in (MAP, *(make_address(get_page_path(record)) for record in _examples(kb))):
        reader.go(path)
        reader.page.add_style_tag(content=SPACED)
        unfold(reader)
        out = [fault for fault in faults(reader.page) if "leaves it" in fault]
        single = [fault for fault in out if size == PHONE and _has_long_word(fault)]
        assert [fault for fault in out if fault not in single] == [], path
        assert reader.beyond_the_edge() == [], path


def _has_long_word(fault: str) -> bool:
    return max(map(len, re.split(r"[\W_]+", fault))) > LONG_WORD


LONG_WORD = 11
"""A word of more letters than this leaves no room in a phone's box to set them apart."""


def test_text_that_leaves_its_box_is_noticed(at: Opener) -> None:
    """The measure can fail."""
    reader = at(DESK, plants=True)
    open_map(reader)
    reader.page.add_style_tag(content=".kb-node text { font-size: 22px }")
    assert any("leaves it" in fault for fault in faults(reader.page))


# --------------------------------------------------------------------------------------- chains


def chain(graph: Graph, start: str) -> set[str]:
    """Return a node with all that leads to it and all that follows from it."""
    return _reached(graph, start, forward=True) | _reached(graph, start, forward=False)


def _reached(graph: Graph, start: str, *, forward: bool) -> set[str]:
    ends = [(x.source, x.target) if forward else (x.target, x.source) for x in graph.lines]
    found = {start}
    while more := {far for near, far in ends if near in found} - found:
        found |= more
    return found


def lit(svg: Locator) -> tuple[set[str], set[str]]:
    """Return the boxes and the lines that are brought out."""
    nodes = svg.locator("a.is-lit").evaluate_all("all => all.map(a => a.dataset.kbNode)")
    lines = svg.locator("path.is-lit").evaluate_all("all => all.map(p => p.dataset.kbLine)")
    return set(nodes), set(lines)


def lines_within(graph: Graph, start: str) -> set[str]:
    """Return the lines of a chain: those that go on in the direction that they came from."""
    before, after = _reached(graph, start, forward=False), _reached(graph, start, forward=True)
    return {
        f"{x.source} {x.target}"
        for x in graph.lines
        if {x.source, x.target} <= before or {x.source, x.target} <= after
    }


@pytest.mark.parametrize("start", ["T005", "T003", "F017", "F010", "I012", "I020"])
def test_pointing_at_a_box_brings_out_its_chain(at: Opener, graph: Graph, start: str) -> None:
    """All that it follows from and all that follows from it, and nothing else; then all again."""
    reader = at(DESK)
    open_map(reader)
    svg = reader.page.locator(".kb-map__wide svg")
    svg.locator(f"[data-kb-node={start}]").hover()
    assert lit(svg) == (chain(graph, start), lines_within(graph, start))
    expect(svg).to_have_class("kb-map--lit")
    reader.page.locator("h1").hover()
    assert lit(svg) == (set(), set())
    expect(svg).not_to_have_class("kb-map--lit")


def test_the_focus_brings_out_a_chain_and_escape_lets_it_go(at: Opener, graph: Graph) -> None:
    """As pointing does; the focus stays where it is."""
    reader = at(DESK)
    open_map(reader)
    svg = reader.page.locator(".kb-map__wide svg")
    node = svg.locator("[data-kb-node=F010]")
    node.focus()
    assert lit(svg) == (chain(graph, "F010"), lines_within(graph, "F010"))
    reader.page.keyboard.press("Escape")
    assert lit(svg) == (set(), set())
    expect(node).to_be_focused()


def test_what_steps_back_can_still_be_read(at: Opener) -> None:
    """Three to one at least between the ink of faded text and the paper, in both schemes."""
    for dark in (False, True):
        reader = at(DESK, dark=dark)
        open_map(reader)
        reader.page.locator(".kb-map__wide [data-kb-node=F010]").hover()
        ratio = reader.page.locator(".kb-map__wide [data-kb-node=F001]").evaluate(CONTRAST)
        assert ratio >= 3, dark


CONTRAST = """a => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).slice(0, 3).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0)
  const paper = rgb(getComputedStyle(document.body).backgroundColor)
  const share = Number(getComputedStyle(a).opacity)
  const shown = text => rgb(text).map((v, n) => v * share + paper[n] * (1 - share))
  const ink = light(shown(getComputedStyle(a.querySelector("text:last-of-type")).fill))
  const fill = light(shown(getComputedStyle(a.querySelector("path")).fill))
  return (Math.max(ink, fill) + 0.05) / (Math.min(ink, fill) + 0.05)
}"""
"""The contrast of a box's text with its fill, both as far faded as the box is."""


# -------------------------------------------------------------------------------- links and keys


def test_a_box_leads_to_its_record_by_one_click_or_tap(at: Opener) -> None:
    """Nothing stands between a reader and the page."""
    reader = at(DESK)
    open_map(reader)
    reader.page.locator(".kb-map__wide [data-kb-node=F010]").click()
    reader.is_at("findings/f010/")
    phone = at(PHONE)
    phone.go(MAP)
    phone.page.locator(".kb-map__narrow [data-kb-node=I012]").first.tap()
    phone.is_at("implications/i012/")


def test_by_key_the_boxes_come_column_by_column(at: Opener, graph: Graph) -> None:
    """Themes, then findings, then recommendations, each once and with a focus that is seen."""
    reader = at(DESK)
    open_map(reader)
    reader.page.locator(".kb-map__wide a").first.focus()
    seen = []
    for _ in graph.nodes:
        focus = reader.page.evaluate(
            """() => [document.activeElement.dataset.kbNode,
              getComputedStyle(document.activeElement).outlineStyle]"""
        )
        seen.append(focus[0])
        assert focus[1] == "solid"
        reader.page.keyboard.press("Tab")
    assert sorted(seen) == sorted(node.id for node in graph.nodes)
    assert re.fullmatch("T+F+I+", "".join(name[0] for name in seen))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_without_scripts_the_map_is_a_plain_figure(at: Opener, size: Size, graph: Graph) -> None:
    """Every box is there and a link, every line is there, and the table can be opened."""
    reader = at(size, scripts=False)
    reader.go(MAP)
    visible = reader.page.locator("svg[data-kb-map] a:visible")
    names = {visible.nth(n).get_attribute("data-kb-node") for n in range(visible.count())}
    assert names == {node.id for node in graph.nodes}
    lines = reader.page.locator("svg[data-kb-map]:visible path[data-kb-line]").count()
    assert lines >= len(graph.lines) - 5
    reader.page.locator(".kb-map-table summary").click()
    expect(reader.page.locator(".kb-map-table table")).to_be_visible()


def test_the_table_is_unfolded_for_whoever_comes_for_it(at: Opener) -> None:
    """By the link above the figure."""
    reader = at(DESK)
    open_map(reader)
    reader.page.get_by_role("link", name="The same as a table").click()
    reader.is_at("map/")
    expect(reader.page.locator(".kb-map-table table")).to_be_visible()


# ------------------------------------------------------------------------------ choosing, saving


def shown(page: Page) -> set[str]:
    """Return the boxes that are shown."""
    links = page.locator("svg[data-kb-map] a:visible")
    found: list[str] = links.evaluate_all("all => all.map(a => a.dataset.kbNode)")
    return set(found)


def choose(page: Page, name: str) -> None:
    """Choose what is shown of the map."""
    page.get_by_label("Show", exact=True).select_option(name)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_only_the_paths_of_what_is_chosen_are_shown(
    at: Opener, size: Size, real_site: BuiltSite
) -> None:
    """Of a theme, a situation, a role and a finding; text stays in boxes, boxes stay apart."""
    (study,) = real_site.kb.all(Study)
    reader = at(size)
    open_map(reader)
    every = shown(reader.page)
    for group in list_map_choices(real_site.kb, study):
        one = max(group.choices, key=lambda choice: len(choice.nodes))
        choose(reader.page, one.record.id)
        # On a phone a whole stands by itself only where findings belong to it directly.
        missing = set(one.nodes) - shown(reader.page)
        assert {name[0] for name in missing} <= ({"T"} if size == PHONE else set())
        assert shown(reader.page) <= set(one.nodes)
        assert faults(reader.page) == [], one
        assert reader.beyond_the_edge() == []
        rows = reader.page.locator(".kb-map-table :is(tr:has([scope=row]), li):not([hidden])")
        ids = rows.evaluate_all("all => all.map(e => e.querySelector('.kb-id').textContent)")
        assert set(ids) == {name for name in one.nodes if name[0] != "T"}
    choose(reader.page, "")
    assert shown(reader.page) == every


def test_what_is_shown_stands_in_the_address(at: Opener) -> None:
    """It is chosen by key, and comes back with the address; nonsense shows the whole map."""
    reader = at(DESK)
    open_map(reader)
    reader.page.get_by_label("Show", exact=True).focus()
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("ArrowDown")
    before = shown(reader.page)
    assert reader.address.endswith("map/?show=T002")
    reader.page.reload()
    expect(reader.page.get_by_label("Show", exact=True)).to_have_value("T002")
    assert shown(reader.page) == before
    reader.go(f"{MAP}?show=%3Cb%3E")
    expect(reader.page.get_by_label("Show", exact=True)).to_have_value("")


def test_a_finding_and_all_its_recommendations_fit_on_a_screen(
    at: Opener, real_site: BuiltSite
) -> None:
    """Of 1280 by 800 pixels, whichever finding it is."""
    reader = at(DESK)
    open_map(reader)
    heights = {}
    for finding in real_site.kb.all(Finding):
        choose(reader.page, finding.id)
        box = reader.page.locator(".kb-map__wide svg").bounding_box()
        assert box
        heights[finding.id] = box["height"]
    header = reader.page.locator("header.kb-top").bounding_box()
    assert header
    assert max(heights.values()) <= DESK["height"] - header["height"], heights


def test_the_figure_is_saved_as_it_is_shown(at: Opener, graph: Graph, tmp_path: Path) -> None:
    """As SVG with its legend and where it is from, and as PNG, from within the page's policy."""
    reader = at(PHONE)
    reader.go(f"{MAP}?show=F010")
    for form in ("SVG", "PNG"):
        with reader.page.expect_download() as begun:
            reader.page.get_by_role("button", name=form, exact=True).click()
        assert begun.value.suggested_filename == f"evidence-map-s001-f010.{form.lower()}"
        begun.value.save_as(tmp_path / form)
    assert (tmp_path / "PNG").read_bytes().startswith(b"\x89PNG")
    svg = BeautifulSoup((tmp_path / "SVG").read_text(encoding="utf-8"), "html.parser")
    ids = {text.text.split(" ")[0] for text in svg.select("a text:first-of-type")}
    assert ids == chain(graph, "F010")
    assert "quoted in part" in svg.text
    assert "Recommendation for practice" in svg.text
    assert f"{MAP}?show=F010" in svg.text
    assert not svg.select("[class], [hidden], style, script")
    assert all(str(a["href"]).startswith("http") for a in svg.select("a"))


def test_a_chosen_map_has_no_barrier(at: Opener) -> None:
    """With its controls, in both schemes."""
    for dark in (False, True):
        reader = at(DESK, dark=dark)
        reader.go(f"{MAP}?show=F010")
        expect(reader.page.get_by_label("Show", exact=True)).to_have_value("F010")
        assert barriers(reader.page) == []
