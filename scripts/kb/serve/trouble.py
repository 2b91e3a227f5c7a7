"""What keeps the preview from following the last edit, told at the top of every page that it shows.

The pages are those of the last good state: whoever reads them must not take them for the new one.
"""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_STYLES = "/_preview/trouble.css"
"""Where the bar's styles are; no page of the site has an address that begins so."""

_CSS = b"""\
.kb-trouble { color: #1b1b1b; background: #fff; border: 0.25rem solid #a3001b; padding: 1rem; }
.kb-trouble pre { font-size: 0.875rem; margin: 0.5rem 0 0; max-height: 40vh; overflow: auto; }
@media print { .kb-trouble { display: none; } }
"""

_BODY = re.compile(rb"<body[^>]*>")


class Trouble:
    """What is wrong with the last state of the data, if anything is.

    Attributes:
        text: The messages; "" if the pages are those of the last state.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.text = ""

    def shown_by(self, app: "WSGIApplication") -> "WSGIApplication":
        """Return a server's application whose pages tell of it."""

        def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            if environ.get("PATH_INFO") == _STYLES:
                length = str(len(_CSS))
                start_response("200 OK", [("Content-Type", "text/css"), ("Content-Length", length)])
                return [_CSS]
            if not self.text:
                return app(environ, start_response)
            return self._add_bar(app, environ, start_response)

        return serve

    def _add_bar(
        self,
        app: "WSGIApplication",
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
    ) -> list[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(
            status: str, headers: list[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], object]:
            said.append((status, headers))
            return lambda _written: None

        body = b"".join(app(environ, remember))
        status, headers = said[-1]
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        if kind.startswith("text/html"):
            body = _BODY.sub(lambda found: found[0] + make_bar(self.text).encode(), body, count=1)
        others = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]


def make_bar(text: str) -> str:
    """Return the bar as HTML; nothing in the messages, which quote the data, is markup."""
    return (
        f'<link rel="stylesheet" href="{_STYLES}"><div class="kb-trouble" role="alert">'
        "<strong>This page does not show your last edit.</strong> Something has to be mended first:"
        f"<pre>{escape(text.strip())}</pre></div>"
    )
