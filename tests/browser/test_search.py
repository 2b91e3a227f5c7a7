"""Searching as readers do it: nothing before it is opened, by key, by any word for a thing."""

import gzip
import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from kb.knowledge.support import SUPPORT_NAMES, get_best_support, get_support
from kb.records import Evidence, Finding, Implication, Quote, Record, Term
from kb.records.addresses import get_page_path, make_address
from kb.search.entries import TYPES
from kb.search.vocabulary import list_forms
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, SMALL, TABLET, Opener, Reader, Size
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

SEARCH = re.compile(r"/(search|pagefind)/")
AT_ONCE = 10
GROUPS = [
    "Situations and recommendations",
    "Findings and evidence",
    "Studies, references and terms",
]
MOST_BYTES = 170_000
"""Of a first search, compressed; 72,000 of it are Pagefind's program."""


def dialog(page: Page) -> Locator:
    """Return the open dialog, by the name that a screen reader gives it."""
    return page.get_by_role("dialog", name="Search this site")


def box(page: Page) -> Locator:
    """Return the box that words are typed into."""
    return dialog(page).get_by_role("searchbox", name="Words to search for")


def found(page: Page) -> Locator:
    """Return what holds the results, which says whether they are still being looked for."""
    return dialog(page).locator(".kb-search__results")


def group(page: Page, heading: str) -> Locator:
    """Return the results under a heading, with what shows more of them."""
    return found(page).locator("section", has=page.get_by_role("heading", name=heading))


def results(page: Page) -> Locator:
    """Return the links of what was found."""
    return dialog(page).locator("ol a")


def opened(reader: Reader, path: str = "") -> Page:
    """Open the search on a page by key."""
    reader.go(path)
    reader.page.wait_for_load_state()
    reader.page.keyboard.press("Control+k")
    expect(box(reader.page)).to_be_focused()
    expect(found(reader.page)).to_be_attached()
    return reader.page


def asked(page: Page, words: str) -> list[str]:
    """Type words, and return the addresses of the first that are found, below the site's."""
    box(page).fill(words)
    return answered(page)


def answered(page: Page) -> list[str]:
    """Wait for what is found, and return the addresses of what is shown, below the site's."""
    expect(found(page)).to_have_attribute("aria-busy", "false")
    return [str(a.evaluate("a => a.pathname + a.hash"))[1:] for a in results(page).all()]


def chosen(page: Page, label: str, value: str) -> None:
    """Choose something in one of the lists that narrow the search."""
    dialog(page).get_by_role("combobox", name=label).select_option(label=value)


# ------------------------------------------------------------------------------ what is fetched


def test_nothing_of_the_search_is_fetched_before_it_is_opened(at: Opener) -> None:
    """Neither the index, nor its program, nor the dialog; and then only from the site itself."""
    reader = at(DESK)
    fetched: list[str] = []
    reader.page.on("request", lambda request: fetched.append(request.url))
    reader.go()
    reader.page.wait_for_load_state("networkidle")
    assert [url for url in fetched if SEARCH.search(url)] == []
    reader.page.keyboard.press("Control+k")
    assert asked(reader.page, "supervision")
    assert [url for url in fetched if SEARCH.search(url)]


def test_a_first_search_is_light(at: Opener) -> None:
    """Everything that is fetched for it, compressed as servers do it."""
    reader = at(PHONE)
    reader.go()
    reader.page.wait_for_load_state("networkidle")
    bodies: list[bytes] = []
    reader.page.on("response", lambda response: bodies.append(response.body()))
    reader.page.keyboard.press("Control+k")
    assert asked(reader.page, "supervision")
    weight = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
    assert 0 < weight < MOST_BYTES


# --------------------------------------------------------------------------------------- by key


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_a_key_opens_it_and_escape_closes_it(at: Opener, key: str) -> None:
    """And whoever came by the button is back at the button."""
    reader = at(DESK)
    reader.go()
    button = reader.page.get_by_role("button", name="Search", exact=True).first
    button.focus()
    reader.page.keyboard.press(key)
    expect(box(reader.page)).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(dialog(reader.page)).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("key", ["/", "k", "Control+Shift+k", "Alt+k"])
def test_no_key_by_itself_opens_it(at: Opener, key: str) -> None:
    """WCAG 2.1.4: what is said or switched unintended sets nothing off."""
    reader = at(DESK)
    reader.go()
    reader.page.keyboard.press(key)
    reader.page.wait_for_timeout(300)
    expect(dialog(reader.page)).to_have_count(0)


