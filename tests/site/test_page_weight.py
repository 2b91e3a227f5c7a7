"""What a page costs the first time: in bytes as they are sent, and in requests."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from kb.records import Finding
from kb.records.addresses import get_page_path, make_address
from tests.helpers.browsing import PHONE, Opener
from tests.helpers.building import BuiltSite, environment
from tests.helpers.site_pages import read_site

KILOBYTE = 1000
FINDING_BYTES = 100 * KILOBYTE
FINDING_REQUESTS = 10
BEYOND_BARE_MATERIAL = 30 * KILOBYTE


def weight(folder: Path, home: str, path: str) -> int:
    """Return the bytes of a page and of all that it asks for, each compressed as it is sent."""
    page = read_site(folder, home)[path]
    file = folder / path / "index.html" if not path.endswith(".html") else folder / path
    asked = {t.address.removeprefix(home) for t in page.targets() if t.is_resource}
    return sum(len(gzip.compress(one.read_bytes())) for one in [file, *map(folder.joinpath, asked)])


@pytest.fixture(scope="module")
def bare_material(tmp_path_factory: pytest.TempPathFactory) -> int:
    """What an empty page of Material costs, with neither search nor fonts from elsewhere."""
    root = tmp_path_factory.mktemp("bare")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Empty\n")
    (root / "mkdocs.yml").write_text(
        "site_name: Bare\nsite_url: https://bare.example/\nplugins: []\n"
        "theme: {name: material, font: false, palette: {scheme: default}}\n"
    )
    subprocess.run(
        (sys.executable, "-m", "mkdocs", "-q", "build"), cwd=root, env=environment(), check=True
    )
    return weight(root / "site", "https://bare.example/", "")


def test_no_page_needs_much_more_than_bare_material(
    real_site: BuiltSite, bare_material: int
) -> None:
    """At most 30 kB more, whatever it shows: a whole theme for printing, the map, the glossary."""
    assert bare_material > 50 * KILOBYTE
    heavy = {
        path: own - bare_material
        for path in read_site(real_site.folder, real_site.address)
        if (own := weight(real_site.folder, real_site.address, path))
        > bare_material + BEYOND_BARE_MATERIAL
    }
    assert heavy == {}


@pytest.mark.browser
def test_a_finding_is_read_for_little(at: Opener, real_site: BuiltSite) -> None:
    """The first page that a reader ever sees: under 100 kB in at most ten requests."""
    reader = at(PHONE)
    answers: list[int] = []
    reader.page.on("response", lambda answer: answers.append(len(gzip.compress(answer.body()))))
    longest = max(real_site.kb.all(Finding), key=lambda finding: len(finding.model_dump_json()))
    reader.go(make_address(get_page_path(longest)))
    reader.page.wait_for_load_state("networkidle")
    assert 1 < len(answers) <= FINDING_REQUESTS
    assert sum(answers) < FINDING_BYTES
