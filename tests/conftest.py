"""What the tests of pages, of the site and in the browser share.

`make golden` writes what is kept in tests/cases/ anew. Read `git diff` before committing it:
the diff is the test.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from kb.citations.bibliography import format_bibliography
from kb.knowledge.base import KnowledgeBase
from kb.project import Project
from kb.read import read
from kb.render.site import Site
from kb.settings import Settings
from tests.helpers.browsing import FLAGS, Opener
from tests.helpers.building import MADE_UP, REPOSITORY, BuiltSite, built, copy_project
from tests.helpers.golden import OPTION, Golden
from tests.helpers.measuring import Measure, measuring
from tests.helpers.rendering import render
from tests.helpers.web_server import served
from tests.tools import find_browser

# A test that failed must fail again, and one that passed must not fail for somebody else.
# `pytest --hypothesis-profile=default` looks for new cases instead.
hypothesis.settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that renews what is kept."""
    parser.addoption(
        OPTION,
        action="store_true",
        help="write what is kept anew instead of comparing with it; read the diff afterwards",
    )


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say at the top that nothing is compared, where that is so."""
    if config.getoption(OPTION):
        return ["what is kept is written anew: read `git diff` before committing it"]
    return []


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is formatted where no other run of the tests, and nobody else, looks for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """What compares with the texts in tests/cases/."""
    return Golden(renew=request.config.getoption(OPTION))


@pytest.fixture(scope="session")
def measure() -> Iterator[Measure]:
    """What runs a program and measures the memory that it takes."""
    with measuring() as measure:
        yield measure


@pytest.fixture(scope="session")
def made_up() -> Site:
    """The records of the made-up knowledge base in tests/made_up/project/, and their citations."""
    kb = read(MADE_UP / "themes_data")
    settings = Settings("Made up", "https://site.example/base/", "https://editor.example/")
    style = REPOSITORY / settings.citation_style
    return Site(kb, format_bibliography(kb, style), settings)


@pytest.fixture(scope="session")
def made_up_kb(made_up: Site) -> KnowledgeBase:
    """The records of the made-up knowledge base."""
    return made_up.kb


@pytest.fixture(scope="session")
def made_up_pages(made_up: Site) -> Mapping[str, str]:
    """The text of every page made from the made-up records, by path."""
    return render(made_up)


@pytest.fixture
def made_up_project(tmp_path: Path) -> Project:
    """A copy of the made-up project that a test may change."""
    return copy_project(MADE_UP, tmp_path / "made-up")


@pytest.fixture(scope="session")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the made-up project. No test changes it: all of them share it."""
    return _built_once(tmp_path_factory, MADE_UP, "https://site.example/base/")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The project's own site, built from themes_data/ and docs/ as they are in the repository.

    No test changes it: all of them share it.
    """
    return _built_once(tmp_path_factory, REPOSITORY, "https://site.invalid/")


def _built_once(factory: pytest.TempPathFactory, source: Path, address: str) -> BuiltSite:
    """Build a project's site, or wait until another process of this run has built it."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    root = shared / f"built-{source.name}"
    with FileLock(f"{root}.lock"):
        if not (root / "site").is_dir():
            shutil.rmtree(root, ignore_errors=True)
            return built(copy_project(source, root), address)
    return BuiltSite(Project(root), read(root / "themes_data"), root / "site", address)


@pytest.fixture(params=["made_up_site", "real_site"])
def any_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Either site: what holds for one holds for the other."""
    site = request.getfixturevalue(request.param)
    assert isinstance(site, BuiltSite)
    return site


@pytest.fixture(scope="session")
def home(real_site: BuiltSite) -> Iterator[str]:
    """The address of the project's own site, served on this machine."""
    with served(real_site.folder) as place:
        yield place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that KB_BROWSER names, or else one that is installed and runs."""
    faults: list[str] = []
    found = find_browser.find(os.environ, faults)
    if found is None:
        pytest.fail("\n".join([find_browser.ADVICE, *faults]), pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(found), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def at(browser: Browser, home: str) -> Iterator[Opener]:
    """Open the site in windows of chosen sizes; whatever goes wrong in one fails the test."""
    opener = Opener(browser, home)
    yield opener
    faults = opener.close()
    assert faults == []


@pytest.fixture
def made_up_at(browser: Browser, made_up_site: BuiltSite) -> Iterator[Opener]:
    """Open the made-up site in windows; whatever goes wrong in one fails the test."""
    with served(made_up_site.folder) as home:
        opener = Opener(browser, home)
        yield opener
        assert opener.close() == []
