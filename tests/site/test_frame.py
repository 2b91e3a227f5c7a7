"""What surrounds every page: its head, the page for what is not found, and life without scripts."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from kb.records import Finding
from kb.records.addresses import get_page_path, make_address
from kb.web.card import SIZE, draw_preview
from tests.helpers.browsing import DESK, PHONE, Opener
from tests.helpers.building import KB, MADE_UP, BuiltSite, copy_project, run
from tests.helpers.site_pages import SitePage, read_site, text_of


@pytest.fixture(scope="module")
def pages(real_site: BuiltSite) -> dict[str, SitePage]:
    """Every page of the project's own site by its address."""
    return read_site(real_site.folder, real_site.address)


def properties(page: SitePage) -> dict[str, str]:
    """Return the Open Graph properties of a page."""
    return {
        str(meta["property"]): str(meta["content"])
        for meta in page.soup.select("meta[property^='og:']")
    }


# ------------------------------------------------------------------------------------ previews


def test_a_link_to_a_page_is_previewed_by_what_it_says(made_up_site: BuiltSite) -> None:
    """Title, sentence and picture, all of this site's own address."""
    page = read_site(made_up_site.folder, made_up_site.address)["findings/f001/"]
    finding = made_up_site.kb.get("F001", Finding)
    shown = properties(page)
    assert (shown["og:title"], shown["og:description"]) == (finding.statement, finding.statement)
    assert shown["og:url"] == made_up_site.address + "findings/f001/"
    picture = made_up_site.folder / shown["og:image"].removeprefix(made_up_site.address)
    assert picture.is_file()
    assert shown["og:image:alt"]


def test_no_picture_is_named_while_the_address_is_not_known(tmp_path: Path) -> None:
    """A preview needs a whole address, and a wrong one is worse than none."""
    project = copy_project(MADE_UP, tmp_path / "made-up")
    settings = project.root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_url: https://site.example/base/\n", ""))
    assert run((*KB, "build"), project).returncode == 0
    shown = properties(read_site(project.root / "site", "")["findings/f001/"])
    assert shown["og:title"]
    assert [name for name in shown if "image" in name or "url" in name] == []


def test_the_picture_has_the_size_that_previews_expect_and_is_the_same_each_time() -> None:
    """1200 by 630 pixels, for a name and a description of any length."""
    for words in ("Made up", "A made-up name that is rather long"):
        picture = draw_preview(words, "A made-up description. " * 4)
        assert Image.open(io.BytesIO(picture)).size == SIZE
        assert draw_preview(words, "A made-up description. " * 4) == picture
    assert draw_preview("One", "Made up.") != draw_preview("Another", "Made up.")


def test_every_page_has_an_icon_that_is_there(
    real_site: BuiltSite, pages: dict[str, SitePage]
) -> None:
    """Inlined nowhere, so that it is fetched once."""
    for path, page in pages.items():
        (icon,) = page.soup.select("link[rel=icon]")
        target = next(t for t in page.targets(page.soup) if t.element is icon)
        assert (real_site.folder / target.address.removeprefix(page.home)).is_file(), path


# -------------------------------------------------------------------------------- the not found


def test_the_page_for_what_is_not_found_helps_on(pages: dict[str, SitePage]) -> None:
    """It says what may be wrong and leads to the ways in."""
    page = pages["404.html"]
    assert "not here" in text_of(page.article)
    for path in ("", "situations/", "findings/", "implications/", "for/", "contribute/"):
        assert page.leads_to(path, page.article), path


# --------------------------------------------------------------------------- without scripts


@pytest.mark.browser
def test_without_scripts_the_menu_opens_and_an_index_stands_in_for_the_search(
    at: Opener,
) -> None:
    """By touch, on a phone."""
    reader = at(PHONE, scripts=False)
    reader.go()
    reader.page.locator("summary", has_text="Menu").tap()
    reader.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Themes").tap()
    reader.is_at("themes/")
    expect(reader.page.get_by_role("button", name="Search")).to_be_hidden()
    expect(reader.page.get_by_role("button", name="Switch between")).to_be_hidden()
    reader.page.locator(".kb-top").get_by_role("link", name="Index").tap()
    reader.is_at("all/")


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True])
def test_without_scripts_the_colours_follow_the_system(
    at: Opener, real_site: BuiltSite, *, dark: bool
) -> None:
    """The colours of a page need no script."""
    reader = at(DESK, dark=dark, scripts=False)
    reader.go(make_address(get_page_path(real_site.kb.all(Finding)[0])))
    ground = reader.page.screenshot(clip={"x": 2, "y": 400, "width": 4, "height": 4})
    lightest = max(Image.open(io.BytesIO(ground)).convert("L").tobytes())
    assert (lightest < 60) == dark
