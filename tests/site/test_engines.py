"""Zensical makes the same site of the same pages, but for what golden/engines.txt lists.

`make golden` writes the list anew.
"""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from kb.project import Project
from kb.read import read
from kb.site.build import build_site
from kb.site.engines import EngineError
from kb.site.theme_files import LICENCE
from kb.site.zensical import engine as zensical_engine
from kb.site.zensical.markdown import make_relative_to_file
from kb.web.policy import POLICY
from tests.helpers.browsing import DESK, PHONE, Opener
from tests.helpers.building import CASES, KB, BuiltSite, copy_project, files_in, run
from tests.helpers.engine_differences import THEMES_OWN, differences
from tests.helpers.golden import Golden
from tests.helpers.site_pages import broken_links, dangling_references, read_site
from tests.helpers.web_server import served

NAMES = ("MkDocs", "Zensical")
ZENSICAL = (*KB, "build", "--engine", "zensical")
LISTED = CASES / "golden" / "engines.txt"


def with_zensical(site: BuiltSite, folder: Path) -> BuiltSite:
    """Build a copy of a site's project with Zensical; that nothing was said is part of it."""
    project = copy_project(site.project.root, folder / "project")
    done = run(ZENSICAL, project)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return BuiltSite(project, read(project.data), project.root / "site", site.address)


