"""Searching where the index is divided: quotes and references when a reader asks for them."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kb.records import Quote, Reference
from kb.records.addresses import get_page_path, make_address
from kb.search.index import FOLDER, PARTS, SOURCE, write_index
from tests.browser.test_search import answered, asked, box, chosen, dialog, opened, results
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, SMALL, Opener, Size
from tests.helpers.building import BuiltSite
from tests.helpers.search_documents import write_documents
from tests.helpers.web_server import served

pytestmark = pytest.mark.browser

MOST = 90_000
"""Of bytes in a part: the site has a few such parts of either kind."""

NOT_YET = "Quotes and references have not been looked through yet."
BUTTON = "Look in quotes and references too"
PIECES = re.compile(rf"/{FOLDER}/((\d+)/)?(index|fragment)/|/{FOLDER}/((\d+)/)?[\w.-]+pf_meta$")


@pytest.fixture(scope="module")
def divided_site(real_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, with the index that it would have if it were too long."""
    folder = tmp_path_factory.mktemp("divided")
    site = shutil.copytree(real_site.folder, folder / "site")
    documents = write_documents(real_site, folder / "build" / SOURCE)
    write_index(documents, site, folder / "build", most=MOST)
    return site


@pytest.fixture
def at_divided(browser: Browser, divided_site: Path) -> Iterator[Opener]:
    """Open that site in windows; whatever goes wrong in one fails the test, by the policy too."""
    with served(divided_site) as home:
        opener = Opener(browser, home)
        yield opener
        assert opener.close() == []


@pytest.fixture(scope="module")
def parts(divided_site: Path) -> dict[str, list[str]]:
    """The folders of the parts, as the browser is told of them."""
    told: dict[str, list[str]] = json.loads((divided_site / FOLDER / PARTS).read_text())
    return told


def fetched_of(page: Page) -> list[str]:
    """Note from now on of which parts something is fetched; the one with the program is "1"."""
    seen: list[str] = []
    page.on("request", lambda request: seen.extend(_part(request.url)))
    return seen


def _part(url: str) -> list[str]:
    found = PIECES.search(url)
    return [found[2] or found[5] or "1"] if found else []


def status(page: Page) -> str:
    """Return what is said of the results."""
    return dialog(page).get_by_role("status").inner_text()


def kinds(page: Page) -> set[str]:
    """Return what the results that are shown are."""
    return set(dialog(page).locator(".kb-search__type").all_inner_texts())


def test_all_parts_are_whole_but_only_one_has_the_program(
    divided_site: Path, parts: dict[str, list[str]]
) -> None:
    """Each has its own list of what it holds; together it is all there is to find."""
    assert parts["first"]
    assert len(parts["further"]) > 1
    assert parts["types"] == ["Quote", "Reference"]
    assert len(list((divided_site / FOLDER).rglob("*.js"))) == 2
    assert len(list((divided_site / FOLDER).rglob("wasm.*"))) == 1
    entries = [
        json.loads(file.read_text())["languages"]["en"]["page_count"]
        for file in (divided_site / FOLDER).rglob("pagefind-entry.json")
    ]
    assert len(entries) == 1 + len(parts["first"]) + len(parts["further"])
    assert sum(entries) == len(list((divided_site / FOLDER).rglob("*.pf_fragment")))
    assert sum(entries) == len(list((divided_site.parent / "build/search").rglob("*.html")))


def test_a_first_search_fetches_only_what_is_looked_for_first(
    at_divided: Opener, parts: dict[str, list[str]]
) -> None:
    """And says what it has not looked through; before it is opened, nothing is fetched at all."""
    reader = at_divided(DESK)
    seen = fetched_of(reader.page)
    reader.go()
    reader.page.wait_for_load_state("networkidle")
    assert seen == []
    page = opened(reader)
    assert asked(page, "supervision")
    assert {*seen} == {"1", *parts["first"]}
    assert not kinds(page) & {"Quote", "Reference"}
    assert re.fullmatch(rf"\d+ results?\. {re.escape(NOT_YET)}", status(page))


