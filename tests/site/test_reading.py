"""What helps to read and to pass on: on every page of the project's own site."""

import re

import pytest
from bs4 import BeautifulSoup

from kb.records import Quote, Term
from kb.records.addresses import get_page_path, make_address
from kb.render.glossing import Glossary
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import SitePage, read_site, text_of, words

HEADINGS = "h1, h2, h3, h4, h5, h6"


@pytest.fixture(scope="module")
def pages(real_site: BuiltSite) -> dict[str, SitePage]:
    """Every page of the site by its address."""
    return read_site(real_site.folder, real_site.address)


def test_every_part_has_a_place_that_the_contents_lead_to(pages: dict[str, SitePage]) -> None:
    """And no link is called by a sign: it says where it leads."""
    missing = [
        f"{path}: {text_of(heading)}"
        for path, page in pages.items()
        if path != "404.html" and page.soup.select_one(".kb-toc")
        for heading in page.article.select("h2[id]")
        if not page.soup.select(f".kb-toc a[href='#{heading['id']}']")
    ]
    assert missing == []
    signs = [
        f"{path}: {link}"
        for path, page in pages.items()
        for link in page.soup.select("a[href]")
        if not re.search(r"\w", f"{text_of(link)}{link.get('aria-label', '')}")
    ]
    assert signs == []


def test_every_quote_can_be_copied_wherever_it_stands(
    real_site: BuiltSite, pages: dict[str, SitePage]
) -> None:
    """With its words, its speaker and its study, and the link of its own page."""
    seen = set()
    for path, page in pages.items():
        for figure in page.article.select("figure.kb-quote[data-kb-quote]"):
            quote = real_site.kb.get(str(figure["data-kb-quote"]), Quote)
            copied = str(figure["data-kb-text"])
            study = real_site.kb.study_of(quote)
            assert copied.startswith(f"“{quote.text.strip()}” — {quote.speaker}, "), path
            assert f", in {study.short_name}.\n\n" in copied, path
            assert study.publication.title.split(":")[0] in copied
            place = make_address(get_page_path(quote))
            assert page.leads_to(place) or path == place
            seen.add(quote.id)
    assert seen == {quote.id for quote in real_site.kb.all(Quote)}


def test_terms_are_explained_in_prose_alone(pages: dict[str, SitePage]) -> None:
    """Not in participants' words, nor in headings or other links; each once in the text."""
    explained = 0
    for path, page in pages.items():
        links = page.article.select("a.kb-gloss")
        explained += len(links)
        for link in links:
            assert not link.find_parent(["blockquote", "h1", "h2", "h3", "h4", "h5", "a"]), path
            (meaning,) = words(link, "aria-describedby")
            assert page.soup.find(id=meaning), path
        assert len({link["href"] for link in links}) == len(links), path
    assert explained > len(pages)


def test_no_meaning_is_carried_that_nothing_on_the_page_asks_for(
    pages: dict[str, SitePage],
) -> None:
    """Pages stay light."""
    for path, page in pages.items():
        carried = {str(p["id"]) for p in page.article.select("[id^=gloss-]")}
        asked = {words(a, "aria-describedby")[0] for a in page.article.select("a.kb-gloss")}
        assert carried == asked, path


def test_every_abbreviation_is_expanded_where_a_reader_first_meets_it(
    real_site: BuiltSite, pages: dict[str, SitePage]
) -> None:
    """Under the heading, or by the text itself; on hand-written pages too."""
    glossary = Glossary(real_site.kb.all(Term))
    for path, page in pages.items():
        article = BeautifulSoup(str(page.article), "html.parser")
        under = article.select_one(".kb-abbreviations")
        listed = set(re.findall(r"(\S+): ", text_of(under).replace(" :", ":"))) if under else set()
        foot = article.select(
            ".kb-paper, .kb-foot, .kb-bibliography, pre, code, [hidden], .kb-abbreviations"
        )
        for part in foot:
            part.decompose()
        used = [term.abbreviation for term in glossary.unexpanded(text_of(article))]
        assert set(used) <= listed, path
