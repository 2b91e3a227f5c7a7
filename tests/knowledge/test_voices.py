"""Whose words are printed for what: the table holds what the records hold, and says no more."""

from collections import Counter

import pytest
from bs4 import Tag

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.voices import Cell, Matrix, Row, tabulate_study
from kb.records import Participant, Quote, Study, Theme
from kb.records.addresses import get_voices_path, make_address
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import SitePage, read_site, text_of


def _matrices(kb: KnowledgeBase) -> list[Matrix]:
    return [tabulate_study(kb, study) for study in kb.all(Study)]


def _rows(matrix: Matrix) -> list[Row]:
    return [row for group in matrix.groups for row in group.rows]


def test_every_participant_has_a_column_quoted_or_not(any_site: BuiltSite) -> None:
    """In the order in which the study prints them, and under the pseudonym alone."""
    matrices = _matrices(any_site.kb)
    assert matrices
    for matrix in matrices:
        for row in _rows(matrix):
            assert tuple(cell.participant for cell in row.cells) == matrix.participants
    said = {quote.speaker for quote in any_site.kb.all(Quote)}
    everybody = {who.pseudonym for m in matrices for who in m.participants}
    assert said <= everybody


def test_each_quote_stands_once_in_every_theme_of_its_findings(any_site: BuiltSite) -> None:
    """And nowhere else: counted from the quotes, not from the table's own way of gathering them."""
    kb = any_site.kb
    expected = Counter(
        (theme, quote.speaker, quote.id)
        for quote in kb.all(Quote)
        for theme in {theme.id for f, _ in kb.illustrated(quote) for theme in kb.themes_of(f)}
    )
    found = Counter(
        (row.theme.id, cell.participant.pseudonym, quote.id)
        for study in kb.all(Study)
        for row in _rows(tabulate_study(kb, study))
        for cell in row.cells
        for quote in cell.quotes
    )
    assert expected
    assert found == expected


@pytest.mark.parametrize(
    ("findings", "unshown", "note"),
    [
        (2, 0, "two findings"),
        (1, 1, "one finding, without a quote"),
        (3, 3, "three findings, none with a quote"),
        (7, 5, "seven findings, five of them without a quote"),
    ],
)
def test_a_row_says_how_many_findings_nobodys_words_show(
    made_up_kb: KnowledgeBase, findings: int, unshown: int, note: str
) -> None:
    """In words, and without a share or a total."""
    row = Row(made_up_kb.all(Theme)[0], (), findings, unshown)
    assert row.note == note


def test_only_cells_with_quotes_are_told_in_words(made_up_kb: KnowledgeBase) -> None:
    """Whoever is not quoted for a theme is not named for it."""
    quote = made_up_kb.all(Quote)[0]
    una, duo = (Participant(pseudonym=name, role="made up") for name in ("Una", "Duo"))
    row = Row(made_up_kb.all(Theme)[0], (Cell(una, (quote,)), Cell(duo, ())), 1, 0)
    assert [cell.participant for cell in row.quoted] == [una]


# ------------------------------------------------------------------------------------ on pages


@pytest.fixture
def tables(any_site: BuiltSite) -> list[tuple[Study, SitePage]]:
    """Every study with the page that its table stands on."""
    pages = read_site(any_site.folder, any_site.address)
    return [(s, pages[make_address(get_voices_path(s))]) for s in any_site.kb.all(Study)]


def test_a_cell_leads_to_the_quotes_of_its_participant(
    any_site: BuiltSite, tables: list[tuple[Study, SitePage]]
) -> None:
    """The row says how many are quoted; the list below says the same as the table."""
    kb, seen = any_site.kb, set()
    for study, page in tables:
        names = [text_of(cell) for cell in page.article.select("thead th")][2:]
        assert names == [who.pseudonym for who in study.participants]
        listed = page.article.select(".kb-matrix-list li")
        for row, entry in zip(page.article.select("tbody tr:has(td)"), listed, strict=True):
            share, *cells = row.select("td")
            quotes = [_quotes_in(kb, cell) for cell in cells]
            for name, own, cell in zip(names, quotes, cells, strict=True):
                assert all(quote.speaker == name for quote in own)
                assert bool(own) != ("none" in text_of(cell))
                assert (name in text_of(entry)) == bool(own)
            assert text_of(share) == f"{sum(map(bool, quotes))} of {len(names)}"
            assert _quotes_in(kb, entry) == [quote for own in quotes for quote in own]
            seen |= {quote.id for own in quotes for quote in own}
    assert seen == {quote.id for quote in kb.all(Quote)}


def _quotes_in(kb: KnowledgeBase, element: Tag) -> list[Quote]:
    links = [str(link["href"]) for link in element.select("a")]
    return [kb.get(link.rstrip("/").rpartition("/")[2].upper(), Quote) for link in links]


def test_the_table_says_why_it_is_there(tables: list[tuple[Study, SitePage]]) -> None:
    """And what it cannot show; where the study is appraised, what was judged of its voices."""
    for study, page in tables:
        said = text_of(page.article)
        assert "Why this is here" in said
        assert "The quotes are the authors’ choice" in said
        assert ("From our appraisal" in said) == bool(study.appraisal)


def test_the_table_can_be_read_by_its_headers_and_scrolled_by_key(
    tables: list[tuple[Study, SitePage]],
) -> None:
    """A caption, headers for rows and columns, and a region with a name that takes the focus."""
    for _, page in tables:
        (table,) = page.article.select(".kb-matrix")
        assert table.caption is not None
        assert {str(th["scope"]) for th in table.select("th")} >= {"col", "row"}
        region = table.parent
        assert region is not None
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert region["aria-labelledby"] == table.caption["id"]


def test_what_one_person_said_is_gathered_nowhere_else(any_site: BuiltSite) -> None:
    """No heading, no list's name and no place on a page is a pseudonym, but on a study's pages."""
    names = {who.pseudonym for study in any_site.kb.all(Study) for who in study.participants}
    for path, page in read_site(any_site.folder, any_site.address).items():
        if not path.startswith("studies/"):
            parts = page.article.select("h2, h3, h4, th, summary, option")
            assert not names & {text_of(part).strip("# ") for part in parts}, path
