"""Reading in a real browser: links and quotes that are copied, terms that are explained."""

import re

import pytest
from playwright.sync_api import Locator, expect

from kb.citations.bibliography import format_works
from kb.records import (
    Audience,
    Evidence,
    Finding,
    Implication,
    Quote,
    Record,
    Reference,
    Situation,
    Study,
    Theme,
)
from kb.records.addresses import get_index_path, get_page_path, get_works_path, make_address
from kb.render.quoting import write_quotation
from tests.helpers.browsing import DESK, PHONE, SMALL, Opener, Reader, sizes
from tests.helpers.building import REPOSITORY, BuiltSite

pytestmark = pytest.mark.browser

REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('No'))"


def _place(record: Record) -> str:
    return make_address(get_page_path(record))


def _quoted(site: BuiltSite) -> Finding:
    return next(finding for finding in site.kb.all(Finding) if finding.quotes)


def _clipboard(reader: Reader) -> str:
    text = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert isinstance(text, str)
    # Some systems end each line with a return.
    return text.replace("\r\n", "\n")


def _status(reader: Reader) -> Locator:
    return reader.page.locator("article > [role=status]")


def _selected(reader: Reader) -> str:
    text = reader.page.evaluate("() => getSelection().toString()")
    assert isinstance(text, str)
    return text


# ------------------------------------------------------------------------------ links of headings


