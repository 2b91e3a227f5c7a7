"""The content security policy: on every page, in the files for hosts, and with nothing inline."""

import re
from pathlib import Path

import pytest

from kb.site.mkdocs.live_reload import admit_live_reload
from kb.web.headers import (
    FINGERPRINTED,
    NGINX,
    make_hosting_view,
    write_headers_file,
    write_nginx_file,
)
from kb.web.policy import (
    HEADER_POLICY,
    HEADERS,
    POLICY,
    find_inline_parts,
    hash_script,
)
from tests.helpers.building import KB, MADE_UP, BuiltSite, copy_project, run
from tests.helpers.site_pages import read_site


def test_every_page_begins_with_the_policy(any_site: BuiltSite) -> None:
    """Nothing that it could concern stands before it, and no page has it twice or another."""
    pages = read_site(any_site.folder, any_site.address)
    assert "404.html" in pages
    for path, page in pages.items():
        policies = page.soup.select("meta[http-equiv='Content-Security-Policy' i]")
        assert [element["content"] for element in policies] == [POLICY], path
        assert page.soup.head is not None
        assert page.soup.head.select("*")[0] is policies[0], path


def test_the_policy_allows_nothing_inline_and_no_code_from_text() -> None:
    """WebAssembly aside, which the search needs."""
    for policy in (POLICY, HEADER_POLICY):
        assert "'unsafe-inline'" not in policy
        assert "'unsafe-eval'" not in policy
        assert "http" not in policy
        assert "*" not in policy
    assert "frame-ancestors 'none'" in HEADER_POLICY
    assert "frame-ancestors" not in POLICY  # A meta element cannot say it; browsers complain.


def test_no_page_has_an_inline_script_so_the_policy_names_no_hash(any_site: BuiltSite) -> None:
    """As many hashes as inline scripts, which is none; data blocks are no scripts."""
    found = {
        file.name: parts
        for file in any_site.folder.rglob("*.html")
        if (parts := find_inline_parts(file.read_text(encoding="utf-8")))
    }
    assert found == {}
    assert POLICY.count("sha256-") == 0


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<script>made()</script>", [f"a script, {hash_script('made()')}"]),
        ("<script type=module>made()</script>", [f"a script, {hash_script('made()')}"]),
        ("<SCRIPT\n>made()</SCRIPT>", [f"a script, {hash_script('made()')}"]),
        ("<style>p {}</style>", ["a style element"]),
        ('<p\nstyle="top: 0">', ["the attribute style of p"]),
        ("<p onclick = 'made()'>", ["the attribute onclick of p"]),
        ('<a href=" JavaScript:made()">', ["a script in the attribute href of a"]),
        ('<p data-copied="javascript:made()">', []),
        ('<script src="made.js" defer></script>', []),
        ('<script type="application/ld+json">{"made": "up"}</script>', []),
        ("<p>Write style=“…” or onclick = x, or &lt;script&gt;, javascript: too.</p>", []),
    ],
)
def test_what_is_inline_is_found(page: str, found: list[str]) -> None:
    """Whatever its case, its spaces and its quotes; what only looks like it is not."""
    assert find_inline_parts(page) == found


def test_a_hash_is_written_as_policies_write_it() -> None:
    """The example of CSP Level 3, section 8.3."""
    script = "alert('Hello, world.');"
    assert hash_script(script) == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_a_page_with_an_inline_script_stops_the_build(tmp_path: Path) -> None:
    """It would not work, so it is reported before anyone publishes it."""
    project = copy_project(MADE_UP, tmp_path / "made-up")
    with (project.docs / "index.md").open("a") as page:
        page.write("\n<p onclick='made()'>Made up.</p>\n")
    done = run((*KB, "build"), project)
    assert done.returncode != 0
    assert "index.html: the content security policy keeps the attribute onclick of p" in done.stderr
    assert not (project.root / "site").exists()


# ---------------------------------------------------------------------------- files for hosts


def test_both_files_for_hosts_have_the_same_headers(made_up_site: BuiltSite) -> None:
    """One is in the site, the other beside it, and both are as the build makes them."""
    netlify = (made_up_site.folder / "_headers").read_text()
    nginx = (made_up_site.project.root / "build" / NGINX).read_text()
    assert (netlify, nginx) == (write_headers_file(), write_nginx_file())
    everywhere = netlify.partition("\n/assets")[0]
    assert tuple(re.findall(r"^  ([\w-]+): (.+)$", everywhere, re.MULTILINE)) == HEADERS
    sent = re.findall(r'^add_header ([\w-]+) "(.+)" always;$', nginx, re.MULTILINE)
    assert tuple(sent) == HEADERS


def test_only_files_named_after_their_content_are_kept(real_site: BuiltSite) -> None:
    """Each folder that may be kept for a year exists, and its files bear a hash in their name."""
    for folder in FINGERPRINTED:
        names = [file.name for file in (real_site.folder / folder).iterdir()]
        assert names
        assert [name for name in names if not re.search(r"[0-9a-f]{7,}", name)] == []


def test_the_page_on_hosting_shows_the_policy_and_every_header(real_site: BuiltSite) -> None:
    """In the words of the code, and with a reason each."""
    text = read_site(real_site.folder, real_site.address)["about/hosting/"].article.get_text()
    assert POLICY in text
    for name, _, reason in make_hosting_view().headers:
        assert name in text
        assert reason.replace("`", "") in text


def test_the_preview_admits_the_script_that_reloads_it() -> None:
    """MkDocs adds it to what it shows; the length that was reported is that of what is sent."""
    sent: list[tuple[str, list[tuple[str, str]]]] = []

    def app(_environ: object, start: object) -> list[bytes]:
        assert callable(start)
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", "1")])
        return [b'<meta content="', POLICY.encode(), b'">']

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> object:
        sent.append((status, headers))
        return lambda _: None

    body = b"".join(admit_live_reload(app)({}, start))  # type: ignore[arg-type]
    assert b"script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" in body
    assert sent == [("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])]
