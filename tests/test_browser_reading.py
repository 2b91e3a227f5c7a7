"""Reading in a real browser: links and quotes that are copied, terms that are explained."""

import re

import pytest
from playwright.sync_api import Locator, expect

from kb.addresses import address, index_path, page_path
from kb.bibliography import format_works
from kb.quoting import quotation
from kb.records import Finding, Implication, Quote, Record, Study, Theme
from tests.browsing import DESK, PHONE, SMALL, Opener, Reader, sizes
from tests.building import REPOSITORY, BuiltSite

pytestmark = pytest.mark.browser

REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('No'))"


def _place(record: Record) -> str:
    return address(page_path(record))


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
def test_each_heading_has_a_link_that_can_be_seen_touched_and_copied(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """On each type of page; the main heading's link is that of the page itself."""
    reader = at(size)
    for record in (_quoted(real_site), real_site.kb.all(Study)[0], real_site.kb.all(Theme)[0]):
        reader.go(_place(record))
        headings = reader.page.locator("article :is(h1, h2, h3)[id]:visible")
        assert headings.count() > 2
        for heading in headings.all():
            expect(heading.locator(".headerlink")).to_have_count(1)
            box = heading.locator(".headerlink").bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24
            assert (
                heading.locator(".headerlink").evaluate("a => getComputedStyle(a).opacity") == "1"
            )
        for heading, fragment in ((headings.nth(0), ""), (headings.nth(2), None)):
            anchor = f"#{heading.get_attribute('id')}" if fragment is None else fragment
            heading.locator(".headerlink").click()
            expect(_status(reader)).to_have_text("Copied the link.")
            expect(heading.locator(".kb-said")).to_have_text("Link copied")
            assert _clipboard(reader) == f"{reader.home}{_place(record)}{anchor}"


def test_the_link_of_a_heading_still_leads_there(at: Opener, real_site: BuiltSite) -> None:
    """The address changes as it would without scripts, and what was copied opens there."""
    reader = at(DESK)
    reader.go(_place(_quoted(real_site)))
    reader.page.locator("#words .headerlink").press("Enter")
    expect(reader.page).to_have_url(re.compile("#words$"))
    other = at(DESK)
    other.page.goto(_clipboard(reader))
    expect(other.page.locator("#words")).to_be_in_viewport()


def test_where_the_clipboard_is_refused_a_link_is_written_out_and_selected(
    at: Opener, real_site: BuiltSite
) -> None:
    """To be copied by key or menu; the page says so."""
    reader = at(PHONE)
    reader.page.add_init_script(REFUSED)
    reader.go(_place(_quoted(real_site)))
    reader.page.locator("#words .headerlink").tap()
    expect(_status(reader)).to_contain_text("Selected the link")
    assert _selected(reader) == f"{reader.home}{_place(_quoted(real_site))}#words"
    reader.page.locator("#trust .headerlink").tap()
    expect(reader.page.locator(".kb-by-hand")).to_have_count(1)


# ----------------------------------------------------------------------------------------- quotes


def _copied_quote(site: BuiltSite, quote: Quote) -> str:
    study = site.kb.study_of(quote)
    works = format_works({study.id: study.publication}, REPOSITORY / "vendor/csl/apa.csl")
    return quotation(quote, study, works[study.id].entry.striptags())


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
    for path in (_place(finding), _place(quote), _place(resting), address(index_path(Quote))):
        reader.go(path)
        figure = reader.page.locator(f"figure[data-kb-quote={quote.id}]").first
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
    for path in (address(index_path(Implication)), _place(finding)):
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
    reader.page.locator("#words .headerlink").click()
    expect(reader.page).to_have_url(re.compile("#words$"))
    reader.follow(_place(finding.quotes[0]), within="figure")
