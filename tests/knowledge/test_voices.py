"""Whose words are printed for what: the table holds what the records hold, and says no more."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup, Tag

from kb.knowledge.base import KnowledgeBase
from kb.knowledge.voices import Cell, Matrix, Row, tabulate_study, tabulate_theme
from kb.records import Finding, Participant, Quote, Study, Theme
from tests.helpers.building import BuiltSite
from tests.helpers.site_pages import read_site, text_of


def _matrices(kb: KnowledgeBase) -> list[Matrix]:
    return [
        *(tabulate_study(kb, study) for study in kb.all(Study)),
        *(tabulate_theme(kb, theme) for theme in kb.all(Theme)),
    ]


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
        (row.record.id, cell.participant.pseudonym, quote.id)
        for study in kb.all(Study)
        for row in _rows(tabulate_study(kb, study))
        for cell in row.cells
        for quote in cell.quotes
    )
    assert expected
    assert found == expected


def test_a_themes_table_has_a_row_for_each_of_its_findings(any_site: BuiltSite) -> None:
    """Those of its parts as well, and those without an excerpt, whose cells are empty."""
    kb = any_site.kb
    for theme in kb.all(Theme):
        rows = _rows(tabulate_theme(kb, theme))
        within = [finding.id for finding in kb.findings_within(theme)]
        assert sorted(row.record.id for row in rows) == sorted(within)
        for row in rows:
            finding = kb.get(row.record.id, Finding)
            assert sum(len(cell.quotes) for cell in row.cells) == len(kb.quotes_of(finding))
            assert row.unshown == (not kb.quotes_of(finding))


@pytest.mark.parametrize(
    ("findings", "unshown", "note"),
    [
        (2, 0, "two findings"),
        (1, 1, "one finding, without a printed excerpt"),
        (3, 3, "three findings, none with a printed excerpt"),
        (7, 5, "seven findings, five of them without a printed excerpt"),
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


def test_a_cell_of_the_page_leads_to_the_quotes_that_it_counts(any_site: BuiltSite) -> None:
    """As many marks as links, the same number in words, and every cell under its participant."""
    page = read_site(any_site.folder, any_site.address)["voices/"]
    tables = page.article.select("table.kb-matrix")
    assert len(tables) == len(any_site.kb.all(Study))
    seen = 0
    for table, study in zip(tables, any_site.kb.all(Study), strict=True):
        names = [text_of(cell) for cell in table.select("thead th")][1:]
        assert names == [who.pseudonym for who in study.participants]
        for row in table.select("tbody tr:has(td)"):
            for name, cell in zip(names, row.select("td"), strict=True):
                seen += _quotes_in(any_site.kb, cell, name)
    assert seen >= len(any_site.kb.all(Quote))


def _quotes_in(kb: KnowledgeBase, cell: Tag, name: str) -> int:
    """Check what a cell shows, and return how many quotes it leads to."""
    links = [str(link["href"]) for link in cell.select("a")]
    quotes = [kb.get(link.rstrip("/").rpartition("/")[2].upper(), Quote) for link in links]
    assert all(quote.speaker == name for quote in quotes)
    assert text_of(cell).count("●") == len(quotes)
    words = {0: "none", 1: "one quote", 2: "two quotes", 3: "three quotes"}
    assert words[len(quotes)] in text_of(cell)
    return len(quotes)


def test_tables_can_be_read_by_their_headers_and_scrolled_by_key(any_site: BuiltSite) -> None:
    """A caption, headers for rows and columns, and a region with a name that takes the focus."""
    pages = read_site(any_site.folder, any_site.address)
    tables = [(path, one) for path, p in pages.items() for one in p.soup.select(".kb-matrix")]
    assert len(tables) > len(any_site.kb.all(Study))
    for path, table in tables:
        assert table.caption is not None, path
        assert {str(th["scope"]) for th in table.select("th")} >= {"col", "row"}, path
        region = table.parent
        assert region is not None
        assert (region["role"], region["tabindex"]) == ("region", "0"), path
        assert region["aria-labelledby"] == table.caption["id"], path


def test_beside_each_table_stands_what_it_cannot_show(any_site: BuiltSite) -> None:
    """What is printed is the authors' selection; nothing of it is a score."""
    pages = read_site(any_site.folder, any_site.address)
    for path, page in pages.items():
        soup = BeautifulSoup(str(page.article), "html.parser")
        tables = soup.select(".kb-matrix")
        said = text_of(soup).count("what is printed is the authors’ selection")
        assert said == len(tables), path
