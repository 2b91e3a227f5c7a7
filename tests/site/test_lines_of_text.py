"""No line of a text is one of the page: whatever a text's lines begin with, they are its words.

What reads a page as Markdown divides it by how its lines begin. So texts of every field of every
record type are made of lines that would be headings, lists, references and the like, and stand at
the beginning, within and at the end of a text.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from kb.citations.bibliography import format_bibliography
from kb.read import examine
from kb.render.layout import Templates
from kb.render.site import Site
from kb.settings import Settings
from tests.browser.test_payloads import LINKS, differences, pages_of
from tests.helpers.building import KB, MADE_UP, REPOSITORY, BuiltSite, copy_project, run
from tests.helpers.rendering import render
from tests.helpers.web_server import served
from tests.made_up.hostile import (
    PAYLOADS,
    all_text_fields,
    as_lines,
    base,
    harmless,
    knowledge_base,
)

LINES = [*PAYLOADS["lines"].values()]
OFF_THE_SITE = (
    "https://elsewhere.invalid/",
    "//elsewhere.invalid/",
    "../../../outside/",
    "data:text/html,hello",
    "javascript:void 0",
)
WRITTEN = (
    "# A page that people write\n\n[{{ text }}](../elsewhere.md) and {{ text }}\n\n{{ text }}\n"
)


def site_of(turned: Callable[[str], str]) -> Site:
    """Return a knowledge base all of whose texts are made of the lines."""
    files = knowledge_base(LINES, turned, as_lines)
    examined = examine(files)
    kb, problems = examined.kb, examined.problems
    # The lines hold figures, which a count need not agree with.
    stopping = [one for one in problems if one.stops and one.rule != "counts-are-as-printed"]
    assert stopping == []
    settings = Settings("Made up", "https://site.example/base/", "https://editor.example/")
    return Site(kb, format_bibliography(kb, REPOSITORY / settings.citation_style), settings)


@pytest.fixture(scope="module")
def hostile() -> Site:
    """With the lines as they are."""
    return site_of(str)


def beginnings(page: str) -> Counter[str]:
    """Count the signs that lines of a page begin with; of headings, level and identifier."""
    lines = [line.strip() for line in page.splitlines()]
    headings = [(line, re.match(r"(#+) .* (\{ #[\w-]+ \})$", line)) for line in lines]
    return Counter(
        " ".join(found.groups()) if found else line[:1]
        for line, found in headings
        if not line[:1].isalpha()
    )


def test_every_text_field_of_every_record_type_is_made_of_lines() -> None:
    """Asked of the models, so that a new field is among them."""
    struck = {name for places in base().free.values() for name in places.values()}
    assert all_text_fields() - struck == LINKS


def test_no_line_of_a_page_begins_with_words_of_a_text(hostile: Site) -> None:
    """The lines of each page begin as they do where the texts hold no sign at all."""
    ours, theirs = render(hostile), render(site_of(harmless))
    assert ours.keys() == theirs.keys()
    for path, page in ours.items():
        assert beginnings(page) == beginnings(theirs[path]), path


@pytest.mark.parametrize("line", LINES)
def test_in_a_page_that_people_write_a_text_is_only_words(hostile: Site, line: str) -> None:
    """Their own Markdown stands around it: a link, a paragraph, the beginning of a line."""
    templates = Templates(hostile)
    page = templates.fill_in(templates.of(WRITTEN), "about/index.md", text=line)
    html = markdown.markdown(page, extensions=["attr_list", "tables", "toc", "def_list"])
    soup = BeautifulSoup(html, "html.parser")
    assert [a.get("href") for a in soup.find_all("a")] == ["../elsewhere.md"]
    assert {element.name for element in soup.find_all()} == {"h1", "p", "a"}
    assert {name for element in soup.find_all() for name in element.attrs} == {"href", "id"}
    assert "".join(soup.get_text().split()).count("".join(line.split())) == len("[]{}<>") // 2


# ------------------------------------------------------------------------------- the built sites


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the lines, and the one without signs, by either engine."""
    root = tmp_path_factory.mktemp(request.param)
    for name, turned in (("hostile", str), ("harmless", harmless)):
        project = copy_project(MADE_UP, root / name / "project")
        shutil.rmtree(project.data)
        for path, content in knowledge_base(LINES, turned, as_lines).items():
            file = project.data / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        done = run((*KB, "build", "--engine", request.param), project)
        assert done.returncode == 0, done.stderr
        (project.root / "site").rename(root / name / "site")
    return root


@pytest.mark.slow
@pytest.mark.browser
def test_pages_have_the_same_elements_and_say_the_same(browser: Browser, sites: Path) -> None:
    """As a browser reads them: no heading, link, list or attribute has come in by a text."""
    paths = pages_of(sites / "hostile" / "site")
    assert paths == pages_of(sites / "harmless" / "site")
    assert differences(browser, sites, paths) == []


@pytest.mark.browser
def test_a_page_that_has_moved_leads_nowhere_but_on_this_site(
    browser: Browser, made_up_site: BuiltSite, tmp_path: Path
) -> None:
    """Even if something in a page made the script believe that it has moved elsewhere."""
    site = tmp_path / "site"
    shutil.copytree(made_up_site.folder, site / "base")
    page = site / "base" / "for" / "starer" / "index.html"
    text = page.read_text("utf-8")
    assert text.count("data-kb-moved") == 1
    for number, address in enumerate(OFF_THE_SITE):
        copy = site / "base" / "for" / f"gone-{number}" / "index.html"
        copy.parent.mkdir()
        copy.write_text(
            re.sub('href="[^"]*" data-kb-moved', f'href="{address}" data-kb-moved', text)
        )
    with served(site) as home:
        window = browser.new_page()
        window.goto(f"{home}base/for/starer/")
        expect(window).to_have_url(f"{home}base/for/onlooker/")
        for number, address in enumerate(OFF_THE_SITE):
            here = f"{home}base/for/gone-{number}/"
            window.goto(here)
            assert window.evaluate("document.readyState") == "complete"
            window.wait_for_timeout(50)
            assert window.url == here, address
        window.close()
