"""Handouts in a real browser: chosen by key, in the address alone, printed, and read back."""

import gzip
import io
import json
import re
import unicodedata
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it has no types
import pytest
import yaml
import zxingcpp
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from kb.pages.handouts import write_choice
from kb.records import Finding, Implication, Quote, Record, Situation, Theme
from kb.records.addresses import KNOWN, get_api_path, get_handout_path, get_page_path, make_address
from tests.helpers.barriers import barriers
from tests.helpers.browsing import DESK, PHONE, Opener, Reader, sizes
from tests.helpers.building import BuiltSite
from tests.helpers.recording_server import recorded
from tests.helpers.visiting import Visit

pytestmark = pytest.mark.browser

HANDOUT = "handout/"
MOST = 40
LONGEST = 2000
DOTS_PER_INCH, POINTS_PER_INCH = 150, 72
KILOBYTES_OF_20 = 60


def open_handout(reader: Reader, choice: str) -> None:
    """Open a handout, and wait until what was chosen is there."""
    reader.page.goto("about:blank")
    reader.go(f"{HANDOUT}#{choice}")
    expect(said(reader.page)).to_have_text(re.compile(r"\S"))


def said(page: Page) -> Locator:
    """Return what is announced."""
    return page.locator(".kb-handout__status")


def cards(page: Page) -> list[str]:
    """Return what the cards on the sheet are called, in their order."""
    found = page.locator(".kb-sheet__card").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert isinstance(found, list)
    return found


def some(site: BuiltSite, count: int) -> list[Record]:
    """Return some records of every type that can be on a handout."""
    kb = site.kb
    kinds = (Finding, Quote, Implication, Situation, Theme)
    groups = [kb.all(kind) for kind in kinds]
    mixed = [group[i] for i in range(max(map(len, groups))) for group in groups if i < len(group)]
    assert len(mixed) >= count
    return mixed[:count]


def squeeze(text: str) -> str:
    """Leave out of a text what may be where lines end, and write ligatures as letters."""
    return re.sub(r"[\s\-\u2010\u00ad]", "", unicodedata.normalize("NFKC", text))


# ---------------------------------------------------------------------------- the address


def test_a_handout_has_1_to_40_records_in_a_short_address(at: Opener, real_site: BuiltSite) -> None:
    """More are left out with a sentence; an address of 60 is about 455 characters."""
    reader = at(DESK)
    findings: list[Record] = [*real_site.kb.all(Finding), *real_site.kb.all(Implication)]
    for count in (1, MOST):
        open_handout(reader, write_choice(findings[:count]))
        expect(reader.page.locator(".kb-sheet__card")).to_have_count(count)
    open_handout(reader, write_choice(findings[:60]))
    expect(reader.page.locator(".kb-sheet__card")).to_have_count(MOST)
    expect(said(reader.page)).to_contain_text(f"Only the first {MOST} are shown.")
    before = reader.address
    reader.page.get_by_label("Search for more").fill("q001")
    reader.page.keyboard.press("Enter")
    expect(said(reader.page)).to_contain_text("A handout has at most 40 records.")
    assert reader.address == before
    address = f"https://kb.example.org/aspd/{HANDOUT}#{write_choice(findings[:60])}"
    assert 440 <= len(address) <= 470


def test_an_address_of_more_than_2000_characters_is_refused(at: Opener) -> None:
    """With a sentence, and nothing of it is shown; so is what would make one as long."""
    reader = at(DESK)
    open_handout(reader, "f001.1," + "f001.1," * 300)
    expect(said(reader.page)).to_have_text(
        "This address is longer than 2,000 characters, so nothing of it was read. "
        "Make two handouts."
    )
    assert cards(reader.page) == []


def test_the_title_is_in_the_address_and_at_most_80_characters_long(at: Opener) -> None:
    """It comes back with it, whatever is in it."""
    reader = at(DESK)
    open_handout(reader, "f001.1")
    field = reader.page.get_by_label("Title of the sheet")
    field.fill("Team day: <b>50 %</b> & more; #1")
    address = reader.address
    reader.page.goto("about:blank")
    reader.page.goto(address)
    expect(
        reader.page.get_by_role("heading", name="Team day: <b>50 %</b> & more; #1")
    ).to_be_visible()
    expect(field).to_have_value("Team day: <b>50 %</b> & more; #1")
    open_handout(reader, f"f001.1;t={'x' * 200}")
    expect(field).to_have_value("x" * 80)


