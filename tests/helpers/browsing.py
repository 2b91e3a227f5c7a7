"""A real browser at the site: its windows, and everything that goes wrong in them."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 568}
TABLET = {"width": 768, "height": 1024}
DESK = {"width": 1280, "height": 800}
Size = dict[str, int]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MILLISECONDS = 60_000
FIRST_ERROR = 400

expect.set_options(timeout=PATIENCE_MILLISECONDS)


@dataclass
class Reader:
    """Someone at a page, and everything that went wrong on the way."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note errors, failed requests, and requests to anywhere else."""
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _note_failure(self, request: Request) -> None:
        # Whoever moves on before a page has loaded all of itself breaks off the rest.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} ({request.failure})")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.faults.append(f"elsewhere: {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= FIRST_ERROR:
            self.faults.append(f"{response.status}: {response.url}")

    def go(self, path: str = "") -> None:
        """Open a page by its address."""
        self.page.goto(self.home + path)

    def headed(self, title: str) -> Locator:
        """Return the main heading, by its name for a screen reader."""
        return self.page.get_by_role("heading", level=1, name=title, exact=True)

    @property
    def address(self) -> str:
        """Where the page is, as it says itself: `page.url` hears of what scripts change later."""
        return str(self.page.evaluate("location.href"))

    def is_at(self, pattern: str) -> None:
        """Wait for the page whose address, as a pattern below home's, is the one meant."""
        expect(self.page).to_have_url(re.compile(f"^{re.escape(self.home)}{pattern}(#.*)?$"))
        self.page.wait_for_load_state()

    def links(self, pattern: str, within: str = "article") -> Locator:
        """Return the visible links whose target, as the browser resolves it, fits a pattern."""
        self.page.evaluate(
            """([within, home, pattern]) => {
              for (const a of document.querySelectorAll(`[data-found]`)) delete a.dataset.found
              for (const a of document.querySelectorAll(`${within} a[href]`)) {
                const { href } = new URL(a.getAttribute("href"), document.baseURI)
                if (href.startsWith(home)
                    && new RegExp(`^${pattern}$`).test(href.replace(home, "").split("#")[0]))
                  a.dataset.found = ""
              }
            }""",
            [within, self.home, pattern],
        )
        return self.page.locator("[data-found]:visible")

    def enlarge_text(self, factor: float) -> None:
        """Show text larger, as who sets a larger font in the browser does."""
        if factor != 1:
            self.page.evaluate(
                """factor => {
                  const root = document.documentElement
                  root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * factor}px`
                }""",
                factor,
            )

    def resize(self, size: Size) -> None:
        """Give the window another size, with what is on it."""
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})

    def beyond_the_edge(self) -> list[str]:
        """Return what reaches beyond the right edge of a page that scrolls sideways."""
        found = self.page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth
              if (document.documentElement.scrollWidth <= width) return []
              return [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .map(e => `${e.tagName.toLowerCase()}.${e.className}`).slice(0, 5).concat("page")
            }"""
        )
        assert isinstance(found, list)
        return found

    def follow(self, pattern: str, within: str = "article") -> None:
        """Click the first visible link to such a page, and arrive there."""
        self.links(pattern, within).first.click()
        self.is_at(pattern)


class Opener:
    """Opens windows, and closes them all in the end."""

    def __init__(self, browser: Browser, home: str) -> None:
        """Remember with what, and where."""
        self.browser = browser
        self.home = home
        self.opened: list[tuple[BrowserContext, Reader]] = []

    def __call__(
        self,
        size: dict[str, int],
        *,
        dark: bool = False,
        scripts: bool = True,
        plants: bool = False,
    ) -> Reader:
        """Return a reader at an empty page of a size, with the clipboard at their hand.

        Args:
            size: The window's.
            dark: Whether the system asks for dark colours.
            scripts: Whether scripts run.
            plants: Whether the test puts into pages what their policy keeps out.
        """
        context = self.browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            has_touch=size["width"] < DESK["width"],
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            bypass_csp=plants,
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.home)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        reader = Reader(context.new_page(), self.home)
        reader.watch()
        self.opened.append((context, reader))
        return reader

    def close(self) -> list[str]:
        """Close every window; return what went wrong in any."""
        for context, _ in self.opened:
            context.close()
        return [fault for _, reader in self.opened for fault in reader.faults]


sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
