"""The workbench as part of the preview's server: its page, and what the page asks for."""

import json
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kb.problems.problem import DataError
from kb.serve.workbench.desk import QuoteDesk
from kb.serve.workbench.guard import find_refusal
from kb.web.policy import HEADERS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = "/_workbench/"
"""Where it is; no page of the site has an address that begins so."""

_FILES = {
    "": ("workbench.html", "text/html"),
    "workbench.js": ("workbench.js", "text/javascript"),
    "workbench.css": ("workbench.css", "text/css"),
}
_MOST_BYTES = 200_000
"""Of what the page hands over: a quote and its place have some thousand."""

_LONGEST_ANSWER = 50_000


class Workbench:
    """Answers the workbench's page, one request after the other.

    Attributes:
        token: What the page must know; it is in the address that whoever began the preview reads,
            behind the number sign, which browsers send to nobody.
    """

    def __init__(self, desk: QuoteDesk, port: int) -> None:
        """Begin with a token that nobody can know before.

        Args:
            desk: What checks and writes quotes.
            port: Where the workbench is served.
        """
        self.token = secrets.token_urlsafe(24)
        self._port = port
        self._lock = threading.Lock()
        self._asked: Mapping[str, Callable[[dict[str, str]], object]] = {
            "state": lambda _: desk.describe(),
            "place": desk.place,
            "check": desk.check,
            "write": desk.write,
        }

    def beside(self, app: "WSGIApplication") -> "WSGIApplication":
        """Return an application that answers for the workbench, and leaves all else to another."""

        def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            path = str(environ.get("PATH_INFO", ""))
            if not path.startswith(FOLDER):
                return app(environ, start_response)
            status, kind, body = self._answer(environ, path.removeprefix(FOLDER))
            headers = [
                *(("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body)))),
                *(("Cache-Control", "no-store"), *_HEADERS),
            ]
            start_response(status, headers)
            return [body]

        return serve

    def _answer(self, environ: "WSGIEnvironment", name: str) -> tuple[str, str, bytes]:
        method = environ.get("REQUEST_METHOD")
        if name in _FILES and method == "GET":
            file, kind = _FILES[name]
            return "200 OK", kind, (_TEMPLATES / file).read_bytes()
        if name not in self._asked:
            return _refuse("404 Not Found", "There is nothing here.")
        writes = name != "state"
        if method != ("POST" if writes else "GET"):
            return _refuse("405 Method Not Allowed", "This is not how to ask for it.")
        if why := find_refusal(environ, self._port, self.token, writes=writes):
            return _refuse("403 Forbidden", why)
        return self._ask(environ, name, writes=writes)

    def _ask(
        self, environ: "WSGIEnvironment", name: str, *, writes: bool
    ) -> tuple[str, str, bytes]:
        try:
            answers = _read_answers(environ) if writes else {}
            with self._lock:
                said = self._asked[name](answers)
        except _UnfitError:
            return _refuse("400 Bad Request", "What was handed over cannot be read.")
        except DataError as error:  # a file of the data cannot be read at all
            return _refuse("409 Conflict", str(error))
        return "200 OK", "application/json", json.dumps(said, ensure_ascii=False).encode()


class _UnfitError(Exception):
    """What was handed over is not what the page hands over."""


def _read_answers(environ: "WSGIEnvironment") -> dict[str, str]:
    """Return what the page hands over: words by their names.

    Raises:
        _UnfitError: It is something else, or too much.
    """
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not length.isdecimal() or int(length) > _MOST_BYTES:
        raise _UnfitError
    try:
        answers = json.loads(environ["wsgi.input"].read(int(length)))
    except (ValueError, RecursionError):
        raise _UnfitError from None
    if not isinstance(answers, dict) or not all(
        isinstance(one, str) and len(one) <= _LONGEST_ANSWER for one in answers.values()
    ):
        raise _UnfitError
    return answers


def _refuse(status: str, why: str) -> tuple[str, str, bytes]:
    return status, "text/plain", f"{why}\n".encode()


_TEMPLATES = Path(__file__).parent / "templates"
_HEADERS = [(name, value) for name, value in HEADERS if name != "Strict-Transport-Security"]
"""All that the site's hosts send, but for what would keep a browser from this machine's HTTP."""