def test_the_box_at_home_opens_the_search_with_what_was_typed(at: Opener) -> None:
    """On a phone too, where Enter is the key of the keyboard on the screen."""
    for size in (DESK, PHONE):
        reader = at(size)
        reader.go()
        page = reader.page
        page.get_by_role("searchbox").fill("supervision")
        page.get_by_role("searchbox").press("Enter")
        expect(box(page)).to_have_value("supervision")
        assert answered(page)


def test_by_key_alone_a_reader_narrows_a_search_and_follows_a_result(
    at: Opener, real_site: BuiltSite
) -> None:
    """Type, tab to the types, choose, back to the words, arrow down twice and up, enter."""
    page = opened(at(DESK))
    page.keyboard.type("supervision")
    answered(page)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "type":
            break
    page.keyboard.type("Find")
    shown = answered(page)
    findings = {make_address(get_page_path(f)): f for f in real_site.kb.all(Finding)}
    assert shown
    assert set(shown) <= set(findings)
    assert set(dialog(page).locator(".kb-search__type").all_inner_texts()) == {"Finding"}
    box(page).focus()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(shown[0])}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(findings[shown[0]].statement)


def test_the_focus_stays_in_the_open_dialog(at: Opener) -> None:
    """Tab goes round in it, and never to the page behind."""
    page = opened(at(DESK))
    asked(page, "MBT")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


# ------------------------------------------------------------------------------------ the words


LIKE = [
    ("personality disorder", "ASPD", "aspd", "antisocial personality disorder"),
    ("mentalisation", "mentalizing", "mentalising", "mentalization", "Mentalisation"),
    ("PO", "probation officer", "probation officers"),
    ("burn-out", "burnout", "burn out", "burnt out"),
    ("mentalization based treatment", "mentalisation-based treatment", "MBT"),
]


@pytest.mark.parametrize("words", LIKE, ids=lambda words: words[0])
def test_words_for_one_thing_find_the_same_pages(at: Opener, words: tuple[str, ...]) -> None:
    """However readers write it."""
    page = opened(at(DESK))
    first, *others = ((asked(page, word), _status(page)) for word in words)
    assert first[0]
    assert [other for other in others if other != first] == []


def test_every_form_of_every_term_finds_the_same_pages_and_its_entry(
    at: Opener, real_site: BuiltSite
) -> None:
    """The term in the glossary is among the first of them."""
    page = opened(at(DESK))
    for term in real_site.kb.all(Term):
        answers = _asked_at_once(page, list_forms(term))
        assert [answer for answer in answers if answer != answers[0]] == [], term.id
        assert make_address(get_page_path(term)) + f"#{term.id}" in answers[0], term.id


def _asked_at_once(page: Page, words: Iterable[str]) -> list[list[str]]:
    """Ask for each, without the wait for the next letter; return what is said and then shown."""
    answers: list[list[str]] = page.evaluate(
        """async words => {
          const dialog = document.querySelector("dialog[open]")
          const list = dialog.querySelector(".kb-search__results")
          const answers = []
          for (const word of words) {
            dialog.querySelector("input").value = word
            dialog.querySelector("form").requestSubmit()
            while (list.ariaBusy !== "false") await new Promise(done => setTimeout(done, 5))
            const places = [...list.querySelectorAll("a")].map(a => (a.pathname + a.hash).slice(1))
            answers.push([dialog.querySelector("[role=status]").textContent, ...places])
          }
          return answers
        }""",
        list(words),
    )
    return answers


def _status(page: Page) -> str:
    return dialog(page).get_by_role("status").inner_text()


def test_a_record_is_found_by_its_identifier(at: Opener, real_site: BuiltSite) -> None:
    """First of all."""
    page = opened(at(DESK))
    for record in (real_site.kb.all(Finding)[3], real_site.kb.all(Quote)[2]):
        assert asked(page, record.id)[0] == make_address(get_page_path(record))


# ------------------------------------------------------------------------- results and filters


def test_a_result_says_what_it_is_and_its_sentence(at: Opener, real_site: BuiltSite) -> None:
    """And where on the page the words are, with the words brought out."""
    page = opened(at(DESK))
    finding = real_site.kb.all(Finding)[0]
    asked(page, finding.id)
    first = dialog(page).locator("ol li").first
    expect(first.locator(".kb-search__type")).to_have_text("Finding")
    expect(first.locator("a")).to_have_text(finding.label)
    expect(first).to_contain_text(finding.statement)
    asked(page, "power")
    expect(dialog(page).locator("ol mark").first).to_contain_text("power")
    assert set(dialog(page).locator(".kb-search__type").all_inner_texts()) <= set(TYPES)


