"""The preview answers for itself only: under its own name, and with what lies within the site.

A page elsewhere can let its own name stand for this machine (DNS rebinding), and read the preview
in the browser of whoever is looking at both. The name that a browser asks for gives that away.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST = 1_000
"""Characters of an address within the site. Names of files have a hundred at most."""


def answer_as(host: str, app: "WSGIApplication") -> "WSGIApplication":
    """Return an application that answers under the name of a host only.

    Args:
        host: Where it is served, as a name or a number. Under the numbers and the name that every
            machine has for itself it answers too; where it is served to others, under any number.
        app: What answers.
    """

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not _is_own(str(environ.get("HTTP_HOST", "")), host):
            return _refuse(start_response, "403 Forbidden", "This is another host’s name.")
        if not _is_within(str(environ.get("PATH_INFO", ""))):
            return _refuse(start_response, "404 Not Found", "There is nothing here.")
        return app(environ, start_response)

    return serve


def _is_own(asked: str, host: str) -> bool:
    """Tell whether the host that a browser asks for is the one that is served."""
    name = asked.rpartition(":")[0] if asked.rpartition(":")[2].isdecimal() else asked
    name, host = (one.strip("[]").rstrip(".").lower() for one in (name, host))
    is_local = _is_number(host, local=True) or host == "localhost"
    if _is_number(name):
        return name == host or _is_number(name, local=True) or not is_local
    return name in {"localhost", host} or (not is_local and name == socket.gethostname().lower())


def _is_number(name: str, *, local: bool = False) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback or not local
    except ValueError:
        return False


def _is_within(path: str) -> bool:
    """Tell whether a path can be that of a file of the site, or of what tells a page to reload."""
    parts = path.split("/")
    return (
        path.startswith("/")
        and len(path) <= _LONGEST
        and "" not in parts[1:-1]
        and not {".", ".."}.intersection(parts)
        and not any(sign in path for sign in ("\\", "\0", "\r", "\n"))
    )


def _refuse(start_response: "StartResponse", status: str, why: str) -> list[bytes]:
    body = f"{why}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]
