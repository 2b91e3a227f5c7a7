"""A site's host that is the browser's proxy too, so that it sees whatever a page asks for anywhere.

Only what a window asks for comes by here: most of the browser's own requests, such as for updates,
take no window's proxy. They are no matter of the site.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

VIOLATIONS = "/violations"
"""Where browsers are told to report what a policy in a header kept back."""

_WORKER = "/pagefind/pagefind-worker.js"
"""Names itself to its own site where no header tells it not to: it has no page's meta elements."""

BROWSERS_OWN = frozenset({"content-autofill.googleapis.com:443"})
"""What Chromium asks its maker on pages with a form, whatever the site: what its fields may be."""


@dataclass
class Host:
    """A host and its log.

    Attributes:
        home: The site's address, ending in a slash.
        headers: What is sent with every file.
        elsewhere: Every request to another origin, by any part of any page.
        reported: What browsers say that the policy kept back.
        carried: Headers of requests that carry something about the reader.
    """

    home: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    elsewhere: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    asked: int = 0

    @property
    def faults(self) -> list[str]:
        """What no reader's visit may leave in the log."""
        return [*self.elsewhere, *self.reported, *self.carried]


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site, refuses everything else, and notes both."""

    def __init__(self, *args: object, host: Host, **more: object) -> None:
        """Keep the host, whose log this writes."""
        self.host = host
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Serve a file of the site."""
        if self._is_ours():
            super().do_GET()

    def do_POST(self) -> None:
        """Take a report, and nothing else."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self._is_ours():
            what = "violation" if self.path == VIOLATIONS else f"POST to {self.path}"
            self.host.reported.append(f"{what}: {body}")
            self.send_error(404)

    def do_CONNECT(self) -> None:
        """Refuse to let anything through."""
        if self.path not in BROWSERS_OWN:
            self.host.elsewhere.append(f"elsewhere: CONNECT {self.path}")
        self.send_error(502)

    def end_headers(self) -> None:
        """Add what this host sends with every file."""
        for name, value in self.host.headers:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base
        """Print nothing."""

    def _is_ours(self) -> bool:
        self.host.asked += 1
        for name in ("Cookie", "Referer"):
            value = self.headers.get(name)
            if value and not value.endswith(_WORKER):
                self.host.carried.append(f"{name.lower()} sent: {value}")
        address = urlsplit(self.path)
        if address.netloc and address.netloc != urlsplit(self.host.home).netloc:
            self.host.elsewhere.append(f"elsewhere: {self.command} {self.path}")
            self.send_error(502)
            return False
        self.path = address._replace(scheme="", netloc="").geturl()
        return True


@contextmanager
def recorded(folder: Path, headers: tuple[tuple[str, str], ...] = ()) -> Iterator[Host]:
    """Serve a folder on a free port of this machine."""
    host = Host(headers=headers)
    handler = partial(_Handler, directory=str(folder), host=host)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        host.home = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
