"""Links to a version of a record (`?v=1`), in a real browser, on the made-up site."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, SMALL, Opener, Reader, sizes
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

FINDING = "findings/f001/"
IN_QUOTES = "What changed in its quotes since that version, each of which has versions of its own:"


def notice(reader: Reader) -> Locator:
    """Return what the page tells of the link that led to it."""
    return reader.page.get_by_role("region", name="About the link that led here")


@sizes
def test_a_link_to_an_older_version_is_told_what_changed_when_and_why(
    made_up_at: Opener, size: dict[str, int]
) -> None:
    """From the page's own history, later changes only, before everything else on the page."""
    reader = made_up_at(size)
    reader.go(f"{FINDING}?v=1")
    told = notice(reader)
    expect(told.get_by_role("status")).to_contain_text("This link is to version 1 of finding F001.")
    assert told.locator("p").all_text_contents() == [
        "This link is to version 1 of finding F001. The page shows version 2.",
        "What changed since:",
        IN_QUOTES,
    ]
    assert told.locator("li").all_text_contents() == [
        "3 March 2001: Narrowed to two made-up counters.",
        "5 March 2001, meaning unchanged: Spelling.",
        "Q002, 4 March 2001: Cut to four words, of <six> & more.",
    ]
    first = reader.page.locator("article > :first-child")
    assert first.get_attribute("class") == "kb-pinned"
    assert reader.page.evaluate("() => document.activeElement === document.body")
    assert reader.beyond_the_edge() == []
    assert barriers(reader.page) == []


def test_a_link_to_the_current_version_is_told_that_its_meaning_is_the_same(
    made_up_at: Opener,
) -> None:
    """With the corrections since, or with nothing more where there were none."""
    reader = made_up_at(DESK)
    reader.go(f"{FINDING}?v=2")
    expect(notice(reader)).to_contain_text(
        "This link is to version 2 of finding F001. Nothing has changed in its meaning since."
    )
    assert notice(reader).locator("li").first.text_content() == "5 March 2001: Spelling."
    reader.go("findings/f002/?v=1")
    expect(notice(reader)).to_contain_text("Nothing has changed in its meaning since.")
    assert notice(reader).locator("p").count() == 1


def test_a_link_to_a_finding_tells_what_changed_in_its_quotes(made_up_at: Opener) -> None:
    """Though nothing changed in the finding; only what came after the version that is named."""
    reader = made_up_at(DESK)
    reader.go(f"{FINDING}?v=2")
    expect(notice(reader)).to_contain_text(IN_QUOTES)
    changes = [
        "5 March 2001: Spelling.",
        "Q002, 4 March 2001: Cut to four words, of <six> & more.",
    ]
    assert notice(reader).locator("li").all_text_contents() == changes
    assert barriers(reader.page) == []
    # As if the quote had changed before that version was made.
    reader.page.route(
        f"**/{FINDING}*",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('"2001-03-04"', '"2001-03-03"'),
            content_type="text/html",
        ),
    )
    reader.go(f"{FINDING}?v=2")
    expect(notice(reader)).to_be_visible()
    assert notice(reader).locator("li").all_text_contents() == changes[:1]


HOSTILE = (
    *(
        "",
        "0",
        "-1",
        "1.5",
        "3",
        "9999",
        "10000",
        "1e0",
        "%EF%BC%91",
        "abc",
        "%00",
        "%",
        "__proto__",
    ),
    *("<img src=x onerror=alert(1)>", "javascript:alert(1)", "A" * 3000),
)


def test_a_version_that_never_was_does_no_harm(made_up_at: Opener) -> None:
    """The page says which version it shows, and repeats nothing of the address but a number."""
    reader = made_up_at(PHONE)
    for asked in HOSTILE:
        reader.go(f"{FINDING}?v={asked}#%<b>")
        which = f"version {asked}" if asked in ("3", "9999") else "a version"
        expect(notice(reader)).to_have_text(
            f"This link is to {which} of finding F001 that never was. The page shows version 2."
        )
    assert barriers(reader.page) == []


