"""Quotes are compared with a PDF as with a text; every word in the PDFs is made up."""

import io
import re
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfWriter

from kb.read import examine, read_files
from kb.records import Quote
from kb.verify.pdf import read_pages
from tests.helpers.commands import kb, write_made_up
from tests.made_up.records import FINDING, MADE_UP

pytestmark = pytest.mark.browser

QUOTE = (
    "I never knew whether the incom-pre-hen-sibly dif-ficult flock would fin-ally af-firm what "
    "the ‘offi-cials’ had charac-terised as self—sacri-ficing beha-viour, and nobody was ever "
    "going to tell me about the dif-fer-ences"
)
QUOTE = QUOTE.replace("-", "\u00ad").replace("—", "-")
FILLING = "Nobody ever counted the made-up sheep un\u00adcooperatively: it was not efficient. "
STYLE = """
  @page { size: 150mm 90mm; margin: 20mm 15mm }
  body { font: 10pt/4mm serif; text-align: justify; hyphens: manual; margin: 0 }
  main > div { height: 50mm }
  h1, h2, p { margin: 0 0 1mm }
  blockquote { margin: 0 4mm; orphans: 1; widows: 1 }
  h1, h2 { font-size: 11pt }
"""
HEAD = """<div style="font-size: 8pt; width: 100%; text-align: center">
  TESTA AND BEISPIEL <span class="pageNumber"></span></div>"""
FOOT = """<div style="font-size: 7pt; width: 100%; text-align: center">
  © Nobody. Made up for tests.<br><span class="pageNumber"></span></div>"""


def printed(browser: Browser, columns: int = 1, before: str = "", style: str = "") -> bytes:
    """Print a made-up article with something before its quote, and with heads and feet."""
    page = browser.new_page()
    in_columns = f"main {{ columns: {columns}; column-fill: auto }}" if columns > 1 else ""
    page.set_content(
        f"<html lang=en><style>{STYLE} {in_columns} {style}</style><main>"
        f"<div><h1>A made-up study</h1><h2>Introduction</h2><p>{FILLING}</p><h2>Results</h2>"
        f"<h2>First result</h2><p>{FILLING}</p></div>{before}<blockquote><span>“{QUOTE}.”</span> "
        f"(Testina, lines 1–2)</blockquote><p>{FILLING * 12}</p></main>"
    )
    content = page.pdf(
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template=HEAD,
        footer_template=FOOT,
    )
    page.close()
    return content


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The made-up knowledge base, with the quote that the articles print."""
    write_made_up(tmp_path)
    file = tmp_path / "themes_data" / FINDING
    quote = QUOTE.replace("\u00ad", "").replace("‘", "'").replace("’", "'")
    text = MADE_UP[FINDING].replace("These words are made up, and nobody ever said them", quote)
    file.write_text(text, "utf-8")
    return tmp_path


def verified(project: Path, content: bytes) -> Result:
    """Compare the made-up quote with a PDF."""
    file = project / "made-up.pdf"
    file.write_bytes(content)
    return kb(project, "verify", "--source", str(file))


def is_verified(project: Path) -> bool:
    """Tell whether the quote was found."""
    quote = examine(read_files(project / "themes_data")).kb.get("Q001", Quote)
    return quote.verified is not None


def pages_with_the_quote(content: bytes) -> int:
    """Return on how many pages the beginning or the end of the quote stands."""
    return sum(
        "never knew whether" in page.replace("\n", " ")
        or "going to tell" in page.replace("\n", " ")
        for page in read_pages(content)
    )


FULL = "<div></div>"
"""Fills a column, as what stands before it does, whatever fonts the machine has."""

ALMOST_FULL = '<div style="height: 42mm"></div>'
"""Leaves room for two lines."""


@pytest.mark.parametrize(
    ("columns", "before", "pages"),
    [(1, "", 1), (1, ALMOST_FULL, 2), (2, FULL + ALMOST_FULL, 1), (2, ALMOST_FULL, 2)],
    ids=["in one piece", "over two pages", "over two columns", "over columns and pages"],
)
def test_a_quote_is_found_wherever_columns_and_pages_break_in_it(
    browser: Browser, project: Path, columns: int, before: str, pages: int
) -> None:
    """Hyphens, ligatures, curly quotes, running heads and page numbers are no differences."""
    content = printed(browser, columns, before)
    assert pages_with_the_quote(content) == pages
    done = verified(project, content)
    assert "Q001" not in done.output, done.output
    assert is_verified(project)


def test_what_is_printed_otherwise_is_told_with_its_page_and_line(
    browser: Browser, project: Path
) -> None:
    """Both wordings stand below each other, and what to do if the PDF was read wrongly."""
    file = project / "themes_data" / FINDING
    file.write_text(file.read_text("utf-8").replace("nobody was", "somebody was"), "utf-8")
    done = verified(project, printed(browser, 2, FULL))
    assert done.exit_code == 1
    assert re.search(
        r"Q001 is not word for word what made-up\.pdf prints at page 2, line \d+\n"
        r"    here:    .*somebody.*\n    printed: .*nobody",
        done.output,
    )
    assert "save the PDF as text" in done.output
    assert not is_verified(project)


def test_spaces_that_a_pdf_does_not_tell_are_no_difference(browser: Browser, project: Path) -> None:
    """Letters set apart come out of a PDF as words of one letter."""
    content = printed(browser, style="blockquote span { letter-spacing: 0.5em; hyphens: none }")
    assert "n e v e r" in " ".join(read_pages(content))
    assert "Q001" not in verified(project, content).output
    assert is_verified(project)


def changed(content: bytes, password: str) -> bytes:
    """Lock a PDF."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt(user_password=password, algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def test_a_pdf_that_is_no_use_is_told_with_what_to_do(browser: Browser, project: Path) -> None:
    """Locked, a picture, or damaged: in a sentence, and nothing is verified."""
    article = printed(browser)
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PDF")
    for content, told in (
        (changed(article, "a word"), "is locked with a password. Open it"),
        (picture.getvalue(), "holds no text, only pictures of pages. Have the text recognised"),
        (article[: len(article) // 3], "is damaged ("),
        (b"%PDF-1.4\n" + bytes(range(256)) * 20, "is damaged ("),
        (b"%PDF-1.7", "is damaged ("),
    ):
        done = verified(project, content)
        assert done.exit_code == 1
        assert told in done.output
        assert not is_verified(project)
    assert "Q001" not in verified(project, changed(article, "")).output
    assert is_verified(project)


def test_pages_without_text_are_named_where_a_quote_is_not_found(
    browser: Browser, project: Path
) -> None:
    """A quote may stand on a page that is a picture."""
    writer = PdfWriter(clone_from=io.BytesIO(printed(browser)))
    writer.add_blank_page()
    content = io.BytesIO()
    writer.write(content)
    file = project / "themes_data" / FINDING
    file.write_text(MADE_UP[FINDING], "utf-8")
    number = len(writer.pages)
    done = verified(project, content.getvalue())
    assert "is like anything in made-up.pdf. Is it the text of that study?" in done.output
    assert f"One page of it ({number}) holds no text." in done.output
