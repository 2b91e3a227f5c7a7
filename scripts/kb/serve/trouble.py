"""What keeps the preview from following the last edit, told at the top of every page that it shows.

The pages are those of the last good state: whoever reads them must not take them for the new one.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from kb.site.mkdocs.answers import rewrite_answers

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_STYLES = "/_preview/trouble.css"
"""Where the bar's styles are; no page of the site has an address that begins so."""

_CSS = b"""\
.kb-trouble { color: #1b1b1b; background: #fff; border: 4px solid #a3001b; padding: 16px; }
.kb-trouble, .kb-trouble strong { font: 16px/1.5 system-ui, sans-serif; }
.kb-trouble strong { font-weight: 700; }
.kb-trouble pre { font-size: 14px; margin: 8px 0 0; max-height: 40vh; overflow: auto; }
.kb-trouble pre { white-space: pre-wrap; }
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
        telling = rewrite_answers(app, self._add_bar)

        def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            if environ.get("PATH_INFO") == _STYLES:
                length = str(len(_CSS))
                start_response("200 OK", [("Content-Type", "text/css"), ("Content-Length", length)])
                return [_CSS]
            return (telling if self.text else app)(environ, start_response)

        return serve

    def _add_bar(self, body: bytes, kind: str) -> bytes:
        if not kind.startswith("text/html"):
            return body
        return _BODY.sub(lambda found: found[0] + make_bar(self.text).encode(), body, count=1)


def make_bar(text: str) -> str:
    """Return the bar as HTML; nothing in the messages, which quote the data, is markup."""
    return (
        f'<link rel="stylesheet" href="{_STYLES}"><div class="kb-trouble" role="alert">'
        "<strong>This page does not show your last edit.</strong> Something has to be mended first:"
        f"<pre>{escape(text.strip())}</pre></div>"
    )
