"""The table of who is quoted for what, in a real browser: of 14 and of 39 participants, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.browsing import DESK, PHONE, Opener
from tests.helpers.building import MADE_UP, built, copy_project
from tests.helpers.web_server import served

pytestmark = pytest.mark.browser

STUDY = "studies/probe-2002/study.yaml"
QUADRO = "  - {pseudonym: Quadro}\n"
MOST_LINES = 3
"""So many lines a cell of the head has at most: letter by letter it would have many more."""


@pytest.fixture(params=[14, 39])
def crowded(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a site on which so many people took part in the second made-up study."""
    project = copy_project(MADE_UP, tmp_path / "crowded")
    file = project.data / STUDY
    text = file.read_text("utf-8")
    assert QUADRO in text
    others = "".join(
        f"  - {{pseudonym: Nobody{number:02}, role: made-up listener}}\n"
        for number in range(1, request.param)
    )
    text = text.replace(QUADRO, QUADRO + others).replace("size: 1\n", f"size: {request.param}\n")
    file.write_text(text, "utf-8")
    with served(built(project, "https://site.invalid/").folder) as home:
        opener = Opener(browser, home)
        yield opener
        assert opener.close() == []


def test_no_name_is_set_letter_by_letter(crowded: Opener) -> None:
    """The table scrolls by itself instead, and a phone shows the list."""
    reader = crowded(DESK)
    reader.go("studies/s002/voices/")
    lines = reader.page.eval_on_selector_all(
        ".kb-matrix :is(thead th, tbody td)",
        """all => all.map(one => {
          const range = document.createRange()
          range.selectNodeContents(one)
          return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size
        })""",
    )
    assert max(lines) <= MOST_LINES
    assert reader.beyond_the_edge() == []
    narrow = crowded(PHONE)
    narrow.go("studies/s002/voices/")
    assert narrow.beyond_the_edge() == []
