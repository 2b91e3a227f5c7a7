"""Pages on paper: printed to PDF by a real browser, and read back."""

import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from kb.records import (
    Audience,
    Finding,
    Implication,
    Quote,
    Record,
    RecordNamedInWords,
    Reference,
    Situation,
    Study,
    Term,
    Theme,
)
from kb.records.addresses import get_page_path, get_whole_path, make_address
from kb.records.texts import list_texts
from kb.text.markup import strip_marks
from kb.text.mentions import list_mentioned
from tests.helpers.browsing import DESK, PHONE, Opener, Reader
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

R = TypeVar("R", bound=Record)

A4_POINTS = (595, 842)
A4_BETWEEN_MARGINS_PIXELS = 657
NOT_ON_PAPER = (
    *("Skip to content", "On this page", "Previous", "Next", "Menu", "Copy link", "Copy quote"),
    *("Copy the page", "Print this page", "Edit this record", "Download", "BibTeX", "Breadcrumb"),
)
MOST_SHEETS: dict[type[Record], int] = {
    Quote: 3,
    Reference: 4,
    Audience: 8,
    Situation: 6,
    Finding: 8,
    Implication: 8,
    Theme: 12,
    Study: 24,
}
"""How many sheets are sane for a record of each type."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out of the printer.

    Attributes:
        text: All of it without the numbers of the sheets, with its line breaks as spaces.
        sheets: The number of sheets.
        sizes: Their sizes in points.
    """

    text: str
    sheets: int
    sizes: set[tuple[int, int]]

    def has(self, words: str) -> bool:
        """Return whether a text is on the paper, wherever its lines and sheets were broken.

        Where a sheet ends, what stands beside the text may come in between.
        """
        wanted, text = _squeezed(words), _squeezed(self.text)
        if wanted in text:
            return True
        begun = next((n for n in range(len(wanted), 0, -1) if wanted[:n] in text), 0)
        end = text.find(wanted[:begun]) + begun
        return bool(begun) and wanted[begun:] in text[end : end + begun + 200 + len(wanted)]


def _printed(page: Page) -> Printed:
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    numbered = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in pdf.pages]
    words = [
        re.sub(rf"\s*{i} / {len(numbered)}\s*", " ", text) for i, text in enumerate(numbered, 1)
    ]
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in pdf.pages}
    return Printed(" ".join(" ".join(words).split()), len(numbered), sizes)


