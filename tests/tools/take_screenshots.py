"""Takes the pictures of the site that the README and the guide show: `make screenshots`."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from tests.helpers.browsing import DESK, FLAGS, PHONE, Size
from tests.helpers.building import KB, REPOSITORY, copy_project, run
from tests.helpers.web_server import served
from tests.tools import draw_pictures, find_browser

PICTURES = REPOSITORY / ".github" / "pictures"
EDITOR = "https://editor.example/"
"""Where a picture's links to edit would lead: the guide shows them, and the picture no address."""

COLOURS = 64
"""How many colours a picture keeps: enough for text and flat grounds, at a third of the bytes."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take.

    Attributes:
        name: The file's name without its ending.
        path: The page's address below home's.
        size: The window.
        dark: Whether the system is set to dark.
        search: What is typed into the search first, or "" for a page as it opens.
        part: The only part of the page to show, as a selector, or "" for the window.
        folder: Where the picture is kept.
    """

    name: str
    path: str
    size: Size
    dark: bool = False
    search: str = ""
    part: str = ""
    folder: Path = PICTURES


MARGIN = 16
GUIDE: Size = {"width": 480, "height": 760}

SHOTS = (
    Shot("home", "", DESK),
    Shot("finding", "findings/f010/", DESK),
    Shot("finding-phone", "findings/f010/", PHONE),
    Shot("map", "map/", {"width": 1280, "height": 1100}),
    Shot("map-dark", "map/", {"width": 1280, "height": 1100}, dark=True),
    Shot("voices", "voices/", DESK, dark=True),
    Shot("search", "", DESK, search="mentalising supervision"),
    Shot("situation-phone", "situations/poor-attendance/", PHONE),
    Shot("finding-page", "findings/f010/", GUIDE, folder=draw_pictures.PICTURES),
    Shot("page-foot", "findings/f010/", GUIDE, part=".kb-identity", folder=draw_pictures.PICTURES),
)


def main() -> None:
    """Draw and take every picture, or say what is missing."""
    draw_pictures.main()
    browser_path = find_browser.find(os.environ, [])
    if browser_path is None:
        raise SystemExit(find_browser.ADVICE)
    PICTURES.mkdir(exist_ok=True)
    with _site() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(browser_path), args=FLAGS)
        for shot in SHOTS:
            _reduced(_taken(browser, home, shot), shot.folder / f"{shot.name}.png")
        browser.close()


@contextmanager
def _site() -> Iterator[str]:
    """Build the site with links to edit its records, and serve it."""
    with TemporaryDirectory() as folder:
        project = copy_project(REPOSITORY, Path(folder) / "project")
        done = run((*KB, "build"), project, KB_EDIT_BASE=EDITOR)
        if done.returncode:
            raise SystemExit(done.stderr)
        with served(project.root / "site") as home:
            yield home


def _taken(browser: Browser, home: str, shot: Shot) -> bytes:
    context = browser.new_context(
        viewport={"width": shot.size["width"], "height": shot.size["height"]},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(home + shot.path)
    if shot.search:
        _search(page, shot.search)
    picture = page.screenshot(clip=_around(page, shot.part)) if shot.part else page.screenshot()
    context.close()
    return picture


def _around(page: Page, part: str) -> FloatRect:
    """Return the place of a part of a page, with a margin."""
    page.locator(part).scroll_into_view_if_needed()
    box = page.locator(part).bounding_box()
    if box is None:
        raise SystemExit(f"Nothing on the page is {part}.")
    return {
        "x": box["x"] - MARGIN,
        "y": box["y"] - MARGIN,
        "width": box["width"] + 2 * MARGIN,
        "height": box["height"] + 2 * MARGIN,
    }


def _search(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill(words)
    page.get_by_role("dialog").get_by_role("listitem").first.wait_for()


def _reduced(picture: bytes, file: Path) -> None:
    """Save a picture with few colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main()