def test_all_of_a_type_are_found_without_a_word(at: Opener, real_site: BuiltSite) -> None:
    """These and no others, and all of them; other evidence too."""
    page = opened(at(DESK))
    for label, kind in (("Quote", Quote), ("Evidence beyond the studies", Evidence)):
        chosen(page, "Type", label)
        answered(page)
        assert set(dialog(page).locator(".kb-search__type").all_inner_texts()) == {label}
        assert _status(page) == f"{len(real_site.kb.all(kind))} results"


def test_a_search_is_narrowed_by_support_and_each_result_has_its_tag(
    at: Opener, real_site: BuiltSite
) -> None:
    """Findings by their own support, recommendations by the best they rest on; nobody by name."""
    page = opened(at(DESK))
    kb = real_site.kb
    assert dialog(page).get_by_role("combobox").evaluate_all("all => all.map(s => s.name)") == [
        *("type", "theme", "audience", "support")
    ]
    found = {get_support(kb, finding) for finding in kb.all(Finding)}
    for support, name in [one for one in SUPPORT_NAMES.items() if one[0] in found]:
        chosen(page, "Support", name)
        answered(page)
        assert set(dialog(page).locator(f".kb-support--{support}").all_inner_texts()) == {name}
        assert dialog(page).locator("li:not(:has(.kb-support))").count() == 0
        own = [f for f in kb.all(Finding) if get_support(kb, f) == support]
        resting = [i for i in kb.all(Implication) if get_best_support(kb, i) == support]
        assert _status(page).split()[0] == str(len(own) + len(resting))


@pytest.mark.parametrize("label", ["Theme", "Role"])
def test_every_choice_finds_something_and_less_than_everything(at: Opener, label: str) -> None:
    """No choice leads nowhere."""
    page = opened(at(DESK))
    choices = dialog(page).get_by_role("combobox", name=label).locator("option").all_inner_texts()
    assert len(choices) > 2
    asked(page, "MBT")
    everything = int(_status(page).split()[0])
    for choice in choices[1:]:
        chosen(page, label, choice)
        answered(page)
        assert 0 < int(_status(page).split()[0]) < everything


def test_what_to_do_comes_before_what_was_found_and_that_before_its_background(
    at: Opener,
) -> None:
    """Whatever is asked: situations and recommendations, findings, then terms and works."""
    page = opened(at(DESK))
    for words in ("supervision", "probation", "attendance", "MBT", "burnout"):
        asked(page, words)
        kinds = [
            section.locator(".kb-search__type").all_inner_texts()
            for section in found(page).locator("section").all()
        ]
        assert found(page).get_by_role("heading").all_inner_texts() == GROUPS
        first, second, third = (set(group) for group in kinds)
        assert first <= {"Situation", "Practice recommendation", "Research recommendation", "Role"}
        assert second <= {"Finding", "Quote", "Theme", "Evidence beyond the studies"}
        assert third <= {"Term", "Reference", "Study", "Figure", "About this site"}


def test_more_of_each_group_comes_in_steps_of_ten(at: Opener) -> None:
    """And who asks for more goes on at the first that is new."""
    page = opened(at(DESK))
    asked(page, "MBT")
    for heading in GROUPS:
        own = group(page, heading).locator("ol a")
        few = own.count()
        assert 0 < few < AT_ONCE
        group(page, heading).get_by_role("button", name="Show more").click()
        expect(own).to_have_count(few + AT_ONCE)
        expect(own.nth(few)).to_be_focused()
    chosen(page, "Type", "Finding")
    answered(page)
    expect(results(page)).to_have_count(AT_ONCE)


def test_where_nothing_is_found_there_is_a_way_on(at: Opener) -> None:
    """What to try, and a link to everything."""
    page = opened(at(DESK))
    assert asked(page, "xyzzy") == []
    expect(dialog(page).get_by_role("status")).to_contain_text("No results for “xyzzy”. Try")
    dialog(page).get_by_role("link", name="everything on this site").click()
    expect(page).to_have_url(re.compile("/all/$"))


def test_a_result_on_the_page_itself_shows_it(at: Opener, real_site: BuiltSite) -> None:
    """The dialog closes, as there is no other page to go to."""
    page = opened(at(DESK), "glossary/")
    term = next(term for term in real_site.kb.all(Term) if term.abbreviation)
    chosen(page, "Type", "Term")
    asked(page, term.term)
    results(page).first.click()
    expect(dialog(page)).to_have_count(0)
    expect(page.locator(f"[id='{term.id}']")).to_be_in_viewport()


