"""A visit leaves nothing behind, tells nobody else, and sets off no violation of the policy.

Under the policy that pages carry themselves, and under the headers that hosts can send. Each kind
of fault is planted once, to show that the visit would notice it.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kb.web.headers import SITE_HEADERS
from kb.web.policy import HEADERS, POLICY
from tests.helpers.building import BuiltSite
from tests.helpers.page_types import page_types
from tests.helpers.recording_server import VIOLATIONS, Host, recorded
from tests.helpers.visiting import Visit, search, use, use_own

pytestmark = pytest.mark.browser

Headers = tuple[tuple[str, str], ...]


def headers_of(site: Path) -> Headers:
    """Read what `_headers` has for every file, and let the browser report violations."""
    first, _, rest = (site / SITE_HEADERS).read_text().partition("\n")
    assert first == "/*"
    pairs = dict(re.findall(r"^  ([\w-]+): (.+)$", rest.partition("\n/")[0], re.MULTILINE))
    assert pairs == dict(HEADERS)
    pairs["Content-Security-Policy"] += f"; report-uri {VIOLATIONS}"
    del pairs["Strict-Transport-Security"]  # Over plain HTTP, as here, browsers ignore it.
    return tuple(pairs.items())


def visited(browser: Browser, host: Host, paths: list[str]) -> list[str]:
    """Visit pages one after the other in one window, and use all that they have.

    The search is the same on all of them: it is used on the first, and on the one lowest down.
    """
    searched = (paths[0], max(paths, key=lambda path: path.count("/")))
    visit = Visit.begun(browser, host)
    try:
        page = visit.page()
        for path in paths:
            page.goto(host.home + path)
            (use if path in searched else use_own)(page)
        return visit.left(page)
    finally:
        visit.context.close()


@pytest.mark.parametrize("by", ["meta", pytest.param("headers", marks=pytest.mark.slow)])
def test_a_visit_to_every_type_of_page_leaves_and_tells_nothing(
    browser: Browser, real_site: BuiltSite, by: str
) -> None:
    """Search, figure, copying, colours, print and sorting included."""
    types = page_types(real_site)
    paths, headers = (
        (types.long, headers_of(real_site.folder)) if by == "headers" else (types.light, ())
    )
    with recorded(real_site.folder, headers) as host:
        assert visited(browser, host, paths) == []
        assert host.asked > len(paths)


def test_what_is_kept_is_the_colour_scheme_once_chosen(
    browser: Browser, real_site: BuiltSite
) -> None:
    """Nothing before, and one word after."""
    with recorded(real_site.folder) as host:
        visit = Visit.begun(browser, host)
        page = visit.page()
        page.goto(host.home)
        assert page.evaluate("Object.keys(localStorage)") == []
        use(page)
        assert page.evaluate("({...localStorage})") == {"kb-scheme": "dark"}
        visit.context.close()


# ------------------------------------------------------------------------------ planted faults


def script(text: str) -> Callable[[Path], None]:
    """Plant something in the scripts of every page, whose own policy is taken away."""

    def plant(site: Path) -> None:
        for page in site.rglob("*.html"):
            page.write_text(page.read_text().replace(POLICY, ""))
        with (site / "assets" / "site.js").open("a") as file:
            file.write(f"{text}\n")

    return plant


def strict_script(text: str) -> Callable[[Path], None]:
    """Plant something in the scripts of every page, under its policy."""

    def plant(site: Path) -> None:
        with (site / "assets" / "site.js").open("a") as file:
            file.write(f"{text}\n")

    return plant


def worker(text: str) -> Callable[[Path], None]:
    """Plant something in the search's worker."""

    def plant(site: Path) -> None:
        file = site / "pagefind" / "pagefind-worker.js"
        file.write_text(f"{text}\n{file.read_text()}")

    return plant


def markup(text: str) -> Callable[[Path], None]:
    """Plant something in the page."""

    def plant(site: Path) -> None:
        page = site / "index.html"
        page.write_text(page.read_text().replace("</h1>", f"</h1>{text}", 1))

    return plant


ELSEWHERE = "http://elsewhere.invalid/planted"
PLANTED: dict[str, tuple[Callable[[Path], None], Headers | None, str]] = {
    "a page asks elsewhere": (script(f"fetch('{ELSEWHERE}').catch(() => 0)"), (), "elsewhere: GET"),
    "a page asks elsewhere in secret": (
        script(f"fetch('{ELSEWHERE.replace('http', 'https')}').catch(() => 0)"),
        (),
        "elsewhere: CONNECT",
    ),
    "a worker asks elsewhere": (
        worker(f"fetch('{ELSEWHERE}').catch(() => 0)"),
        (),
        "elsewhere: GET",
    ),
    "a page asks elsewhere, forbidden": (
        strict_script(f"fetch('{ELSEWHERE}').catch(() => 0)"),
        (),
        "violation: connect-src",
    ),
    "a page sends something home": (
        strict_script("navigator.sendBeacon('/log', 'read')"),
        (),
        "POST to /log: read",
    ),
    "a script in the page": (markup("<script>1</script>"), (), "violation: script-src-elem inline"),
    "a style in the page": (markup("<b style='top:0'>x</b>"), (), "violation: style-src-attr"),
    "text becomes markup": (
        strict_script("document.createElement('p').innerHTML = 'x'"),
        (),
        "violation: require-trusted-types-for",
    ),
    "a worker runs text": (
        worker("try { eval('1') } catch {}"),
        None,
        'violation: {"csp-report"',
    ),
    "a page keeps a cookie": (script("document.cookie = 'planted=1'"), (), "cookie kept: planted"),
    "the host keeps a cookie": (
        script(""),
        (("Set-Cookie", "planted=1; HttpOnly"),),
        "cookie: planted",
    ),
    "a page keeps a word": (script("localStorage.planted = 1"), (), "local storage: planted"),
    "a page keeps a word for now": (
        script("sessionStorage.planted = 1"),
        (),
        "session storage: planted",
    ),
    "a page keeps a database": (script("indexedDB.open('planted')"), (), "database: planted"),
    "a page keeps a cache": (script("caches.open('planted')"), (), "cache: planted"),
    "a page keeps a worker": (
        script("navigator.serviceWorker.register('/assets/scheme.js').catch(() => 0)"),
        (),
        "service worker: ",
    ),
    "a page complains": (strict_script("console.error('planted')"), (), "error: planted"),
    "a script fails": (strict_script("planted()"), (), "planted is not defined"),
}
"""What is done to the site, what its host sends (None: what it should), what a visit is to say."""


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTED)
def test_a_visit_notices(browser: Browser, real_site: BuiltSite, tmp_path: Path, name: str) -> None:
    """One fault of each kind, planted at home."""
    plant, headers, said = PLANTED[name]
    site = tmp_path / "site"
    shutil.copytree(real_site.folder, site)
    plant(site)
    with recorded(site, headers_of(site) if headers is None else headers) as host:
        visit = Visit.begun(browser, host)
        page = visit.page()
        page.goto(host.home)
        search(page, "supervision")
        found = visit.left(page)
        visit.context.close()
    assert [fault for fault in found if said in fault], found
