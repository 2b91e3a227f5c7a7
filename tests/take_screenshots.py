"""Takes the pictures of the built site that the README shows: `make screenshots`."""

import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import find_browser
from tests.browsing import DESK, FLAGS, PHONE, Size
from tests.building import REPOSITORY
from tests.web_server import served

SITE = REPOSITORY / "site"
PICTURES = REPOSITORY / "pictures"
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
    """

    name: str
    path: str
    size: Size
    dark: bool = False
    search: str = ""


SHOTS = (
    Shot("home", "", DESK),
    Shot("finding", "findings/f010/", DESK),
    Shot("finding-phone", "findings/f010/", PHONE),
    Shot("map", "map/", {"width": 1280, "height": 1100}),
    Shot("map-dark", "map/", {"width": 1280, "height": 1100}, dark=True),
    Shot("voices", "voices/", DESK, dark=True),
    Shot("search", "", DESK, search="mentalising supervision"),
    Shot("situation-phone", "situations/poor-attendance/", PHONE),
)


def main() -> None:
    """Take every picture, or say what is missing."""
    if not (SITE / "index.html").is_file():
        raise SystemExit("There is no site in site/ yet: run `make site` first.")
    browser_path = find_browser.find(os.environ, [])
    if browser_path is None:
        raise SystemExit(find_browser.ADVICE)
    PICTURES.mkdir(exist_ok=True)
    with served(SITE) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(browser_path), args=FLAGS)
        for shot in SHOTS:
            _reduced(_taken(browser, home, shot), PICTURES / f"{shot.name}.png")
        browser.close()


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
    picture = page.screenshot()
    context.close()
    return picture


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
