"""A reader who uses everything a page has, and what that left behind or set off."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.helpers.browsing import DESK, FIRST_ERROR, PATIENCE_MILLISECONDS
from tests.helpers.recording_server import Host

OWN_KEY = "kb-scheme"
"""What the site may keep: the colours that a reader chose by hand."""

_LISTEN = """addEventListener("securitypolicyviolation", event =>
  kbFault(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""

_KEPT = """async own => [
  ...document.cookie.split(";").filter(Boolean).map(cookie => `cookie kept: ${cookie}`),
  ...Object.keys(localStorage).filter(key => key !== own).map(key => `local storage: ${key}`),
  ...Object.keys(sessionStorage).map(key => `session storage: ${key}`),
  ...(await indexedDB.databases()).map(database => `database: ${database.name}`),
  ...(await caches.keys()).map(key => `cache: ${key}`),
  ...(await navigator.serviceWorker.getRegistrations()).map(one => `service worker: ${one.scope}`),
]"""


@dataclass
class Visit:
    """A window at a site, whose requests all go through the site's host."""

    context: BrowserContext
    host: Host
    faults: list[str] = field(default_factory=list)

    @classmethod
    def begun(cls, browser: Browser, host: Host) -> "Visit":
        """Open a window that asks nobody but the host."""
        context = browser.new_context(
            viewport={"width": DESK["width"], "height": DESK["height"]},
            reduced_motion="reduce",
            proxy={"server": host.home, "bypass": "<-loopback>"},
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=host.home)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        visit = cls(context, host)

        def note(fault: str) -> None:
            visit.faults.append(fault)

        context.expose_function("kbFault", note)
        context.add_init_script(_LISTEN)
        return visit

    def page(self) -> Page:
        """Open a page that notes what goes wrong."""
        page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on(
            "response",
            lambda answer: (
                self.faults.append(f"{answer.status}: {answer.url}")
                if answer.status >= FIRST_ERROR and "404.html" not in answer.url
                else None
            ),
        )
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def left(self, page: Page) -> list[str]:
        """Return everything that went wrong, and everything that is kept but should not be."""
        page.wait_for_load_state("networkidle")
        kept = page.evaluate(_KEPT, OWN_KEY)
        cookies = [f"cookie: {cookie.get('name')}" for cookie in self.context.cookies()]
        return [*self.faults, *self.host.faults, *kept, *cookies]


def use(page: Page) -> None:
    """Use everything that the page has, and the search that every page has."""
    use_own(page)
    search(page, "supervision made")


def use_own(page: Page) -> None:
    """Use everything that the page has of its own."""
    page.get_by_role("button", name="Switch between light and dark").click()
    for button in page.locator("button:visible", has_text="Copy").all()[:3]:
        button.click()
    for link in page.locator("svg a:visible").all()[:2]:
        link.hover()
        link.focus()
    for word in page.locator(".kb-gloss:visible").all()[:1]:
        word.hover()
    for choice in page.locator("article select:visible").all():
        choice.select_option(index=1)
    page.emulate_media(media="print")
    page.emulate_media(media="screen")


def search(page: Page, words: str) -> None:
    """Search for words, look at what is found, and close the search."""
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search this site")
    dialog.get_by_role("searchbox").fill(words)
    found = dialog.locator(".kb-search__results")
    expect(found).to_have_attribute("aria-busy", "false")
    for choice in dialog.locator("select:visible").all()[:1]:
        choice.select_option(index=1)
        page.wait_for_timeout(100)
    dialog.get_by_role("button", name="Close").click()
