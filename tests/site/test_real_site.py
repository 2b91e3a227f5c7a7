"""The project's own site, whole: every link, every page, every count."""

import gzip
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from kb.records import Record, Situation, Term
from kb.records.addresses import get_index_path, get_page_path, make_address
from kb.records.kinds import KINDS
from kb.render.hand_written import view_site
from tests.helpers.building import REPOSITORY, BuiltSite
from tests.helpers.site_pages import (
    SitePage,
    addresses_in_style,
    broken_links,
    dangling_references,
    read_site,
    text_of,
    words,
)

PAGE_BYTES = 20_000
HAND_WRITTEN = ("docs/index.md", "docs/about/index.md")


@pytest.fixture(scope="module")
def pages(real_site: BuiltSite) -> dict[str, SitePage]:
    """Every page of the site by its address."""
    return read_site(real_site.folder, real_site.address)


@pytest.fixture(scope="module")
def records(real_site: BuiltSite) -> dict[str, Record]:
    """Every record that has a page of its own, by the page's address."""
    return {
        make_address(get_page_path(record)): record
        for record in real_site.kb.all(Record)
        if not isinstance(record, Term)
    }


# -------------------------------------------------------------------------------------- links


def test_no_link_and_no_anchor_is_broken(real_site: BuiltSite, pages: dict[str, SitePage]) -> None:
    """Every href, src, srcset and form target of every page, fragments included."""
    assert len(pages) > len(KINDS)
    assert broken_links(real_site.folder, pages) == []


def test_the_crawl_sees_what_is_broken(tmp_path: Path) -> None:
    """Each kind of break once, beside its valid counterpart."""
    (tmp_path / "a").mkdir()
    (tmp_path / "picture.svg").write_text("<svg/>")
    (tmp_path / "index.html").write_text(
        """<a href="a/#here"></a><a href="#top" id="top"></a><img srcset="picture.svg 2x, no.svg">
        <a href="b/"></a><a href="a/#nowhere"></a><a href="#gone"></a><form action="/up"></form>
        <a href="a/index.html"></a><a href="https://elsewhere.example/"></a>"""
    )
    (tmp_path / "a" / "index.html").write_text(
        '<p id="here"></p><a href="../"></a><script src="../no.js"></script>'
    )
    found = broken_links(tmp_path, read_site(tmp_path, "https://site.example/base/"))
    assert sorted(found) == [
        "a/: '../no.js' leads to no file",
        "home: '#gone' leads to no element of that page",
        "home: '/up' leads out of the site's folder",
        "home: 'a/#nowhere' leads to no element of that page",
        "home: 'a/index.html' leads to no file",
        "home: 'b/' leads to no file",
        "home: 'no.svg' leads to no file",
    ]


def test_the_page_for_what_is_not_found_works_at_any_depth(pages: dict[str, SitePage]) -> None:
    """It is shown under addresses that do not exist, so its links begin at the root."""
    written = [target.written for target in pages["404.html"].targets()]
    assert written
    assert [link for link in written if not link.startswith(("/", "#", "https://"))] == []


def test_nothing_is_fetched_from_elsewhere(
    real_site: BuiltSite, pages: dict[str, SitePage]
) -> None:
    """No script, style, font or picture of another origin: no reader is told on."""
    fetched = {
        target.address for page in pages.values() for target in page.targets() if target.is_resource
    }
    assert fetched
    assert [link for link in fetched if not link.startswith(real_site.address)] == []


def test_style_sheets_fetch_only_what_is_there(real_site: BuiltSite) -> None:
    """Pictures and fonts that a style sheet names are part of the site."""
    for sheet in real_site.folder.rglob("*.css"):
        for written in addresses_in_style(sheet.read_text(encoding="utf-8")):
            where = sheet.relative_to(real_site.folder).as_posix()
            link = urljoin(real_site.address + where, written)
            assert link.startswith(real_site.address), (where, written)
            assert (real_site.folder / link.removeprefix(real_site.address)).is_file(), written


# --------------------------------------------------------------------------------- every page


def test_an_identifier_is_given_once_on_a_page(pages: dict[str, SitePage]) -> None:
    """So that a link to a part of a page has one target."""
    twice = {
        page.path: [name for name in set(page.ids) if page.ids.count(name) > 1]
        for page in pages.values()
    }
    assert {path: names for path, names in twice.items() if names} == {}


