"""Pages that have moved: where they lead, and what is wrong with an earlier address."""

import pytest
from bs4 import Tag
from playwright.sync_api import expect

from kb.pages.moved_written import make_moved_written_pages
from tests.helpers.browsing import DESK, Opener
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import SitePage, read_site


def page(*formerly: str) -> str:
    """Return a made-up hand-written page."""
    entries = "".join(f"  - {name}\n" for name in formerly)
    return f"---\ntitle: Made up\nformerly:\n{entries}---\n# Made up\n"


def test_an_earlier_address_of_a_hand_written_page_becomes_a_page() -> None:
    """It leads to the page that says so."""
    pages, problems = make_moved_written_pages(
        {"about/index.md": page("about/us/", "imprint/")}, []
    )
    assert problems == []
    assert [made.path for made in pages] == ["about/us.md", "imprint.md"]


def test_a_page_that_was_nowhere_else_makes_none() -> None:
    """With other front matter, with none, and with something else between hyphens."""
    sources = {"a.md": "---\ntitle: A\n---\n# A\n", "b.md": "# B\n", "c.md": "---\n- c\n---\n"}
    assert make_moved_written_pages(sources, []) == ([], [])


@pytest.mark.parametrize(
    ("former", "said"),
    [
        ("/about/us/", "'/about/us/' is no address"),
        ("about/us", "'about/us' is no address"),
        ("about/us.md", "'about/us.md' is no address"),
        ("About/Us/", "'About/Us/' is no address"),
        ("https://made-up.example/", "is no address"),
        ("../up/", "'../up/' is no address"),
        ("7", "'7' is no address"),
        ("findings/f001/", "a page has the address 'findings/f001/'"),
        ("about/", "a page has the address 'about/'"),
        ("imprint/", "a page has the address 'imprint/', or had it and moved"),
    ],
)
def test_an_earlier_address_that_cannot_be_kept_is_told_at_its_line(former: str, said: str) -> None:
    """It is none of this site's, a page has it, or it is given twice."""
    sources = {"about/index.md": page("imprint/", former)}
    pages, (problem,) = make_moved_written_pages(sources, ["findings/f001.md"])
    assert [made.path for made in pages] == ["imprint.md"]
    assert str(problem.position) == "docs/about/index.md:5:5"
    assert said in problem.message
    assert problem.advice


# ---------------------------------------------------------------------------- in the built site

MOVED = {
    "for/starer/": "for/onlooker/",
    "references/muster-2001/": "references/muster-nd/",
    "situations/missing-sheep/": "situations/no-sheep/",
    "themes/t006/whole/": "themes/t006/",
    "studies/s003/works/": "studies/s003/",
    "about/us/": "about/",
    "imprint/": "about/",
}


@pytest.mark.parametrize("former", MOVED)
def test_a_page_that_has_moved_says_where(made_up_site: BuiltSite, former: str) -> None:
    """To readers, to browsers without scripts, and to search engines, which do not list it."""
    there = read_site(made_up_site.folder, made_up_site.address)[former]
    assert there.leads_to(MOVED[former], there.article)
    refresh = there.soup.select_one("head noscript meta[http-equiv=refresh]")
    assert isinstance(refresh, Tag)
    assert str(refresh["content"]).startswith("0; url=../")
    canonical = there.soup.select_one("link[rel=canonical]")
    assert isinstance(canonical, Tag)
    assert canonical["href"] == made_up_site.address + MOVED[former]
    assert _is_unlisted(there)


def _is_unlisted(there: SitePage) -> bool:
    return there.soup.select_one("meta[name=robots][content=noindex]") is not None


def test_search_engines_list_what_holds_and_nothing_else(made_up_site: BuiltSite) -> None:
    """The site map has every page but those that were withdrawn or have moved."""
    pages = read_site(made_up_site.folder, made_up_site.address)
    known = (made_up_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for path, there in pages.items():
        if path != "404.html":
            assert (f"/{path}</loc>" in known) != _is_unlisted(there), path


@pytest.mark.browser
@pytest.mark.parametrize("former", ["references/muster-2001/", "about/us/"])
def test_a_moved_page_leads_on_with_what_the_link_said(made_up_at: Opener, former: str) -> None:
    """The place on the page and the version that a link names are kept; there is no way back."""
    reader = made_up_at(DESK)
    reader.go()
    reader.go(f"{former}?v=1#top")
    expect(reader.page).to_have_url(f"{reader.home}{MOVED[former]}?v=1#top")
    reader.page.wait_for_load_state()
    reader.page.go_back()
    expect(reader.page).to_have_url(reader.home)


@pytest.mark.browser
def test_a_moved_page_goes_nowhere_that_a_link_says(made_up_at: Opener) -> None:
    """Its place is the page's own: nothing in an address can send a reader elsewhere."""
    reader = made_up_at(DESK)
    reader.go("imprint/?url=https://elsewhere.example/#//elsewhere.example/")
    reader.is_at(r"about/\?url=https://elsewhere.example/")


@pytest.mark.browser
def test_a_moved_page_leads_on_without_scripts(made_up_at: Opener) -> None:
    """By itself, though what stands after # may be lost."""
    reader = made_up_at(DESK, scripts=False)
    reader.go("references/muster-2001/")
    expect(reader.page).to_have_url(f"{reader.home}references/muster-nd/")
