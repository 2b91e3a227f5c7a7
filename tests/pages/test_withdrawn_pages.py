"""The pages of records that no longer hold, in the built site."""

import json
from pathlib import Path

import pytest
from bs4 import Tag

from kb.pages.field_words import put_in_words
from kb.records import Finding, Quote, Record, Term
from kb.records.addresses import get_page_path, make_address
from kb.records.field_texts import list_field_texts
from kb.records.kinds import VOICES, get_voice
from kb.text.mentions import list_mentioned
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, SMALL, Opener
from tests.helpers.building import BuiltSite
from tests.helpers.search_documents import write_documents
from tests.helpers.site_pages import SitePage, read_site, text_of

LISTS = ("", "all/", "findings/", "themes/", "quotes/", "implications/", "studies/", "references/")
MORE_LISTS = ("for/", "situations/", "map/", "voices/", "gaps/")


def pages(site: BuiltSite) -> dict[str, SitePage]:
    """Return the pages of a built site."""
    return read_site(site.folder, site.address)


def place_of(site: BuiltSite, record: Record) -> Tag:
    """Return the page of a record, or its entry in the glossary."""
    page = pages(site)[make_address(get_page_path(record))]
    place = page.soup.find(id=record.id) if isinstance(record, Term) else page.article
    assert isinstance(place, Tag)
    return place


def withdrawn(site: BuiltSite) -> list[Record]:
    """Return the withdrawn records of the made-up site: one of every type at least."""
    found = site.kb.withdrawn(Record)
    assert {type(record) for record in found} == {
        type(located.record) for located in site.kb.located.values()
    }
    return found


def test_a_withdrawn_record_says_so_at_the_top_of_its_page(made_up_site: BuiltSite) -> None:
    """In words: since when, and why; a quote of a withdrawn finding says that it was that."""
    for record in withdrawn(made_up_site):
        notice = place_of(made_up_site, record).select_one("section.kb-withdrawn")
        assert isinstance(notice, Tag)
        assert record.id in str(notice["aria-label"])
        said = record.withdrawn
        if said is None:
            assert isinstance(record, Quote)
            finding = made_up_site.kb.written_with(record)
            said = finding.withdrawn
            assert finding.id in text_of(notice)
        assert said is not None
        assert notice.find("time", datetime=said.on.isoformat())
        for paragraph in said.reason.split("\n"):
            assert _close(paragraph) in _close(text_of(notice))


def test_a_withdrawn_record_says_what_it_said(made_up_site: BuiltSite) -> None:
    """Every field, in the words that its own page would have; works it names are worded anew."""
    for record in withdrawn(made_up_site):
        shown = _close(text_of(place_of(made_up_site, record)))
        for field in list_field_texts(record):
            assert _close(field.label) in shown, record.id
            for line in put_in_words(made_up_site.kb, record, field).splitlines():
                assert list_mentioned(line) or _close(line) in shown, record.id


def test_a_withdrawn_finding_leads_to_its_quotes(made_up_site: BuiltSite) -> None:
    """They keep pages of their own, which lead back."""
    page = pages(made_up_site)["findings/f006/"]
    assert page.leads_to("quotes/q004/", page.article)
    quote = pages(made_up_site)["quotes/q004/"]
    assert quote.leads_to("findings/f006/", quote.article)


def _close(text: str) -> str:
    """Leave out spaces: a link within a word parts it in the text of a page."""
    return "".join(text.split())


def test_each_field_is_in_the_voice_that_its_own_page_gives_it(made_up_site: BuiltSite) -> None:
    """What participants said is nobody else's, and what the editors say is not the authors'."""
    for located in made_up_site.kb.located.values():
        for field in list_field_texts(located.record):
            voice = get_voice(located.record, field.path)
            assert voice in (*VOICES, None)
            quoted = isinstance(located.record, Quote) and field.path == ("text",)
            assert (voice == "participants") == quoted
            if field.path[0] in ("remarks", "supports", "credibility", "appraisal"):
                assert voice == "editors"
            editors = isinstance(located.record, Term)
            if field.path[0] in ("reported", "interpretation", "meaning", "aim"):
                assert voice == ("editors" if editors else "authors")