def test_the_button_brings_quotes_and_references(
    at_divided: Opener, parts: dict[str, list[str]]
) -> None:
    """By key; the focus goes to the first result, and later searches have them too."""
    page = opened(at_divided(DESK))
    asked(page, "power")
    before = int(status(page).split()[0])
    seen = fetched_of(page)
    button = dialog(page).get_by_role("button", name=BUTTON)
    button.focus()
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_focused()
    expect(button).to_have_count(0)
    assert {*parts["further"]} <= {*seen}
    assert re.fullmatch(r"\d+ results", status(page))
    assert int(status(page).split()[0]) > before
    asked(page, "supervision")
    assert NOT_YET not in status(page)


ALIKE = (
    "supervision",
    "burn-out",
    "the rescue of sheep",
    "probation officers",
    "F012",
    "bion 1962",
)
"""Words of which some part has none, alone and beside others."""


def test_the_divided_index_finds_what_the_whole_one_finds(at_divided: Opener, at: Opener) -> None:
    """Once all parts are there: as many, whatever their order."""
    divided, whole = opened(at_divided(DESK)), opened(at(DESK))
    asked(divided, "power")
    dialog(divided).get_by_role("button", name=BUTTON).click()
    expect(results(divided).first).to_be_focused()
    for words in ALIKE:
        asked(divided, words)
        asked(whole, words)
        assert status(divided) == status(whole)


@pytest.mark.parametrize("kind", [Quote, Reference])
def test_to_narrow_a_search_to_them_brings_them(
    at_divided: Opener, real_site: BuiltSite, kind: type[Quote | Reference]
) -> None:
    """Without the button: all of them are found by their type alone."""
    page = opened(at_divided(DESK))
    dialog(page).locator("details").evaluate("d => d.open = true")
    chosen(page, "Type", kind.__name__)
    answered(page)
    assert kinds(page) == {kind.__name__}
    assert status(page) == f"{len(real_site.kb.all(kind))} results"


def test_a_quote_is_found_by_its_identifier(at_divided: Opener, real_site: BuiltSite) -> None:
    """Who types it asks for a quote."""
    quote = real_site.kb.all(Quote)[2]
    page = opened(at_divided(DESK))
    assert asked(page, quote.id)[0] == make_address(get_page_path(quote))


def test_where_nothing_is_found_the_button_is_still_a_way_on(at_divided: Opener) -> None:
    """And says so; where that finds nothing either, the words are what is left to change."""
    page = opened(at_divided(PHONE))
    assert asked(page, "xyzzy") == []
    assert status(page).endswith(NOT_YET)
    dialog(page).get_by_role("button", name=BUTTON).tap()
    expect(dialog(page).get_by_role("button", name=BUTTON)).to_have_count(0)
    answered(page)
    expect(box(page)).to_be_focused()
    assert status(page) == "No results for “xyzzy”. Try fewer or other words, or fewer choices."


def test_only_common_words_find_nothing_and_are_said_to_be_common(at_divided: Opener) -> None:
    """Beside other words they make no difference."""
    page = opened(at_divided(DESK))
    assert asked(page, "of the") == []
    assert status(page) == "Words like these are on nearly every page. Try others."
    found = asked(page, "power")
    assert found
    assert asked(page, "the power of") == found


def test_the_choices_are_fetched_when_they_are_opened(at_divided: Opener) -> None:
    """There may be thousands of them."""
    reader = at_divided(DESK)
    seen: list[str] = []
    reader.page.on("request", lambda request: seen.append(request.url.rpartition("/")[2]))
    page = opened(reader)
    assert "choices.json" not in seen
    dialog(page).get_by_text("Filter results").click()
    chosen(page, "Type", "Finding")
    answered(page)
    assert kinds(page) == {"Finding"}
    assert seen.count("choices.json") == 1


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (SMALL, True)])
def test_the_button_is_no_barrier(at_divided: Opener, size: Size, *, dark: bool) -> None:
    """With results and with none, light and dark."""
    page = opened(at_divided(size, dark=dark))
    for words in ("power", "xyzzy"):
        asked(page, words)
        expect(dialog(page).get_by_role("button", name=BUTTON)).to_be_visible()
        assert barriers(page) == []
        assert dialog(page).evaluate("d => d.scrollWidth <= d.clientWidth")