def test_no_chosen_identifier_reaches_the_host_and_nothing_is_stored(
    browser: Browser, real_site: BuiltSite
) -> None:
    """The log holds one file a record, and neither the choice nor the title."""
    chosen = some(real_site, 5)
    with recorded(real_site.folder) as host:
        visit = Visit.begun(browser, host)
        page = visit.page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{host.home}{HANDOUT}#{write_choice(chosen)};t=Made%20up%20title")
        expect(page.locator(".kb-sheet__card")).to_have_count(5)
        page.get_by_role("button", name="Remove").first.click()
        assert visit.left(page) == []
        assert page.evaluate("({...localStorage, ...sessionStorage})") == {}
        assert page.evaluate("caches.keys()") == []
        visit.context.close()
    paths = [url.removeprefix(host.home) for url in asked if "#" not in url]
    assert all("title" not in path.lower() for path in paths)
    named = [path for path in paths if path.startswith("api/")]
    assert sorted(named) == sorted({get_api_path(record) for record in chosen})
    assert not [path for path in paths if "," in path or "?" in path]


def test_hostile_fragments_show_known_records_and_nothing_else(
    at: Opener, real_site: BuiltSite
) -> None:
    """Two hundred of them, one after the other: no markup, no exception, no request elsewhere."""
    payloads = yaml.safe_load(
        (Path(__file__).parents[1] / "made_up" / "payloads.yaml").read_text("utf-8")
    )
    texts = [str(text) for group in payloads.values() for text in group.values()]
    texts += ["constructor.1", "__proto__", "../../etc/passwd", "f001.0", "f001.99999", "F1", "%"]
    texts += ["%E0%A4%A", "f001.1;t=%E0%A4%A", "\u202ef001", "ramsden-2018.1", "s001.1", ",,,,"]
    forms = ("{}", "f001.1,{}", "f001.1;t={}", "{};t={}")
    hostile = [form.replace("{}", text) for text in texts for form in forms][
        :: max(1, len(texts) * 4 // 200)
    ]
    assert len(hostile) >= 200
    reader = at(DESK)
    open_handout(reader, "f002.1")
    known = json.loads((real_site.folder / KNOWN).read_text("utf-8"))
    names = {name for names in known.values() for name in names}
    for fragment in hostile[:220]:
        reader.page.evaluate(
            """async fragment => {
              document.querySelector(".kb-handout__status").textContent = ""
              location.hash = fragment
              for (let i = 0; i < 200; i++) {
                await new Promise(done => setTimeout(done, 5))
                if (document.querySelector(".kb-handout__status").textContent) return
              }
            }""",
            f"{fragment};n={hostile.index(fragment)}",
        )
        shown = reader.page.locator(".kb-sheet .kb-sheet__card").evaluate_all(
            "all => all.map(one => one.ariaLabel.split(' ').at(-1).toLowerCase())"
        )
        assert set(shown) <= names, fragment
        strange = reader.page.locator(
            ".kb-handout :is(script, iframe, object, svg, style, form form, b, i, math, video)"
        )
        assert strange.count() == 0, fragment
    assert reader.page.evaluate("typeof kbCanary") == "undefined"


# ------------------------------------------------------------------------------ choosing


@sizes
def test_records_are_added_moved_and_removed_by_key_and_each_change_is_told(
    at: Opener, size: dict[str, int]
) -> None:
    """Focus stays where the work goes on."""
    reader = at(size)
    open_handout(reader, "f001.1,q003.1")
    page, keys = reader.page, reader.page.keyboard
    page.get_by_label("Search for more").focus()
    keys.type("I004, f002.1")
    keys.press("Enter")
    expect(said(page)).to_have_text("Added I004, F002. The handout has 4 records now.")
    expect(page.get_by_label("Search for more")).to_be_focused()
    page.get_by_role("button", name="Move up: Q003").focus()
    keys.press("Enter")
    expect(said(page)).to_have_text("Q003 is now number 1 of 4.")
    expect(page.get_by_role("button", name="Move up: Q003")).to_be_focused()
    keys.press("Enter")
    expect(said(page)).to_have_text("Q003 is first already.")
    keys.press("Tab")
    keys.press("Enter")
    expect(said(page)).to_have_text("Q003 is now number 2 of 4.")
    keys.press("Tab")
    keys.press("Enter")
    expect(said(page)).to_have_text("Removed Q003. The handout has 3 records now.")
    expect(page.get_by_role("button", name="Remove I004")).to_be_focused()
    assert "#f001.1,i004." in page.evaluate("location.href")
    assert page.evaluate("location.href").endswith(",f002.1")
    assert barriers(page) == []
    assert reader.beyond_the_edge() == []


def test_more_is_found_by_words(at: Opener) -> None:
    """What the search finds that can be on a handout has a button, and nothing else has one."""
    reader = at(DESK)
    open_handout(reader, "f001.1")
    reader.page.get_by_label("Search for more").fill("supervision")
    reader.page.keyboard.press("Enter")
    first = reader.page.locator(".kb-handout__found button").first
    first.focus()
    reader.page.keyboard.press("Enter")
    expect(said(reader.page)).to_contain_text("The handout has 2 records now.")
    expect(first).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(said(reader.page)).to_contain_text("on the handout already")


def test_the_address_is_copied_with_identifiers_to_type(at: Opener) -> None:
    """Some mail programs cut off what stands after #."""
    reader = at(DESK)
    open_handout(reader, "f001.1,q003.1")
    reader.page.get_by_role("button", name="Copy address").click()
    expect(said(reader.page)).to_contain_text("Copied")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(reader.address)
    assert copied.endswith("f001.1, q003.1")


def test_an_older_version_says_what_changed(at: Opener, real_site: BuiltSite) -> None:
    """And can be exchanged for that of today."""
    record = next(one for one in real_site.kb.all(Finding) if one.version > 1)
    reader = at(DESK)
    open_handout(reader, f"{record.id.lower()}.1")
    card = reader.page.locator(".kb-sheet__card")
    expect(card).to_contain_text(
        f"Version 1 was chosen. The words are those of version {record.version}."
    )
    changes = [entry for entry in record.history if entry.kind == "substantive"][1:]
    for entry in changes:
        expect(card).to_contain_text(entry.change)
    reader.page.get_by_role("button", name=f"Take version {record.version} of {record.id}").click()
    expect(card).not_to_contain_text("was chosen")
    expect(said(reader.page)).to_contain_text("is now at version")
    assert reader.address.endswith(f"#{record.id.lower()}.{record.version}")


def test_a_withdrawn_record_names_its_successor(
    made_up_at: Opener, made_up_site: BuiltSite
) -> None:
    """Which can take its place."""
    kb = made_up_site.kb
    gone = next(one for one in kb.withdrawn(Finding) if kb.replacements(one))
    successor = kb.replacements(gone)[-1]
    reader = made_up_at(DESK)
    open_handout(reader, f"{gone.id.lower()}.1")
    card = reader.page.locator(".kb-sheet__card")
    expect(card).to_contain_text("Withdrawn on")
    expect(card).to_contain_text(f"Replaced by {successor.id}")
    reader.page.get_by_role("button", name=f"Take {successor.id} instead").click()
    expect(said(reader.page)).to_contain_text("took the place of")
    assert reader.address.endswith(f"#{successor.id.lower()}.{successor.version}")


# ------------------------------------------------------------------------------ on paper


def print_pdf(page: Page) -> bytes:
    """Print a page as its style says, with its pictures."""
    page.evaluate("() => Promise.all([...document.images].map(one => one.decode()))")
    return page.pdf(prefer_css_page_size=True)


def read_codes(pdf: bytes) -> list[str]:
    """Return what the codes on a printed sheet say, as a phone at some distance reads them."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH).to_pil()
        found += [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]
    return found


def test_a_printed_handout_has_every_word(at: Opener, real_site: BuiltSite) -> None:
    """Read back from the PDF: the words that were chosen, and what every sheet says."""
    chosen = some(real_site, 10)
    reader = at(DESK)
    open_handout(reader, f"{write_choice(chosen)};t=Made-up%20title")
    pdf = print_pdf(reader.page)
    sheets = PdfReader(io.BytesIO(pdf)).pages
    text = squeeze("".join(sheet.extract_text() for sheet in sheets))
    for record in chosen:
        whole = json.loads((real_site.folder / get_api_path(record)).read_text("utf-8"))
        for words in (*whole["result"]["words"], whole["result"]["trust"]):
            assert squeeze(words) in text, (record.id, words)
    for words in (
        *("Made-up title", "Printed on", "Write nothing about a client here.", "Notes"),
        *("Chosen by whoever made this sheet", "Charging for the course? Ask the rights holder."),
    ):
        assert squeeze(words) in text, words
    assert "Search" not in text


def test_every_code_on_paper_leads_to_the_version_that_is_shown(
    made_up_at: Opener, made_up_site: BuiltSite
) -> None:
    """Decoded from the printed sheets, where the site knows its address."""
    chosen = some(made_up_site, 8)
    reader = made_up_at(DESK)
    open_handout(reader, write_choice(chosen))
    assert sorted(read_codes(print_pdf(reader.page))) == sorted(
        f"{made_up_site.address}{make_address(get_page_path(record))}?v={record.version}"
        for record in chosen
    )


def test_a_sheet_is_black_on_white_whatever_the_screen_is(at: Opener, real_site: BuiltSite) -> None:
    """So it is legible in grey; who speaks is told by words."""
    reader = at(DESK, dark=True)
    open_handout(reader, write_choice(some(real_site, 5)))
    reader.page.emulate_media(media="print", color_scheme="dark")
    colours = reader.page.locator(".kb-sheet :is(p, h2, h3, li, figcaption)").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).color))]"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(34, 34, 34)"}
    grounds = reader.page.locator(".kb-sheet *").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).backgroundColor))]"
    )
    assert set(grounds) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    expect(reader.page.locator(".kb-sheet .kb-voice__name")).to_have_count(5)


def test_no_card_is_split_between_sheets(at: Opener, real_site: BuiltSite) -> None:
    """Its first words and its identifier are on one sheet, unless it is longer than one."""
    chosen = some(real_site, 20)
    reader = at(DESK)
    open_handout(reader, write_choice(chosen))
    sheets = [
        squeeze(sheet.extract_text())
        for sheet in PdfReader(io.BytesIO(print_pdf(reader.page))).pages
    ]
    assert len(sheets) > 2
    for record in chosen:
        whole = json.loads((real_site.folder / get_api_path(record)).read_text("utf-8"))
        ends = (
            squeeze(whole["result"]["words"][0]),
            squeeze(f"{make_address(get_page_path(record))}?v="),
        )
        assert [sheet for sheet in sheets if all(end in sheet for end in ends)], record.id


def test_ready_made_handouts_fit_on_a_page_with_findings_a_quote_and_questions(
    at: Opener, real_site: BuiltSite
) -> None:
    """Of every situation, without scripts."""
    reader = at(DESK, scripts=False)
    for situation in real_site.kb.all(Situation)[:6]:
        reader.go(make_address(get_handout_path(situation)))
        labels = cards(reader.page)
        assert 1 <= len([one for one in labels if one.startswith("Finding")]) <= 3
        assert len([one for one in labels if one.startswith("Quote")]) <= 1
        expect(reader.page.locator(".kb-sheet__questions li")).to_have_count(2)
        assert len(PdfReader(io.BytesIO(print_pdf(reader.page))).pages) == 1, situation.id


def test_without_scripts_the_page_leads_to_what_can_be_printed(
    at: Opener, real_site: BuiltSite
) -> None:
    """A sheet for each situation and each role; nothing on it that would do nothing."""
    reader = at(PHONE, scripts=False)
    reader.go(HANDOUT)
    expect(reader.page.get_by_text("which do not run here")).to_be_visible()
    assert reader.links(r"situations/[\w-]+/handout/").count() == len(real_site.kb.all(Situation))
    expect(reader.page.locator("article button:visible, article input:visible")).to_have_count(0)
    reader.go(make_address(get_page_path(real_site.kb.all(Finding)[0])))
    expect(reader.page.get_by_role("link", name="Add to a handout")).to_be_visible()


def test_home_is_three_clicks_from_a_printed_handout(at: Opener) -> None:
    """A situation, its sheet, Print."""
    reader = at(DESK)
    reader.page.add_init_script("window.print = () => { document.title = 'printed' }")
    reader.go()
    reader.page.get_by_role("link", name="Clients don’t come to my group").click()
    reader.page.get_by_role("link", name="One-page handout").click()
    reader.page.get_by_role("button", name="Print this page").click()
    assert reader.page.title() == "printed"


def test_a_handout_of_20_costs_one_small_file_a_record(at: Opener, real_site: BuiltSite) -> None:
    """At most 60 kB of them, as a host sends them."""
    chosen = some(real_site, 20)
    sizes = [len(gzip.compress((real_site.folder / get_api_path(r)).read_bytes())) for r in chosen]
    assert sum(sizes) <= KILOBYTES_OF_20 * 1000
    asked: list[str] = []
    reader = at(DESK)
    reader.page.on("request", lambda request: asked.append(request.url))
    open_handout(reader, write_choice(chosen))
    data = [url for url in asked if "/api/" in url]
    assert len(data) == len(set(data)) == len(chosen)
