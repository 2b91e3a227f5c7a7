"""What a page may load and do, told to the browser: by the page itself, and by hosts that can.

One policy, in one place. Nothing inline runs or styles, nothing comes from another origin, and no
text becomes markup, an address of a script or code. WebAssembly is allowed because Pagefind's index
is read by a program of that form. Sources: Content Security Policy Level 3 and Trusted Types (W3C).
"""

import base64
import hashlib
import re
from html.parser import HTMLParser

_DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("require-trusted-types-for", "'script'"),
    ("trusted-types", "default"),
)

POLICY = "; ".join(f"{name} {value}" for name, value in _DIRECTIVES)
"""As a meta element takes it, on every page."""

HEADER_POLICY = f"{POLICY}; frame-ancestors 'none'"
"""As a header takes it: who may frame a page can be said in no other way."""

REFERRER = "no-referrer"
"""Other sites, and logs, are not told which page a reader comes from."""

_SWITCHED_OFF = (
    *("accelerometer", "autoplay", "camera", "clipboard-read", "display-capture"),
    *("encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""Powers of browsers that no page here asks for; copying, which some do, stays with the site."""

HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", HEADER_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", REFERRER),
    (
        "Permissions-Policy",
        ", ".join([*(f"{power}=()" for power in _SWITCHED_OFF), "clipboard-write=(self)"]),
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
)
"""What a host that takes headers is to send with every file."""

_SUSPECT = re.compile(
    r"<script(?![^<>]*\ssrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
"""What could be inline; only a page that has it is read piece by piece."""

_DATA_BLOCKS = frozenset({"application/ld+json", "application/json"})
"""Types of script elements that hold data, which browsers neither run nor hold to `script-src`."""

_ADDRESSES = frozenset({"href", "xlink:href", "src", "action", "formaction", "data"})
"""Attributes whose value a browser goes to."""


def find_inline_parts(page: str) -> list[str]:
    """Return what the policy would keep from running or styling in a page, each as one sentence.

    A script is named by the hash that a policy would need for it. This project's has none, so a
    page for which this returns anything must not be published.
    """
    if not _SUSPECT.search(page):
        return []
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


def hash_script(script: str) -> str:
    """Return a script as a policy would name it (CSP Level 3, section 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class _Reader(HTMLParser):
    """Notes what is inline in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = (given.get("type") or "").lower() in _DATA_BLOCKS
        if tag == "script" and "src" not in given and not data:
            self._script = []
        if tag == "style":
            self.found.append("a style element")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"the attribute {name} of {tag}")
            elif name in _ADDRESSES and re.match(r"\s*javascript:", value or "", re.IGNORECASE):
                self.found.append(f"a script in the attribute {name} of {tag}")

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.found.append(f"a script, {hash_script(''.join(self._script))}")
            self._script = None