def test_a_chain_of_replacements_is_told_to_its_end(made_up_site: BuiltSite) -> None:
    """F006 was replaced by F007, and F007 by F003: whoever comes is led to F003."""
    page = pages(made_up_site)["findings/f006/"]
    notice = page.article.select_one(".kb-withdrawn")
    assert isinstance(notice, Tag)
    assert page.leads_to("findings/f007/", notice)
    assert page.leads_to("findings/f003/", notice)


@pytest.mark.parametrize("path", [*LISTS, *MORE_LISTS])
def test_no_list_names_a_withdrawn_record(made_up_site: BuiltSite, path: str) -> None:
    """Except for what changed lately, on home: that something was withdrawn is news."""
    page = pages(made_up_site)[path]
    for news in page.soup.select("#changes ~ *"):
        news.extract()
    for record in withdrawn(made_up_site):
        place = make_address(get_page_path(record))
        assert isinstance(record, Term) or not page.leads_to(place), record.id


def test_no_search_finds_a_withdrawn_record(made_up_site: BuiltSite, tmp_path: Path) -> None:
    """There is no file of it for the index, and none of its words leads to a term."""
    write_documents(made_up_site, tmp_path)
    found = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.html")}
    assert _file_for_the_index(made_up_site.kb.get("F003", Finding)) in found
    assert _file_for_the_index(made_up_site.kb.all(Term)[0]) in found
    for record in withdrawn(made_up_site):
        assert _file_for_the_index(record) not in found
    known = made_up_site.folder / "search" / "words.json"
    assert "withdrawn <term>" not in json.dumps(json.loads(known.read_text(encoding="utf-8")))


def _file_for_the_index(record: Record) -> str:
    place = make_address(get_page_path(record))
    return f"{place}{record.id}/index.html" if isinstance(record, Term) else f"{place}index.html"


def test_neighbours_pass_a_withdrawn_record_by(made_up_site: BuiltSite) -> None:
    """Previous and next lead from one record in force to another."""
    gone = {make_address(get_page_path(record)) for record in withdrawn(made_up_site)} - {
        "glossary/"
    }
    for page in pages(made_up_site).values():
        for way in page.soup.select(".kb-neighbours"):
            assert page.path not in gone
            assert not any(page.leads_to(path, way) for path in gone)


def test_what_rests_on_a_withdrawn_finding_says_so(made_up_site: BuiltSite) -> None:
    """On both pages, in the element that the link leads to."""
    implication = pages(made_up_site)["implications/i002/"].article
    finding = pages(made_up_site)["findings/f006/"].article
    for article, name in ((implication, "f006"), (finding, "i002")):
        element = article.find(id=name)
        assert isinstance(element, Tag)
        assert element.select_one(".kb-tag--suspect")
    facts = implication.select_one(".kb-facts")
    assert isinstance(facts, Tag)
    trust = facts.select("dd")[-1]
    assert text_of(trust).startswith("One finding that it rested on was withdrawn.")


def test_a_withdrawn_quote_is_not_shown_with_its_finding(made_up_site: BuiltSite) -> None:
    """The finding holds, with its other quote and the one that it shares."""
    finding = made_up_site.kb.get("F003", Finding)
    shown = pages(made_up_site)["findings/f003/"].article.select("[data-kb-quote]")
    assert [str(quote["data-kb-quote"]) for quote in shown] == ["Q003", "Q002"]
    assert [quote.id for quote in finding.quotes] == ["Q003", "Q005"]


@pytest.mark.browser
@pytest.mark.parametrize(("size", "dark"), [(SMALL, False), (DESK, True)], ids=["small", "desk"])
def test_no_barrier_is_on_a_withdrawn_page(
    made_up_at: Opener, made_up_site: BuiltSite, size: dict[str, int], *, dark: bool
) -> None:
    """On a small light screen and on a large dark one; nothing reaches beyond the edge."""
    reader = made_up_at(size, dark=dark)
    for path in sorted({make_address(get_page_path(record)) for record in withdrawn(made_up_site)}):
        reader.go(path)
        assert barriers(reader.page) == [], path
        assert reader.beyond_the_edge() == [], path
