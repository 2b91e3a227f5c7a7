"""Citing, and the list of references, in a real browser: with scripts and without."""

import re

import pytest
from playwright.sync_api import Locator, expect

from kb.citations.citing import find_conveyed
from kb.records import Finding, Record, Reference, Term, Theme
from kb.records.addresses import get_page_path, make_address
from tests.helpers.browsing import DESK, PHONE, SMALL, Opener, Reader, sizes
from tests.helpers.building import BuiltSite

pytestmark = pytest.mark.browser

REFUSED = {
    "refused": "navigator.clipboard.writeText = () => Promise.reject(new DOMException('No'))",
    "missing": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
}


def _one_of_each_type(site: BuiltSite) -> list[Record]:
    return list({type(record): record for record in site.kb.all(Record)}.values())


def _open(reader: Reader, record: Record) -> Locator:
    """Open a record's page, and on it what says how to cite it, by key."""
    reader.go(make_address(get_page_path(record)))
    place = reader.page.locator(f"#{record.id}" if isinstance(record, Term) else ".kb-foot")
    fold = place.locator(".kb-fold > summary")
    if isinstance(record, Term) and fold.count():
        fold.first.press("Enter")
    summary = place.locator(".kb-cite summary, summary:has-text('Cite this entry')").first
    summary.press("Enter")
    return place.locator(".kb-cite")