def test_labels_and_descriptions_name_elements_of_their_page(
    pages: dict[str, SitePage],
) -> None:
    """What a screen reader is pointed to exists."""
    assert [fault for page in pages.values() for fault in dangling_references(page)] == []


def test_every_page_has_one_main_heading_and_a_title_of_its_own(
    pages: dict[str, SitePage],
) -> None:
    """The heading comes first on the page, and no two pages share a title.

    Pages of quotes may, for the same words may illustrate two findings; and pages that have moved.
    """
    titles: dict[str, str] = {}
    for path, page in pages.items():
        headings = page.soup.select("h1, h2, h3, h4, h5, h6")
        assert [heading.name for heading in headings].count("h1") == 1, path
        assert headings[0].name == "h1", path
        assert text_of(headings[0]), path
        title = page.soup.title
        assert title is not None, path
        assert text_of(title), path
        same = titles.setdefault(text_of(title), path)
        quoted = path.startswith("quotes/") and same.startswith("quotes/")
        assert same == path or quoted or page.soup.select("[data-kb-moved]"), (path, same)


def test_no_heading_skips_a_level(pages: dict[str, SitePage]) -> None:
    """A page can be read by its headings alone."""
    for path, page in pages.items():
        levels = [int(heading.name[1]) for heading in page.article.select("h1, h2, h3, h4, h5, h6")]
        steps = pairwise(levels)
        assert all(later <= earlier + 1 for earlier, later in steps), (path, levels)


def test_every_page_is_described_in_a_sentence_of_its_own(
    real_site: BuiltSite, pages: dict[str, SitePage], records: dict[str, Record]
) -> None:
    """For search engines and previews of links."""
    everywhere = yaml.safe_load(_without_tags(real_site.project.root / "mkdocs.yml"))
    for path in records:
        meta = pages[path].soup.find("meta", attrs={"name": "description"})
        assert isinstance(meta, Tag), path
        assert meta["content"] not in ("", everywhere["site_description"]), path


def _without_tags(file: Path) -> str:
    return re.sub(r"!ENV\b", "", file.read_text(encoding="utf-8"))


def test_the_navigation_holds_only_indexes(
    pages: dict[str, SitePage], records: dict[str, Record]
) -> None:
    """With every record in it, each page would carry the names of all."""
    for path, page in pages.items():
        bars = page.soup.select(".kb-top nav")
        assert bars, path
        for bar in bars:
            for target in page.targets(bar):
                there = target.address.removeprefix(page.home)
                assert there not in records or target.written.startswith("#"), (path, there)


def test_a_page_of_a_record_is_light(real_site: BuiltSite, records: dict[str, Record]) -> None:
    """Under 20 kB of HTML as it is sent, its citation in all formats and its map included."""
    for path in records:
        file = real_site.folder / path / "index.html"
        assert len(gzip.compress(file.read_bytes())) < PAGE_BYTES, path


# -------------------------------------------------------------------------- ways between pages


def test_every_page_of_a_record_shows_the_way_from_home(
    pages: dict[str, SitePage], records: dict[str, Record]
) -> None:
    """Breadcrumbs begin at home, go on to the type's index, and never to the page itself."""
    for path, record in records.items():
        page = pages[path]
        trail = page.article.find("nav", attrs={"aria-label": "Breadcrumb"})
        assert isinstance(trail, Tag), path
        steps = [target.address.removeprefix(page.home) for target in page.targets(trail)]
        assert steps[:2] == ["", make_address(get_index_path(type(record)))], path
        assert path not in steps


