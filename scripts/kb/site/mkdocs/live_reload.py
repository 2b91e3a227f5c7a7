"""The preview of `kb serve`: MkDocs adds an inline script to each page it shows there.

The script reloads the page when it changed. The site's own policy would keep it from running, so
the pages that the preview shows admit it; the files of the site stay as they are.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kb.web.policy import POLICY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_STRICT = POLICY.encode()
_ADMITTING = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").encode()


def admit_live_reload(app: "WSGIApplication") -> "WSGIApplication":
    """Return a server's application whose pages admit the script that MkDocs adds to them."""

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(
            status: str, headers: list[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], object]:
            said.append((status, headers))
            return lambda _written: None

        answer = app(environ, remember)
        try:
            body = b"".join(answer).replace(_STRICT, _ADMITTING)
        finally:
            if callable(close := getattr(answer, "close", None)):
                close()
        status, headers = said[-1]
        others = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]

    return serve
