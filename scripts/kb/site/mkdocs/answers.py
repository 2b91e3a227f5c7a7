"""What a server answers, changed on its way to the browser."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def rewrite_answers(
    app: "WSGIApplication", rewrite: Callable[[bytes, str], bytes]
) -> "WSGIApplication":
    """Return a server's application whose answers are changed.

    Args:
        app: The application.
        rewrite: Takes the body of an answer and its content type, and returns the body to send.
    """

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def remember(
            status: str, headers: list[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], object]:
            said.append((status, headers))
            return lambda _written: None

        answer = app(environ, remember)
        try:
            body = b"".join(answer)
        finally:
            if callable(close := getattr(answer, "close", None)):
                close()
        status, headers = said[-1]
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        body = rewrite(body, kind)
        others = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]

    return serve