def _clipboard(reader: Reader) -> str:
    text = reader.page.evaluate("() => navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


# -------------------------------------------------------------------------------------- citing


@pytest.mark.parametrize("size", [PHONE, pytest.param(DESK, marks=pytest.mark.slow)])
def test_each_citation_of_each_type_of_record_is_copied_letter_by_letter(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """A button for each text, and what is copied is that text."""
    reader = at(size)
    for record in _one_of_each_type(real_site):
        part = _open(reader, record)
        texts = part.locator("[data-kb-copy]")
        buttons = part.get_by_role("button", name=re.compile("^Copy (?!the link)"))
        works = int(find_conveyed(real_site.kb, record) is not None)
        assert texts.count() == buttons.count() == (1 if isinstance(record, Term) else 4 + works)
        for number in range(texts.count()):
            expected = texts.nth(number).text_content()
            assert expected
            assert expected.strip()
            button = part.locator("button").nth(number)
            button.scroll_into_view_if_needed()
            button.click()
            expect(button).to_have_text("Copied")
            assert _clipboard(reader) == expected


def test_a_copy_is_announced_and_the_button_is_itself_again_after_a_while(
    at: Opener, real_site: BuiltSite
) -> None:
    """By key: the focus stays, the status speaks, and all is as before after some seconds."""
    reader = at(DESK)
    reader.page.clock.install()
    part = _open(reader, real_site.kb.all(Finding)[0])
    button = part.get_by_role("button", name="Copy RIS", exact=True)
    kept = button.element_handle()
    status = reader.page.locator("article > [role=status]")
    expect(status).to_have_text("")
    button.press("Enter")
    expect(status).to_have_text("Copied RIS.")
    assert kept.text_content() == "Copied"
    assert kept.evaluate("button => button === document.activeElement")
    reader.page.clock.run_for(4_000)
    assert kept.text_content() == "Copy RIS"
    expect(status).to_have_text("")


@pytest.mark.parametrize("script", REFUSED.values(), ids=REFUSED)
def test_where_the_clipboard_is_refused_the_text_is_selected(
    at: Opener, real_site: BuiltSite, script: str
) -> None:
    """And the status says so: it can then be copied by key or menu."""
    reader = at(PHONE)
    reader.page.add_init_script(script)
    part = _open(reader, real_site.kb.all(Finding)[0])
    text = part.locator("[data-kb-copy=BibTeX]")
    part.get_by_role("button", name="Copy BibTeX", exact=True).press("Space")
    status = reader.page.locator("article > [role=status]")
    expect(status).to_contain_text("Selected BibTeX")
    selected = reader.page.evaluate("() => getSelection().toString()")
    assert selected.strip() == (text.text_content() or "").strip()


@sizes
def test_a_citation_is_downloaded_as_the_file_it_is(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Under its own name, with every byte."""
    finding = real_site.kb.all(Finding)[0]
    path = make_address(get_page_path(finding))
    reader = at(size)
    part = _open(reader, finding)
    links = part.locator("a[download]")
    assert links.count() == 3
    for link in links.all():
        with reader.page.expect_download() as started:
            link.click()
        name = started.value.suggested_filename
        assert name.startswith(finding.id.lower())
        file = real_site.folder / path / name
        assert started.value.path().read_bytes() == file.read_bytes()


def test_the_references_of_a_theme_and_of_the_site_are_downloaded(
    at: Opener, real_site: BuiltSite
) -> None:
    """From the theme's page and from the index."""
    reader = at(DESK)
    theme = next(theme for theme in real_site.kb.all(Theme) if real_site.kb.cited_within(theme))
    for path, stem in (
        (make_address(get_page_path(theme)), f"{theme.id.lower()}-references"),
        ("references/", "references"),
    ):
        reader.go(path)
        for link in reader.page.locator(".kb-exports a[download]").all():
            with reader.page.expect_download() as started:
                link.click()
            assert started.value.suggested_filename.startswith(f"{stem}.")
            assert started.value.path().stat().st_size > 0


@sizes
def test_without_scripts_a_page_has_every_citation_and_no_button(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Nothing is offered that would not work."""
    reader = at(size, scripts=False)
    for record in _one_of_each_type(real_site):
        part = _open(reader, record)
        expect(part.locator("[data-kb-copy]").first).to_be_visible()
        expect(part.locator("a[download]").first).to_be_visible()
        expect(reader.page.locator("article button")).to_have_count(0)


# -------------------------------------------------------------------------- the list of references


def _shown(reader: Reader) -> list[str]:
    found = reader.page.eval_on_selector_all(
        ".kb-bibliography > li", "all => all.filter(li => li.checkVisibility()).map(li => li.id)"
    )
    assert isinstance(found, list)
    return found


def _choose(reader: Reader, label: str, value: str) -> None:
    reader.page.get_by_label(label, exact=True).select_option(value)


@sizes
def test_references_are_filtered_by_kind_reason_and_theme(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """Exactly those of which the data says so; the number is announced."""
    kb = real_site.kb
    reader = at(size)
    reader.go("references/")
    every = _shown(reader)
    assert set(every) == {reference.id for reference in kb.all(Reference)}
    status = reader.page.locator(".kb-controls [role=status]")
    expect(status).to_have_text(f"All {len(every)} works shown.")

    theme = next(theme for theme in kb.all(Theme) if kb.cited_within(theme))
    in_theme = {reference.id for reference in kb.cited_within(theme)}
    _choose(reader, "Cited in theme", theme.id)
    assert _shown(reader) == [name for name in every if name in in_theme]
    expect(status).to_have_text(f"{len(in_theme)} of {len(every)} works shown.")

    kind = kb.get(min(in_theme), Reference).kind
    of_kind = {r.id for r in kb.all(Reference) if r.kind == kind}
    _choose(reader, "Kind of work", kind)
    assert set(_shown(reader)) == in_theme & of_kind

    reader.page.get_by_role("button", name="Clear choices", exact=True).click()
    assert _shown(reader) == every
    reader.is_at("references/")

    relation = kb.cited_by(kb.get(min(in_theme), Reference))[0][1].relation
    expected = {
        r.id for r in kb.all(Reference) if relation in {c.relation for _, c in kb.cited_by(r)}
    }
    _choose(reader, "Reason for citing", relation)
    assert set(_shown(reader)) == expected


@sizes
def test_references_are_sorted(at: Opener, size: dict[str, int], real_site: BuiltSite) -> None:
    """By year and by how often they are cited, where equal by author, and back."""
    kb = real_site.kb
    reader = at(size)
    reader.go("references/")
    every = _shown(reader)
    references = [kb.get(name, Reference) for name in every]

    def year(reference: Reference) -> int:
        return -(reference.csl.issued.year if reference.csl.issued else 0)

    def cited(reference: Reference) -> int:
        return -len({r.id for r, _ in (*kb.cited_by(reference), *kb.informs(reference))})

    _choose(reader, "Sort by", "year")
    assert _shown(reader) == [r.id for r in sorted(references, key=year)]
    _choose(reader, "Sort by", "cited")
    assert _shown(reader) == [r.id for r in sorted(references, key=cited)]
    _choose(reader, "Sort by", "kind")
    kinds = [kb.get(name, Reference).kind for name in _shown(reader)]
    assert [
        kind for i, kind in enumerate(kinds) if kind in kinds[:i] and kinds[i - 1] != kind
    ] == []
    _choose(reader, "Sort by", "")
    assert _shown(reader) == every


def test_the_controls_work_by_key(at: Opener) -> None:
    """Tab from one to the next, arrows to choose, Enter to clear; the focus is never lost."""
    reader = at(DESK)
    reader.go("references/")
    every = _shown(reader)
    reader.page.get_by_label("Sort by", exact=True).focus()
    reader.page.keyboard.press("Tab")
    expect(reader.page.get_by_label("Kind of work", exact=True)).to_be_focused()
    reader.page.keyboard.press("ArrowDown")
    fewer = _shown(reader)
    assert 0 < len(fewer) < len(every)
    for _ in range(3):
        reader.page.keyboard.press("Tab")
    expect(reader.page.get_by_role("button", name="Clear choices", exact=True)).to_be_focused()
    reader.page.keyboard.press("Enter")
    assert _shown(reader) == every
    expect(reader.page.get_by_label("Sort by", exact=True)).to_be_focused()


@sizes
def test_what_was_chosen_is_in_the_address_and_comes_back_with_it(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """A filtered list can be linked, reloaded and returned to."""
    theme = next(t for t in real_site.kb.all(Theme) if real_site.kb.cited_within(t))
    reader = at(size)
    reader.go("references/")
    _choose(reader, "Cited in theme", theme.id)
    _choose(reader, "Sort by", "cited")
    chosen, link = _shown(reader), reader.address
    assert f"theme={theme.id}" in link
    reader.page.reload()
    assert _shown(reader) == chosen
    reader.page.locator(".kb-work:visible summary").first.click()
    reader.follow(r"references/[a-z0-9-]+/", within=".kb-bibliography")
    reader.page.go_back()
    expect(reader.page).to_have_url(link)
    assert _shown(reader) == chosen
    other = at(size)
    other.page.goto(link)
    assert _shown(other) == chosen
    expect(other.page.get_by_label("Cited in theme", exact=True)).to_have_value(theme.id)


def test_an_address_with_something_unknown_shows_everything(at: Opener) -> None:
    """Whatever someone types there, nothing is hidden by it."""
    reader = at(DESK)
    reader.go("references/")
    every = _shown(reader)
    reader.go("references/?kind=nonsense&theme=%3Cb%3E&sort=constructor")
    assert _shown(reader) == every


def test_the_controls_fit_on_a_small_phone(at: Opener) -> None:
    """At 320 pixels nothing reaches beyond the edge, and what is touched is large enough."""
    reader = at(SMALL)
    reader.go("references/")
    for control in reader.page.locator(".kb-controls :is(select, button)").all():
        box = control.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= SMALL["width"]
        assert box["height"] >= 24


@sizes
def test_without_scripts_the_list_is_complete_and_has_no_controls(
    at: Opener, size: dict[str, int], real_site: BuiltSite
) -> None:
    """The list is in the page, the controls are made by a script."""
    reader = at(size, scripts=False)
    reader.go("references/")
    expect(reader.page.locator("article select, article button")).to_have_count(0)
    items = reader.page.locator(".kb-bibliography > li:visible")
    expect(items).to_have_count(len(real_site.kb.all(Reference)))


def test_a_link_to_a_work_in_the_list_opens_its_entry(at: Opener, real_site: BuiltSite) -> None:
    """When the page opens and when the hash changes; without scripts its name is in view."""
    first, *_, last = (reference.id for reference in real_site.kb.all(Reference))
    reader = at(PHONE)
    reader.go(f"references/#{first}")
    expect(reader.page.locator(f"#{first} .kb-entry")).to_be_visible()
    reader.page.evaluate("place => { location.hash = place }", last)
    expect(reader.page.locator(f"#{last} .kb-entry")).to_be_in_viewport()
    reader = at(PHONE, scripts=False)
    reader.go(f"references/#{last}")
    expect(reader.page.locator(f"#{last} summary")).to_be_in_viewport()
    reader.page.locator(f"#{last} summary").click()
    expect(reader.page.locator(f"#{last} .kb-entry")).to_be_visible()


def test_on_paper_the_list_of_references_has_every_entry_and_no_name_twice(
    at: Opener, real_site: BuiltSite
) -> None:
    """Without scripts too."""
    reader = at(DESK, scripts=False)
    reader.go("references/")
    reader.page.emulate_media(media="print")
    entries = reader.page.locator(".kb-entry:visible")
    expect(entries).to_have_count(len(real_site.kb.all(Reference)))
    expect(reader.page.locator(".kb-work summary:visible")).to_have_count(0)