@pytest.fixture(scope="module")
def zensical(made_up_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The made-up site, made by Zensical."""
    return with_zensical(made_up_site, tmp_path_factory.mktemp("zensical"))


def listed() -> list[str]:
    """Return the differences that are known."""
    return [line for line in LISTED.read_text("utf-8").splitlines() if not line.startswith("#")]


# ---------------------------------------------------------------------------------- the same site


def test_both_engines_bring_one_style_sheet_and_its_licence(
    made_up_site: BuiltSite, zensical: BuiltSite
) -> None:
    """No scripts, looks or pictures that no page loads."""
    for site in (made_up_site, zensical):
        own = [path for path in files_in(site.folder) if THEMES_OWN.match(path)]
        assert sorted(path.rpartition(".min.")[2] for path in own) == ["css", f"css{LICENCE}"]


def test_both_engines_make_the_same_pages_at_the_same_addresses(
    made_up_site: BuiltSite, zensical: BuiltSite
) -> None:
    """The page for what is not found, those that moved and those of withdrawn records included."""
    ours, theirs = (read_site(site.folder, site.address) for site in (made_up_site, zensical))
    assert list(ours) == list(theirs)
    assert "404.html" in theirs


def test_what_differs_between_the_engines_is_what_is_listed(
    made_up_site: BuiltSite, zensical: BuiltSite, golden: Golden
) -> None:
    """In every element, attribute and text of every page, and in every other file."""
    found = differences(made_up_site, zensical, NAMES)
    about = "# What differs between the sites that MkDocs and Zensical make of the same pages."
    golden.expect(LISTED, "\n".join([about, *found, ""]))


@pytest.mark.slow
def test_no_more_differs_on_the_project_s_own_site(real_site: BuiltSite, tmp_path: Path) -> None:
    """The list is made from a small site; the large one has nothing that is not on it."""
    found = differences(real_site, with_zensical(real_site, tmp_path), NAMES)
    assert {_what(line) for line in found} <= {_what(line) for line in listed()}


def _what(difference: str) -> str:
    """Return a difference without the pages that have it, and without the site's own address."""
    what = re.sub(r"^on (every page|some pages, \S+ for one): ", "", difference)
    return re.sub(r"https://site\.(example/base|invalid)/", "", what)


def test_a_difference_of_any_kind_would_be_seen(made_up_site: BuiltSite, tmp_path: Path) -> None:
    """A word, an identifier, a link, the description and a file, changed in a copy."""
    page = "findings/f001/index.html"
    files = files_in(made_up_site.folder) | {"more.txt": b""}
    text = files[page].decode()
    for old, new in (
        ("On this page", "On that page"),
        (' id="trust"', ' id="faith"'),
        ('href="../../themes/"', 'href="../../theme/"'),
        ('name="description" content="', 'name="description" content="No '),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    for path, content in (files | {page: text.encode()}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    other = BuiltSite(made_up_site.project, made_up_site.kb, tmp_path, made_up_site.address)
    found = "\n".join(differences(made_up_site, other, NAMES))
    for part in ("more.txt", "On that page", 'id="faith"', "theme/", 'content="No '):
        assert part in found, part


# ------------------------------------------------------------------------------------ a valid site


def test_every_link_of_the_site_that_zensical_makes_leads_somewhere(zensical: BuiltSite) -> None:
    """Pages, places on pages and files, from a site that is not at the root of its host."""
    pages = read_site(zensical.folder, zensical.address)
    assert broken_links(zensical.folder, pages) == []
    assert [fault for page in pages.values() for fault in dangling_references(page)] == []


def test_every_page_that_zensical_makes_has_the_policy_first(zensical: BuiltSite) -> None:
    """What stands before it, browsers would load without it."""
    for path, page in read_site(zensical.folder, zensical.address).items():
        first = page.soup.select("head > *")[0]
        assert (first.get("http-equiv"), first.get("content")) == (
            "Content-Security-Policy",
            POLICY,
        ), path


def test_no_script_of_the_engine_is_published(zensical: BuiltSite) -> None:
    """Only scripts of this site, and of its search."""
    scripts = [path for path in files_in(zensical.folder) if path.endswith(".js")]
    assert [path for path in scripts if "bundle" in path or "worker" in path] == [
        "pagefind/pagefind-worker.js"
    ]


@pytest.mark.browser
def test_the_site_that_zensical_makes_works_in_a_browser(
    browser: Browser, zensical: BuiltSite
) -> None:
    """Menu, search, map and copying, with nothing refused by the policy and no error."""
    with served(zensical.folder) as home:
        opener = Opener(browser, home)
        phone = opener(PHONE)
        phone.go()
        phone.page.locator("summary", has_text="Menu").tap()
        phone.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Themes").tap()
        phone.is_at("themes/")
        desk = opener(DESK)
        desk.go("findings/f001/")
        expect(desk.page.locator(".kb-nav .kb-nav__here")).to_have_text("Findings")
        desk.page.locator("figure").get_by_role("button", name="Copy quote").first.click()
        assert "“" in str(desk.page.evaluate("() => navigator.clipboard.readText()"))
        desk.page.keyboard.press("Control+k")
        dialog = desk.page.get_by_role("dialog", name="Search this site")
        dialog.get_by_role("searchbox").fill("shepherd")
        dialog.locator("ol a").first.click()
        desk.go("map/")
        desk.page.locator("svg[data-kb-map] a:visible", has_text="F001").first.click()
        desk.is_at("findings/f001/")
        assert opener.close() == []


# --------------------------------------------------------------------------------------- mistakes


def test_a_link_that_leads_nowhere_stops_zensical_too(made_up_project: Project) -> None:
    """The last site stays, and the message names the page without a trace of a program."""
    page = made_up_project.docs / "about" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n[Nowhere](../nowhere.md)\n", encoding="utf-8")
    done = run(ZENSICAL, made_up_project)
    assert done.returncode == 1
    assert "about/index.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (made_up_project.root / "site").exists()


def test_what_the_policy_keeps_from_running_stops_zensical_too(tmp_path: Path) -> None:
    """The check is this project's own, on the finished pages."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<p onclick="x()">', encoding="utf-8")
    with pytest.raises(EngineError, match=r"a/index\.html: .* onclick of p"):
        zensical_engine.refuse_inline_parts(tmp_path)


def test_data_with_a_mistake_is_told_as_by_the_check(made_up_project: Project) -> None:
    """Before Zensical is asked for anything."""
    file = next(made_up_project.data.rglob("F001.yaml"))
    file.write_text(file.read_text("utf-8").replace("statement:", "statment:"), encoding="utf-8")
    done = run(ZENSICAL, made_up_project)
    assert done.returncode == 1
    assert "statment" in done.stderr
    assert "F001.yaml" in done.stderr


def test_without_zensical_it_is_said_how_to_install_it(
    made_up_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no part of what the site needs."""
    monkeypatch.setattr(zensical_engine, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match="make zensical"):
        build_site(made_up_project, "zensical")


# ------------------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("../../themes/t001/#top", "../themes/t001/#top"),
        ("../", "./"),
        ("./?v=1", "f001/?v=1"),
        ("f001.bib", "f001/f001.bib"),
        ("#trust", "#trust"),
        ("?v=1#top", "?v=1#top"),
        ("", ""),
        ("/base/", "/base/"),
        ("https://site.example/", "https://site.example/"),
        ("mailto:someone@site.example", "mailto:someone@site.example"),
    ],
)
def test_a_link_in_html_is_made_relative_to_the_file_of_its_page(written: str, meant: str) -> None:
    """On the page findings/f001.md, whose address is findings/f001/."""
    html = f'<p>1 < 2 <a class="kb-x" href="{written}">x</a> <img alt="" src="{written}"></p>'
    assert make_relative_to_file(html, "f001") == html.replace(f'"{written}"', f'"{meant}"')


def test_text_that_only_looks_like_a_link_stays() -> None:
    """As in a block of code, where tags are written as text."""
    html = (
        '<pre>&lt;a href="../x/"&gt; data-href="../x/"</pre><p data-href="../x/">href="../x/"</p>'
    )
    assert make_relative_to_file(html, "f001") == html


STEPS = st.lists(st.sampled_from(["..", ".", "a", "b.c"]), min_size=1, max_size=5)


@given(STEPS, st.sampled_from(["", "/"]))
def test_a_link_leads_to_the_same_place_from_the_file_as_from_the_address(
    steps: list[str], end: str
) -> None:
    """Whatever it is made of."""
    link = "/".join(steps) + end
    (moved,) = re.findall('href="(.*)"', make_relative_to_file(f'<a href="{link}">', "f001"))
    base = "https://site.example/1/2/3/4/5/6/7/"
    assert urljoin(base, moved) == urljoin(f"{base}f001/", link)
