"""Which requests the workbench answers: those of its own page, opened by whoever began it.

Any page that a browser shows can send requests to this machine, and can let its own name stand for
this machine (DNS rebinding). Such a page knows no token; its browser names another host, and says
that the request comes from another site. Each of these alone keeps it out. Sources: the Fetch
standard (the Origin header), Fetch Metadata (Sec-Fetch-Site), and the Host header of HTTP.
"""

import hmac
import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

TOKEN_HEADER = "X-Workbench-Token"  # noqa: S105 - the name of a header

_NAMES = ("localhost", "127.0.0.1", "[::1]")


def is_loopback(host: str) -> bool:
    """Tell whether what is served at a host can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def find_refusal(environ: "WSGIEnvironment", port: int, token: str, *, writes: bool) -> str:
    """Say why a request for data is not answered; "" if it is.

    Args:
        environ: The request.
        port: Where the workbench is served.
        token: What its page knows and no other page does.
        writes: Whether the request hands something over, as every one that could write does.
    """
    own = {f"{name}:{port}" for name in _NAMES}
    host, origin = (str(environ.get(name, "")) for name in ("HTTP_HOST", "HTTP_ORIGIN"))
    given = str(environ.get(f"HTTP_{TOKEN_HEADER.upper().replace('-', '_')}", ""))
    elsewhere = "The request comes from another site."
    site = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")  # older browsers do not say
    kind = environ.get("CONTENT_TYPE")
    refusals = (
        (
            not is_loopback(str(environ.get("REMOTE_ADDR", ""))),
            "The workbench is for the computer on which it runs.",
        ),
        (host not in own, "This is another host’s name."),
        (site != "same-origin", elsewhere),
        (bool(origin or writes) and origin != f"http://{host}", elsewhere),
        (
            not hmac.compare_digest(given.encode(), token.encode()),
            "Open the workbench at the address that `kb serve` printed last.",
        ),
        (writes and kind != "application/json", "Only JSON is read here."),
    )
    return next((why for refused, why in refusals if refused), "")