def _squeezed(text: str) -> str:
    """Leave out spaces, and what says only how letters are drawn."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _longest(site: BuiltSite, kind: type[R]) -> R:
    return max(site.kb.all(kind), key=lambda record: len(record.model_dump_json()))


def _whole(site: BuiltSite) -> str:
    return make_address(
        get_whole_path(site.kb.parts_of(site.kb.themes_in(site.kb.all(Study)[0])[0])[0])
    )


def _sentences(record: Record, *beside: str) -> list[str]:
    """Return what a record says in words, where it is worded on its own page as it is written.

    Names for lists, bibliographic data and what cites works are worded anew; a study's appraisal,
    background, works and what is remarked on these have pages of their own. `beside` names other
    fields to leave out.
    """
    of_study = (
        ["appraisal", "background", "cites", "remarks_on_works"]
        if isinstance(record, Study)
        else []
    )
    elsewhere = {"label", "csl", "search_words", *of_study, *beside}
    return [
        paragraph
        for path, text in list_texts(record)
        if not elsewhere & set(path)
        for paragraph in strip_marks(text).splitlines()
        if len(paragraph.split()) > 3 and not list_mentioned(paragraph)
    ]


kinds = pytest.mark.parametrize("kind", MOST_SHEETS, ids=lambda kind: kind.__name__)


@kinds
def test_a_record_is_on_paper_with_every_sentence_of_its_data(
    kind: type[Record], at: Opener, real_site: BuiltSite
) -> None:
    """With its version, its dates, its address, its citation and the day of printing, on A4."""
    record = _longest(real_site, kind)
    reader = at(DESK)
    reader.go(make_address(get_page_path(record)))
    printed = _printed(reader.page)
    sentences = _sentences(record)
    assert sentences
    assert [sentence for sentence in sentences if not printed.has(sentence)] == []
    assert printed.sizes == {A4_POINTS}
    assert printed.sheets <= MOST_SHEETS[kind]
    name = "" if isinstance(record, RecordNamedInWords) else f" {record.id}"
    assert printed.has(f"{name}, version {record.version}. First published")
    assert printed.has(f"last changed {record.changed.day} {record.changed:%B %Y}")
    assert printed.has(
        f"This page: {reader.home}{make_address(get_page_path(record))}. Printed on "
    )
    assert printed.has("The page, in APA style")
    assert printed.has(f"{record.id}, version {record.version}].")
    assert [words for words in NOT_ON_PAPER if words in printed.text] == []


def test_a_page_printed_from_a_link_to_a_version_names_its_own_address(
    at: Opener, real_site: BuiltSite
) -> None:
    """Whoever types it in from the paper comes to the page as it is then."""
    quote = make_address(get_page_path(real_site.kb.all(Quote)[0]))
    reader = at(DESK)
    reader.go(f"{quote}?v=1#cite")
    assert _printed(reader.page).has(f"This page: {reader.home}{quote}. Printed on ")


def test_a_theme_is_on_paper_with_all_that_belongs_to_it(at: Opener, real_site: BuiltSite) -> None:
    """Its findings with their quotes, the recommendations that rest on them, and why."""
    kb = real_site.kb
    theme = min(kb.all(Theme), key=lambda theme: len(kb.findings_within(theme)) or 99)
    _all_of_it_is_printed(at(DESK), real_site, theme)


@pytest.mark.slow
def test_a_superordinate_theme_is_on_paper_with_its_parts(at: Opener, real_site: BuiltSite) -> None:
    """The longest page there is."""
    theme = real_site.kb.themes_in(real_site.kb.all(Study)[0])[0]
    _all_of_it_is_printed(at(DESK), real_site, theme)


def _all_of_it_is_printed(reader: Reader, site: BuiltSite, theme: Theme) -> None:
    """Go from a theme's page to all of it, and read that on paper."""
    kb = site.kb
    reader.go(make_address(get_page_path(theme)))
    reader.page.get_by_role("link", name="All of it on one page, for printing").click()
    reader.is_at(make_address(get_whole_path(theme)))
    printed = _printed(reader.page)
    findings = kb.findings_within(theme)
    quotes = [quote for finding in findings for quote in finding.quotes]
    records = [theme, *kb.parts_of(theme), *findings, *quotes]
    expected = [words for record in records for words in _sentences(record, "history")]
    for finding in findings:
        for implication, basis in kb.implications_of(finding):
            expected += [implication.action]
            expected += [] if list_mentioned(basis.reason) else [basis.reason]
    assert findings
    assert quotes
    assert [words for words in expected if not printed.has(words)] == []
    assert printed.has(f"This page: {reader.home}{make_address(get_whole_path(theme))}")
    assert printed.sizes == {A4_POINTS}
    assert printed.sheets <= 6 * len(findings)
    assert [words for words in NOT_ON_PAPER if words in printed.text] == []


@pytest.mark.parametrize("kind", [Quote, Implication], ids=lambda kind: kind.__name__)
def test_no_word_of_a_record_is_lost_on_paper(
    kind: type[Record], at: Opener, real_site: BuiltSite
) -> None:
    """As often as it is on the screen, with everything unfolded; nothing reaches over the edge."""
    _loses_nothing(at(DESK), make_address(get_page_path(_longest(real_site, kind))))


@pytest.mark.slow
def test_no_word_of_any_type_of_page_is_lost_on_paper(at: Opener, real_site: BuiltSite) -> None:
    """Of all of a theme, of figures and tables, of lists and of what people write either."""
    reader = at(DESK)
    for path in (
        *(make_address(get_page_path(_longest(real_site, kind))) for kind in MOST_SHEETS),
        *("glossary/", "findings/", "implications/", "quotes/", "map/", "voices/", "about/"),
        _whole(real_site),
    ):
        _loses_nothing(reader, path)


def _loses_nothing(reader: Reader, path: str) -> None:
    """Print a page, and compare it word by word with what it shows."""
    reader.page.emulate_media(media="null")
    reader.page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    reader.go(path)
    words = Counter(_words(_meant_for_paper(reader)))
    assert words.total() > 20, path
    assert words - Counter(_words(_printed(reader.page).text)) == Counter(), path
    reader.page.emulate_media(media="print")
    reader.page.set_viewport_size({"width": A4_BETWEEN_MARGINS_PIXELS, "height": 900})
    assert _over_the_edge(reader) == [], path


def _meant_for_paper(reader: Reader) -> str:
    """Return the text of a page's content, less what is there to be clicked."""
    text = reader.page.evaluate(
        """() => {
          const copy = document.querySelector("article").cloneNode(true)
          const dropped = "nav, button, template, script, style, select, option, label, [hidden], "
            + ".kb-unseen, .headerlink, .kb-cite__files, .kb-cite summary, .kb-exports, .kb-edit, "
            + ".kb-screen, .kb-layer, .kb-paper, .kb-controls, svg"
          for (const element of copy.querySelectorAll(dropped)) element.remove()
          const blocks = "p, li, dt, dd, h1, h2, h3, h4, h5, td, th, figcaption, summary, span, a"
          for (const block of copy.querySelectorAll(blocks)) block.append(" ")
          return copy.textContent
        }"""
    )
    assert isinstance(text, str)
    return text