def test_without_a_version_or_without_scripts_there_is_no_notice(made_up_at: Opener) -> None:
    """The page is as always, and its history can be unfolded."""
    reader = made_up_at(DESK)
    for path in (FINDING, f"{FINDING}?w=1", "findings/?v=1", "?v=1", "glossary/?v=1"):
        reader.go(path)
        reader.page.wait_for_load_state()
        assert notice(reader).count() == 0, path
    reader = made_up_at(DESK, scripts=False)
    reader.go(f"{FINDING}?v=1")
    assert notice(reader).count() == 0
    reader.page.get_by_text("What changed and when").click()
    expect(reader.page.get_by_text("Narrowed to two made-up counters.")).to_be_visible()


def test_a_term_s_version_is_told_in_its_own_entry(made_up_at: Opener) -> None:
    """Terms share a page: the part of the link after # says which is meant."""
    reader = made_up_at(SMALL)
    reader.go("glossary/?v=1#made-up-term")
    told = reader.page.locator("#made-up-term dd").get_by_role("region")
    expect(told).to_contain_text("This link is to version 1 of glossary term made-up-term.")
    assert told.locator("li").all_text_contents() == ["4 March 2001: Made up again."]
    assert barriers(reader.page) == []


def test_a_link_to_what_was_withdrawn_since_says_so_too(made_up_at: Opener) -> None:
    """Whether the record has a page of its own or shares one."""
    reader = made_up_at(PHONE)
    reader.go("findings/f006/?v=1")
    expect(notice(reader)).to_contain_text("This link is to version 1 of finding F006.")
    assert notice(reader).locator("li").all_text_contents() == ["6 March 2001: Withdrawn."]
    assert barriers(reader.page) == []


def test_a_link_to_a_quote_says_that_it_was_withdrawn_with_its_finding(made_up_at: Opener) -> None:
    """The quote's own history has nothing of it, and its words are the same."""
    reader = made_up_at(PHONE)
    reader.go("quotes/q004/?v=1")
    expect(notice(reader)).to_have_text(
        "This link is to version 1 of quote Q004. "
        "Its words have not changed since, but it no longer holds."
    )


def test_files_opened_without_a_server_tell_the_same(
    browser: Browser, made_up_site: BuiltSite
) -> None:
    """Nothing answers but the file itself."""
    page = browser.new_page()
    page.goto(f"{(made_up_site.folder / FINDING / 'index.html').as_uri()}?v=1")
    told = page.get_by_role("region", name="About the link that led here")
    expect(told).to_contain_text("3 March 2001: Narrowed to two made-up counters.")
    page.close()


def test_each_page_gives_a_link_to_its_version_to_be_copied(made_up_at: Opener) -> None:
    """The link leads to the page itself; elsewhere on the page links are to no version."""
    reader = made_up_at(DESK)
    reader.go(f"{FINDING}?v=1")
    reader.page.locator(".kb-cite > summary").click()
    copy = reader.page.get_by_role("button", name="Copy the link to F001 at version 2")
    copy.click()
    expect(reader.page.locator("article > [role=status]")).to_contain_text("Copied the link")
    clipboard = "() => navigator.clipboard.readText()"
    assert reader.page.evaluate(clipboard) == f"{reader.home}{FINDING}?v=2"
    reader.page.locator(".kb-kicker .kb-link").click()
    expect(reader.page.locator(".kb-kicker .kb-said")).to_be_visible()
    assert reader.page.evaluate(clipboard) == f"{reader.home}{FINDING}"
    canonical = reader.page.locator("link[rel=canonical]")
    assert canonical.get_attribute("href") == f"https://site.example/base/{FINDING}"
    reader.page.get_by_role("link", name="a link to version 2").click()
    expect(notice(reader)).to_contain_text("Nothing has changed in its meaning since.")