def test_an_index_links_to_every_record_of_its_type(
    pages: dict[str, SitePage], records: dict[str, Record]
) -> None:
    """Whoever begins at an index reaches everything."""
    for path, record in records.items():
        index = pages[make_address(get_index_path(type(record)))]
        assert index.leads_to(path, index.article), path


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind is not Situation], ids=lambda kind: kind.__name__
)
def test_previous_and_next_form_one_row_of_all_records_of_a_type(
    kind: type[Record], pages: dict[str, SitePage], records: dict[str, Record]
) -> None:
    """From the first to the last and back, without a gap, a fork or a circle.

    Nobody reads one situation after the other.
    """
    expected = {path for path, record in records.items() if isinstance(record, kind)}
    following = {path: _neighbour(pages[path], "next") for path in expected}
    before = {path: _neighbour(pages[path], "prev") for path in expected}
    first = [path for path, other in before.items() if other is None]
    assert len(first) == min(len(expected), 1)
    row = [*first]
    while row and (after := following[row[-1]]) is not None:
        assert after not in row, "previous and next lead in a circle"
        assert before[after] == row[-1]
        row.append(after)
    assert set(row) == expected


def _neighbour(page: SitePage, rel: str) -> str | None:
    links = [a for a in page.article.find_all("a", href=True) if rel in words(a, "rel")]
    assert len(links) <= 1, page
    if not links:
        return None
    return urljoin(page.home + page.path, str(links[0]["href"])).removeprefix(page.home)


# ------------------------------------------------------------------------------------- counts

NOUNS = {
    "study": "study|studies",
    "finding": "findings?",
    "quote": "quotes?",
    "theme": "themes?",
    "recommendation": "recommendations?",
    "reference": "references?|works",
    "participant": "participants?|clinicians?",
    "audience": "audiences?|roles",
    "term": "terms",
}
NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "dozen"),
)


@pytest.mark.parametrize("file", HAND_WRITTEN)
def test_no_count_is_typed_by_hand(file: str) -> None:
    """What a page counts it takes from the records; only years, licences and examples have digits.

    A number in words is looked for before what the records hold, with a word or two in between.
    """
    text = _prose_of((REPOSITORY / file).read_text(encoding="utf-8"))
    assert re.findall(r"\S*\d\S*", text) == []
    nouns = "|".join(NOUNS.values())
    typed = rf"\b(?:{'|'.join(NUMBERS)})\s+(?:[\w-]+\s+){{0,2}}(?:{nouns})\b"
    assert re.findall(typed, text, re.IGNORECASE) == []


def _prose_of(source: str) -> str:
    """Leave out what is no prose (front matter, Jinja, tags, addresses) and what counts nothing."""
    for pattern in (
        r"\A---\n.*?\n---\n",
        r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{ #[\w-]+ \}",
        r"<[^>]*>",
        r"\]\([^)]*\)|https?://\S+",
        r"\bCC[- ]BY[-A-Z ]* \d\.\d\b",
        r"\b(?:19|20)\d\d\b",
        r"\b[SFTQI]\d{3}\b(?:, version \d+\b|@\d+\b)?",
    ):
        source = re.sub(pattern, " ", source, flags=re.DOTALL)
    return source


@pytest.mark.parametrize("file", HAND_WRITTEN)
def test_every_count_on_a_hand_written_page_is_that_of_the_records(
    file: str, real_site: BuiltSite, pages: dict[str, SitePage]
) -> None:
    """Read from the finished page, as a reader does."""
    view = view_site(real_site.kb)
    counts = {
        "study": {len(view.studies)},
        "finding": {len(view.findings)},
        "quote": {len(view.quotes)},
        "recommendation": {
            len(view.practice) + len(view.research),
            len(view.practice),
            len(view.research),
        },
        "reference": {len(view.references)},
        "participant": {study.sample.size for study in view.studies},
    }
    article = BeautifulSoup(
        str(pages[make_address(file.removeprefix("docs/"))].article), "html.parser"
    )
    for part in article.select("ul.kb-cards, ul.kb-doors, #changes ~ *, .kb-passage"):
        # Cards count what belongs to one theme or role, and news what has changed; what authors say
        # counts in its own way.
        part.decompose()
    text = text_of(article)
    found = 0
    for noun, expected in counts.items():
        for written in re.findall(rf"\b([\w-]+) (?:{NOUNS.get(noun, noun + 's?')})\b", text):
            count = _number(written)
            if count is not None:
                assert count in expected, f"{written} {noun}"
                found += 1
    assert found > 0


def _number(word: str) -> int | None:
    """Read a count in digits or in words; "one" is left out, being an article as often."""
    if word.isdecimal():
        return int(word)
    return NUMBERS.index(word.lower()) + 2 if word.lower() in NUMBERS[:11] else None
