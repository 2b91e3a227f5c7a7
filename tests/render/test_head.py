"""The head of a page tells reference managers and other machines what the page shows."""

import json

from bs4 import Tag

from kb.read import read
from kb.records import Finding, Quote, Record, Study, Term
from kb.records.addresses import get_page_path, make_address
from kb.render.head import list_highwire, make_head
from kb.settings import Settings
from tests.helpers.building import REPOSITORY, BuiltSite
from tests.helpers.site_pages import read_site

SETTINGS = Settings("Made up", "https://site.example/")


def test_a_study_carries_the_tags_that_browser_connectors_look_for() -> None:
    """Title, authors, dates, journal, volume, issue, pages, DOI and ISSN of the real study."""
    study = read(REPOSITORY / "themes_data").get("S001", Study)
    tags = [(tag.name, tag.content) for tag in list_highwire(study)]
    assert ("citation_author", "Warner, Aaron") in tags
    assert ("citation_author", "Keenan, Joseph") in tags
    single = dict(tags)
    assert single["citation_title"] == study.publication.title
    assert single["citation_publication_date"] == "2022"
    assert single["citation_online_date"] == "2021/09/28"
    assert single["citation_journal_title"] == "International Journal of Forensic Mental Health"
    assert (single["citation_volume"], single["citation_issue"]) == ("21", "3")
    assert (single["citation_firstpage"], single["citation_lastpage"]) == ("287", "297")
    assert single["citation_doi"] == "10.1080/14999013.2021.1983087"
    assert single["citation_issn"] == "1499-9013"


def test_only_a_study_is_described_as_an_article(made_up_site: BuiltSite) -> None:
    """A finding or a recommendation is none."""
    for record in made_up_site.kb.all(Record):
        head = make_head(made_up_site.kb, SETTINGS, record)
        assert bool(head.meta) == isinstance(record, Study)
        article = (head.linked_data or {}).get("@type") == "ScholarlyArticle"
        assert article == isinstance(record, Study)


def test_the_built_head_holds_what_was_said(made_up_site: BuiltSite) -> None:
    """Tags, links and data arrive in the page, special characters included."""
    pages = read_site(made_up_site.folder, made_up_site.address)
    for record in made_up_site.kb.all(Record):
        if isinstance(record, Term):
            continue
        head = make_head(made_up_site.kb, Settings("", made_up_site.address), record)
        soup = pages[make_address(get_page_path(record))].soup
        for tag in head.meta:
            assert soup.find("meta", attrs={"name": tag.name, "content": tag.content}), tag
        for link in head.links:
            assert soup.find("link", rel=link.rel, href=link.href), link
        script = soup.find("script", type="application/ld+json")
        found = json.loads(script.get_text()) if isinstance(script, Tag) else None
        assert found == head.linked_data


def test_a_licence_is_named_where_a_study_s_own_words_are(made_up_site: BuiltSite) -> None:
    """It is the study's; the editors' words are not under it."""
    for record in made_up_site.kb.all(Record):
        rels = {link.rel for link in make_head(made_up_site.kb, SETTINGS, record).links}
        assert ("license" in rels) == isinstance(record, Study | Finding | Quote)


def test_citations_in_the_head_are_files_of_the_site(made_up_site: BuiltSite) -> None:
    """Each is there, beside the page."""
    for record in made_up_site.kb.all(Record):
        if isinstance(record, Term):
            continue
        folder = made_up_site.folder / make_address(get_page_path(record))
        links = make_head(made_up_site.kb, SETTINGS, record).links
        described = [link.href for link in links if link.rel == "describedby"]
        assert len(described) == 3
        for href in described:
            assert (folder / href).is_file(), href


def test_an_unknown_address_is_not_made_up(made_up_site: BuiltSite) -> None:
    """Without the site's address there is no permanent one to cite."""
    for record in made_up_site.kb.all(Record):
        links = make_head(made_up_site.kb, Settings("Made up"), record).links
        assert "cite-as" not in {link.rel for link in links}