@sizes
def test_the_link_to_a_page_can_be_seen_touched_and_copied(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Beside what the page is; on each type of page."""
    reader = at(size)
    for record in (_quoted(real_site), real_site.kb.all(Study)[0], real_site.kb.all(Theme)[0]):
        reader.go(_place(record))
        link = reader.page.get_by_role("button", name="Copy the link to this page")
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        link.click()
        expect(_status(reader)).to_have_text("Copied the link.")
        expect(reader.page.locator(".kb-kicker .kb-said")).to_have_text("Link copied")
        assert _clipboard(reader) == f"{reader.home}{_place(record)}"


@sizes
def test_the_contents_list_leads_to_each_part_of_a_long_page(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Beside the page where there is room, else as a line above it that opens by key."""
    reader = at(size)
    reader.go(_place(real_site.kb.all(Study)[0]))
    folded = reader.page.locator(".kb-contents")
    if folded.is_visible():
        folded.locator("summary").press("Enter")
    else:
        folded = reader.page.locator(".kb-toc")
    links = folded.get_by_role("link")
    expect(links).to_have_count(reader.page.locator("article h2[id]").count())
    links.last.press("Enter")
    expect(reader.page.locator("article h2[id]").last).to_be_in_viewport()


def test_a_link_into_a_folded_part_unfolds_it(at: Opener, real_site: BuiltSite) -> None:
    """Whichever way the reader comes, and where a hash cannot be read as an address too."""
    reader = at(PHONE)
    study = _place(real_site.kb.all(Study)[0])
    reader.go(f"{study}#approval")
    expect(reader.page.locator("#approval")).to_be_in_viewport()
    reader.page.evaluate("location.hash = '#cite'")
    expect(reader.page.locator("#cite[open]")).to_be_in_viewport()
    reader.page.evaluate("location.hash = '#nowhere'")
    expect(reader.page.locator("#cite[open]")).to_have_count(1)
    reader.go(f"{study}?again#%E0%A4%A")


def test_where_the_clipboard_is_refused_a_link_is_written_out_and_selected(
    at: Opener, real_site: BuiltSite
) -> None:
    """To be copied by key or menu; the page says so."""
    reader = at(PHONE)
    reader.page.add_init_script(REFUSED)
    reader.go(_place(_quoted(real_site)))
    reader.page.locator(".kb-kicker .kb-link").tap()
    expect(_status(reader)).to_contain_text("Selected the link")
    assert _selected(reader) == f"{reader.home}{_place(_quoted(real_site))}"
    reader.page.locator(".kb-kicker .kb-link").tap()
    expect(reader.page.locator(".kb-by-hand")).to_have_count(1)


# ----------------------------------------------------------------------------------------- quotes


def _copied_quote(site: BuiltSite, quote: Quote) -> str:
    study = site.kb.study_of(quote)
    works = format_works({study.id: study.publication}, REPOSITORY / "vendor/csl/apa.csl")
    return write_quotation(quote, study, works[study.id].entry.striptags())


@sizes
def test_a_quote_is_copied_with_its_speaker_its_lines_its_study_and_its_link(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Letter by letter, on each page that shows it."""
    finding = _quoted(real_site)
    quote = finding.quotes[0]
    expected = f"{_copied_quote(real_site, quote)}\n"
    reader = at(size)
    resting = real_site.kb.implications_of(finding)[0][0]
    for path in (
        _place(finding),
        _place(quote),
        _place(resting),
        make_address(get_index_path(Quote)),
    ):
        reader.go(path)
        figure = reader.page.locator(f"figure[data-kb-quote={quote.id}]").first
        figure.evaluate("e => { const fold = e.closest('details'); if (fold) fold.open = true }")
        figure.get_by_role("button", name="Copy quote", exact=True).click()
        expect(_status(reader)).to_have_text(f"Copied quote {quote.id}.")
        assert _clipboard(reader) == f"{expected}{reader.home}{_place(quote)}"
        figure.get_by_role("button", name="Copy link", exact=True).click()
        expect(_status(reader)).to_have_text(f"Copied the link to quote {quote.id}.")
        assert _clipboard(reader) == f"{reader.home}{_place(quote)}"


def test_where_the_clipboard_is_refused_a_quote_is_written_out_and_selected(
    at: Opener, real_site: BuiltSite
) -> None:
    """With everything that would have been copied."""
    quote = _quoted(real_site).quotes[0]
    reader = at(DESK)
    reader.page.add_init_script(REFUSED)
    reader.go(_place(quote))
    reader.page.get_by_role("button", name="Copy quote", exact=True).press("Enter")
    expect(_status(reader)).to_contain_text(f"Selected quote {quote.id}")
    expected = f"{_copied_quote(real_site, quote)}\n{reader.home}{_place(quote)}"
    assert _selected(reader) == expected


# -------------------------------------------------------------------------------- recommendations


@sizes
def test_each_recommendation_in_a_list_has_a_button_that_copies_its_link(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """The link of its own page, and not of a place on it."""
    implication = real_site.kb.all(Implication)[0]
    finding = real_site.kb.foundations(implication)[0][0]
    reader = at(size)
    for path in (make_address(get_index_path(Implication)), _place(finding)):
        reader.go(path)
        name = f"Copy the link to recommendation {implication.id}"
        reader.page.get_by_role("button", name=name, exact=True).first.click()
        expect(_status(reader)).to_have_text(f"Copied the link to recommendation {implication.id}.")
        assert _clipboard(reader) == f"{reader.home}{_place(implication)}"


def test_what_copies_is_large_enough_on_a_small_phone(at: Opener, real_site: BuiltSite) -> None:
    """At 320 pixels, and nothing of it reaches beyond the edge."""
    reader = at(SMALL)
    reader.go(_place(_quoted(real_site)))
    for control in reader.page.locator(
        "article :is(.kb-tool, .kb-link, .headerlink):visible"
    ).all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] + box["width"] <= SMALL["width"]


def test_without_scripts_links_are_links_and_no_button_is_offered(
    at: Opener, real_site: BuiltSite
) -> None:
    """Of headings, quotes and recommendations."""
    finding = _quoted(real_site)
    reader = at(DESK, scripts=False)
    reader.go(_place(finding))
    expect(reader.page.locator("article button")).to_have_count(0)
    reader.follow(_place(finding.quotes[0]), within="figure")


# ----------------------------------------------------------------------------------------- terms


def _term(reader: Reader, site: BuiltSite) -> Locator:
    """Open a study's page and return a term that it explains in its text."""
    reader.go(_place(site.kb.all(Study)[0]))
    return reader.page.locator("article .kb-passage .kb-gloss:visible").first


def _definition(reader: Reader, term: Locator) -> str:
    described = term.get_attribute("aria-describedby")
    return reader.page.locator(f"#{described}").text_content() or "?"


def _meaning(reader: Reader) -> Locator:
    return reader.page.locator(".kb-meaning")


def _in_view(reader: Reader, term: Locator) -> bool:
    """Return whether the meaning is wholly in the window and hides no part of its term."""
    shown, own = _meaning(reader).bounding_box(), term.bounding_box()
    window = reader.page.viewport_size
    assert shown
    assert own
    assert window
    apart = shown["y"] >= own["y"] + own["height"] or shown["y"] + shown["height"] <= own["y"]
    across = shown["x"] >= 0 and shown["x"] + shown["width"] <= window["width"]
    return across and apart and shown["y"] >= 0 and shown["y"] + shown["height"] <= window["height"]


def test_a_term_is_explained_on_hover_and_the_pointer_can_move_onto_its_meaning(
    at: Opener, real_site: BuiltSite
) -> None:
    """It stays while the pointer is on either, and goes when it leaves both."""
    reader = at(DESK)
    term = _term(reader, real_site)
    expect(_meaning(reader)).to_be_hidden()
    term.hover()
    expect(_meaning(reader)).to_be_visible()
    expect(_meaning(reader).locator("p")).to_have_text(_definition(reader, term))
    assert _in_view(reader, term)
    _meaning(reader).hover()
    reader.page.wait_for_timeout(600)
    expect(_meaning(reader)).to_be_visible()
    reader.page.mouse.move(2, 2)
    expect(_meaning(reader)).to_be_hidden()


def test_a_term_is_explained_on_focus_and_escape_puts_its_meaning_away(
    at: Opener, real_site: BuiltSite
) -> None:
    """The focus stays, the meaning is part of what a screen reader says, and Enter leads on."""
    reader = at(DESK)
    term = _term(reader, real_site)
    target = term.get_attribute("href") or "?"
    term.focus()
    expect(_meaning(reader)).to_be_visible()
    assert _in_view(reader, term)
    expect(term).to_have_accessible_description(_definition(reader, term))
    reader.page.keyboard.press("Escape")
    expect(_meaning(reader)).to_be_hidden()
    expect(term).to_be_focused()
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Shift+Tab")
    expect(_meaning(reader)).to_be_visible()
    reader.page.keyboard.press("Enter")
    reader.is_at("glossary/")
    expect(reader.page.locator(f"[id='{target.split('#')[1]}']")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["phone", "small"])
def test_a_term_is_explained_on_tap_with_a_link_to_the_glossary(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """The first tap shows, a tap elsewhere puts away, the link in the meaning leads on."""
    reader = at(size)
    term = _term(reader, real_site)
    here = reader.address
    term.tap()
    expect(_meaning(reader)).to_be_visible()
    assert reader.address == here
    assert _in_view(reader, term)
    reader.page.locator("article h1").evaluate("h => h.scrollIntoView({block: 'center'})")
    reader.page.locator("article h1").tap(position={"x": 2, "y": 2})
    expect(_meaning(reader)).to_be_hidden()
    term.tap()
    link = _meaning(reader).get_by_role("link", name="In the glossary")
    box = link.bounding_box()
    assert box
    assert box["height"] >= 24
    link.tap()
    reader.is_at("glossary/")


def test_every_meaning_is_placed_within_the_window(at: Opener, real_site: BuiltSite) -> None:
    """Wherever on the page the term stands, on the smallest phone too."""
    reader = at(SMALL)
    _term(reader, real_site)
    seen = 0
    for term in reader.page.locator("article .kb-gloss").all():
        if term.is_visible():
            term.evaluate("t => t.scrollIntoView({block: 'center'})")
            term.focus()
            shown, window = _meaning(reader).bounding_box(), SMALL
            assert shown
            assert shown["x"] >= 0
            assert shown["x"] + shown["width"] <= window["width"]
            seen += 1
    assert seen > 1


def test_without_scripts_a_term_is_a_link_to_the_glossary(at: Opener, real_site: BuiltSite) -> None:
    """To its own entry."""
    reader = at(DESK, scripts=False)
    term = _term(reader, real_site)
    target = (term.get_attribute("href") or "?").split("#")[1]
    term.click()
    reader.is_at("glossary/")
    expect(reader.page).to_have_url(re.compile(f"#{target}$"))


# ----------------------------------------------------------------------------------------- length

MOST_SCREENS = {"situations": 4, "findings": 5, "implications": 6, "": 6, "quotes": 5}
"""So many screens of a phone a page may have, by the first part of its address; 15 for all else."""


def test_pages_of_a_phone_are_short_and_answer_first(at: Opener, real_site: BuiltSite) -> None:
    """Whatever can wait is folded; the first thing to try begins within a screen and a half."""
    reader = at(PHONE)
    height = PHONE["height"]
    kinds = (Situation, Finding, Implication, Quote, Theme, Study, Audience, Evidence)
    paths = [_place(record) for kind in kinds for record in real_site.kb.all(kind)]
    lists = [make_address(get_index_path(kind)) for kind in (*kinds, Reference)]
    works = [make_address(get_works_path(study)) for study in real_site.kb.all(Study)]
    too_long = {}
    for path in ["", "glossary/", "summary/", "map/", *lists, *works, *paths]:
        reader.go(path)
        most = 15 if path in lists else MOST_SCREENS.get(path.split("/")[0], 15)
        screens = reader.page.evaluate("document.documentElement.scrollHeight") / height
        if screens > most:
            too_long[path] = screens
        if path.startswith("situations/") and path not in lists:
            card = reader.page.locator(".kb-card").first.bounding_box()
            assert card
            assert card["y"] < 1.5 * height, path
    assert too_long == {}