# ------------------------------------------------------------- the address, misspelt, slow lines


def test_what_is_asked_stands_in_the_address_and_back_brings_it_back(at: Opener) -> None:
    """Whoever comes back from a result finds the search as it was, and the page once it closes."""
    reader = at(DESK)
    page = opened(reader, "findings/?v=1")
    asked(page, "no shows")
    chosen(page, "Type", "Situation")
    shown = answered(page)
    expect(page).to_have_url(re.compile(r"/findings/\?q=no\+shows&type=Situation$"))
    results(page).first.click()
    reader.is_at(shown[0])
    page.go_back()
    expect(box(page)).to_have_value("no shows")
    assert answered(page) == shown
    expect(dialog(page).get_by_role("combobox", name="Type").locator(":checked")).to_have_text(
        "Situation"
    )
    dialog(page).get_by_role("button", name="Close").click()
    expect(page).to_have_url(re.compile(r"/findings/\?v=1$"))


def test_an_address_opens_the_search_with_what_it_asks(at: Opener) -> None:
    """A link can be sent; once the search is closed, the address asks nothing any more."""
    reader = at(DESK)
    reader.go("?q=supervision&support=quoted+in+part&type=Finding")
    page = reader.page
    expect(box(page)).to_have_value("supervision")
    expect(dialog(page).locator(".kb-search__type").first).to_have_text("Finding")
    assert set(dialog(page).locator(".kb-support").all_inner_texts()) == {"quoted in part"}
    dialog(page).get_by_role("button", name="Close").click()
    expect(page).to_have_url(reader.home)


def test_closing_the_search_leaves_the_page_as_it_was(at: Opener) -> None:
    """With its own address, and Back leads to the page before."""
    reader = at(DESK)
    reader.go("themes/")
    page = opened(reader, "references/?kind=book")
    asked(page, "bion")
    dialog(page).get_by_role("button", name="Close").click()
    expect(page).to_have_url(re.compile(r"/references/\?kind=book$"))
    page.go_back()
    reader.is_at("themes/")


def test_who_misspells_is_asked_what_was_meant(at: Opener) -> None:
    """With results for it at once; the answer is a button, which a key reaches."""
    page = opened(at(DESK))
    shown = asked(page, "suprvision")
    said = dialog(page).get_by_role("status")
    expect(said).to_contain_text("No results for “suprvision”. Did you mean supervision?")
    assert barriers(page) == []
    said.get_by_role("button", name="supervision", exact=True).press("Enter")
    expect(box(page)).to_have_value("supervision")
    expect(box(page)).to_be_focused()
    assert answered(page) == shown


@pytest.mark.parametrize(
    ("word", "other"), [("useless", "use"), ("confidentiality", "confidence"), ("mappa", "map")]
)
def test_a_word_does_not_stand_for_another_that_begins_like_it(
    at: Opener, word: str, other: str
) -> None:
    """What is brought out for each is that word, and none that is only like it."""
    page = opened(at(DESK))
    for own, unlike in ((word, other), (other, word)):
        assert asked(page, own)
        marks = {mark.casefold() for mark in dialog(page).locator("mark").all_inner_texts()}
        assert not {mark for mark in marks if mark.strip("“”’.,;:()") == unlike}


def test_the_field_is_there_before_anything_is_fetched(at: Opener) -> None:
    """It says that it is not ready yet; what is typed meanwhile is looked for once it is."""
    reader = at(PHONE)
    held: list[Route] = []
    holding = True
    reader.page.route(SEARCH, lambda route: held.append(route) if holding else route.continue_())
    reader.go()
    reader.page.get_by_role("button", name="Search", exact=True).first.tap()
    expect(box(reader.page)).to_be_focused()
    expect(dialog(reader.page).get_by_role("status")).to_have_text("Getting the search ready …")
    assert barriers(reader.page) == []
    reader.page.keyboard.type("supervision")
    holding = False
    for route in held:
        route.continue_()
    assert answered(reader.page)
    expect(box(reader.page)).to_have_value("supervision")
    expect(dialog(reader.page).get_by_role("status")).to_have_text(re.compile(r"^\d+ results$"))