def _words(text: str) -> list[str]:
    """Return words that fit on a line: longer ones may be broken where it ends."""
    found = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text))
    return [word for word in found if 2 < len(word) < 16]


def _over_the_edge(reader: Reader) -> list[str]:
    """Return what reaches beyond the sheet, and what of a figure beyond its figure."""
    found = reader.page.evaluate(
        """() => [...document.querySelectorAll("article *")]
          .filter(e => e.checkVisibility() && !e.closest(".kb-unseen"))
          .filter(e => {
            const own = e.getBoundingClientRect()
            const figure = e.closest("figure")?.getBoundingClientRect() ?? own
            return own.right > document.documentElement.clientWidth + 1
              || own.bottom > figure.bottom + 1
          })
          .map(e => `${e.tagName}.${e.getAttribute("class")}`).slice(0, 5)"""
    )
    assert isinstance(found, list)
    return found


def test_paper_is_white_and_letters_are_black_in_the_dark_scheme_too(
    at: Opener, real_site: BuiltSite
) -> None:
    """Whatever the reader's system asks for on the screen."""
    reader = at(PHONE, dark=True)
    reader.go(make_address(get_page_path(_longest(real_site, Finding))))
    reader.page.emulate_media(media="print", color_scheme="dark")
    colours = reader.page.evaluate(
        """() => {
          const shown = [...document.querySelectorAll("html, body, article, article *")]
            .filter(e => e.checkVisibility())
          const look = (e) => getComputedStyle(e)
          const grounds = shown.map(e => look(e).backgroundColor)
          const letters = shown.filter(e => e.matches("p, a, h1, h2, li")).map(e => look(e).color)
          return [[...new Set(grounds)], [...new Set(letters)]]
        }"""
    )
    grounds, letters = colours
    assert set(grounds) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert set(letters) <= {"rgb(0, 0, 0)", "rgb(34, 34, 34)"}
    assert _printed(reader.page).has(_longest(real_site, Finding).id)


def test_what_is_folded_is_on_paper_without_scripts_too(at: Opener, real_site: BuiltSite) -> None:
    """The reason for the judgement of a finding is, and the page's way from home."""
    finding = _longest(real_site, Finding)
    reader = at(DESK, scripts=False)
    reader.go(make_address(get_page_path(finding)))
    printed = _printed(reader.page)
    assert printed.has(finding.credibility.reason.splitlines()[0])
    assert printed.has(f"This page: /{make_address(get_page_path(finding))}")
    assert [words for words in NOT_ON_PAPER if words in printed.text] == []


def test_what_was_folded_is_folded_again_after_printing(at: Opener, real_site: BuiltSite) -> None:
    """And what was open stays open."""
    reader = at(DESK)
    reader.go(make_address(get_page_path(_longest(real_site, Finding))))
    first = reader.page.locator("article details").first
    first.locator("summary").click()
    before = reader.page.locator("article details[open]").count()
    _printed(reader.page)
    assert reader.page.locator("article details[open]").count() == before == 1


def test_a_link_to_elsewhere_says_on_paper_where_it_leads(at: Opener, real_site: BuiltSite) -> None:
    """Unless its words are the address."""
    study = real_site.kb.all(Study)[0]
    reader = at(DESK)
    reader.go(make_address(get_page_path(study)))
    printed = _printed(reader.page)
    assert printed.has(f"{study.rights.licence} ({study.rights.address})")
    assert study.open_access
    assert _squeezed(printed.text).count(_squeezed(study.open_access)) == 1


def test_the_button_prints_the_page(at: Opener, real_site: BuiltSite) -> None:
    """At the head of a whole theme, at the foot of a record."""
    reader = at(DESK)
    reader.page.add_init_script("window.print = () => { document.title = 'printed' }")
    for path in (_whole(real_site), make_address(get_page_path(_longest(real_site, Quote)))):
        reader.go(path)
        reader.page.get_by_role("button", name="Print this page", exact=True).click()
        assert reader.page.title() == "printed"


def test_every_term_is_on_the_paper_of_the_glossary(at: Opener, real_site: BuiltSite) -> None:
    """With its meaning."""
    reader = at(DESK)
    reader.go("glossary/")
    printed = _printed(reader.page)
    for term in real_site.kb.all(Term):
        assert printed.has(term.term), term.id
        assert list_mentioned(term.definition) or printed.has(term.definition), term.id