def test_on_a_slow_line_no_letter_is_lost_and_something_is_said(at: Opener) -> None:
    """400 ms to an answer and 400 kbit/s: a phone at the edge of a network."""
    reader = at(PHONE)
    reader.go()
    reader.page.wait_for_load_state("networkidle")
    line = reader.page.context.new_cdp_session(reader.page)
    slow = {"offline": False, "latency": 400, "downloadThroughput": 5e4, "uploadThroughput": 5e4}
    line.send("Network.emulateNetworkConditions", slow)
    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("supervision")
    expect(box(reader.page)).to_have_value("supervision")
    expect(dialog(reader.page).get_by_role("status")).not_to_be_empty()
    expect(results(reader.page).first).to_be_visible()
    expect(box(reader.page)).to_have_value("supervision")


def test_who_closes_the_search_before_it_is_ready_stays_where_they_are(at: Opener) -> None:
    """What comes late opens nothing and leaves the address as it is."""
    reader = at(DESK)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    reader.page.route("**/search/search.js", hold)
    reader.go("themes/")
    reader.page.keyboard.press("Control+k")
    expect(box(reader.page)).to_be_focused()
    reader.page.keyboard.press("Escape")
    for route in waiting:
        route.continue_()
    reader.page.wait_for_load_state("networkidle")
    expect(dialog(reader.page)).to_have_count(0)
    reader.is_at("themes/")


# ---------------------------------------------------------------------- phones, barriers, none


def test_on_a_phone_the_dialog_fills_the_screen(at: Opener) -> None:
    """It is opened by touch, and nothing in it is cut off."""
    for size in (PHONE, SMALL):
        reader = at(size)
        reader.go()
        reader.page.get_by_role("button", name="Search", exact=True).first.tap()
        asked(reader.page, "supervision")
        place = dialog(reader.page).bounding_box()
        assert place is not None
        assert (place["x"], place["y"]) == (0, 0)
        assert (place["width"], place["height"]) == (size["width"], size["height"])
        assert dialog(reader.page).evaluate("d => d.scrollWidth <= d.clientWidth")
        dialog(reader.page).get_by_role("button", name="Close").tap()
        expect(dialog(reader.page)).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "text", "dark"),
    [
        (DESK, 1, False),
        (SMALL, 1, True),
        *(
            pytest.param(size, text, dark, marks=pytest.mark.slow)
            for size in (SMALL, TABLET, DESK)
            for text in (1, 2)
            for dark in (False, True)
            if (size, text, dark) not in ((DESK, 1, False), (SMALL, 1, True))
        ),
    ],
    ids=lambda value: str(value["width"] if isinstance(value, dict) else value),
)
def test_the_open_dialog_has_no_barrier(at: Opener, size: Size, text: float, *, dark: bool) -> None:
    """With results, with none, and with its choices open; light and dark, with large text too."""
    reader = at(size, dark=dark)
    page = opened(reader)
    reader.enlarge_text(text)
    dialog(page).locator("details").evaluate("d => d.open = true")
    for words in ("power", "xyzzy"):
        asked(page, words)
        assert barriers(page) == []
        assert dialog(page).evaluate("d => d.scrollWidth <= d.clientWidth")


def test_without_scripts_an_index_stands_in_the_searchs_place(
    at: Opener, real_site: BuiltSite
) -> None:
    """No box and no button that would do nothing; the index leads to every record."""
    reader = at(DESK, scripts=False)
    reader.go()
    assert reader.page.locator("[data-kb-search]:visible").count() == 0
    reader.page.get_by_role("link", name="Index", exact=True).click()
    reader.is_at("all/")
    links = reader.page.locator("article a").evaluate_all(
        "all => all.map(a => a.pathname + a.hash)"
    )
    for record in real_site.kb.all(Record):
        anchor = f"#{record.id}" if isinstance(record, Term) else ""
        assert f"/{make_address(get_page_path(record))}{anchor}" in links, record.id


def test_where_the_search_cannot_be_fetched_the_index_opens(at: Opener) -> None:
    """As where a part of it is missing."""
    reader = at(DESK)
    reader.page.route("**/search/search.js", lambda route: route.abort("aborted"))
    reader.go()
    reader.page.keyboard.press("Control+k")
    reader.is_at("all/")
    reader.faults = [fault for fault in reader.faults if "search.js" not in fault]


def test_each_excerpt_shows_what_was_found_under_the_section_that_says_it(at: Opener) -> None:
    """Where the words stand far down a page, too: an excerpt without them would say nothing."""
    page = opened(at(DESK))
    shown = 0
    for words in ("mentalising supervision", "rescue", "burn-out", "probation officers"):
        assert asked(page, words)
        for excerpt in dialog(page).locator(".kb-search__excerpt").all():
            shown += 1
            assert excerpt.locator("mark").count(), excerpt.text_content()
            assert excerpt.locator(".kb-search__section").text_content()
    assert shown > AT_ONCE
