"""Files that tell hosts which headers to send: `_headers` (Netlify, Cloudflare Pages) and nginx's.

Files whose names change with their content may be kept for a year. All others are asked for again
each time, which costs an answer of a few bytes while they have not changed.
"""

from dataclasses import dataclass

from kb.web.policy import HEADERS, POLICY, REFERRER

FINGERPRINTED = ("assets/stylesheets", "pagefind/fragment", "pagefind/index")
"""Folders of the site in which every file's name changes with its content."""

KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"

SITE_HEADERS = "_headers"
"""Read by Netlify and Cloudflare Pages in the site's root. What they send without being told asks
for every file again; two rules on one header would be joined, so only what is kept is named."""

NGINX = "hosting/nginx.conf"
"""Its place below the build's folder."""

_REASONS = {
    "Content-Security-Policy": (
        "The policy above for the search’s worker as well, and that no site may show a page in a "
        "frame of its own (`frame-ancestors`), which a page cannot say by itself."
    ),
    "X-Content-Type-Options": "Browsers take files for what the host says they are.",
    "Referrer-Policy": "As pages say, for every file.",
    "Permissions-Policy": "Camera, microphone, place and the like stay off; copying stays on.",
    "Cross-Origin-Opener-Policy": "A window that leads here has no hold on the page.",
    "Cross-Origin-Resource-Policy": "Other sites cannot embed files of this one.",
    "Strict-Transport-Security": (
        "Browsers that came once by HTTPS come by nothing else for a year. Leave it out while the "
        "site must be reached by plain HTTP."
    ),
}


@dataclass(frozen=True, slots=True)
class HostingView:
    """What the page on hosting shows: the policy, and each header with what it is for."""

    policy: str
    referrer: str
    headers: tuple[tuple[str, str, str], ...]


def make_hosting_view() -> HostingView:
    """Gather what the page on hosting shows."""
    headers = tuple((name, value, _REASONS[name]) for name, value in HEADERS)
    return HostingView(POLICY, REFERRER, headers)


def write_headers_file() -> str:
    """Return the file for Netlify and Cloudflare Pages."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    for folder in FINGERPRINTED:
        lines += [f"/{folder}/*", f"  Cache-Control: {KEPT}"]
    return "\n".join(lines) + "\n"


def write_nginx_file() -> str:
    """Return what goes into nginx's `server` block.

    nginx drops the headers of a block in every block within it that has some of its own, so what
    differs between files is one header with a variable, and there is no such inner block.
    """
    kept = "|".join(FINGERPRINTED)
    return "\n".join(
        [
            "# Made by `kb build`. Include it in the server block that serves the site over HTTPS.",
            f'set $kb_cache "{ASKED_AGAIN}";',
            f'if ($uri ~ "^/({kept})/") {{ set $kb_cache "{KEPT}"; }}',
            "add_header Cache-Control $kb_cache always;",
            *(f'add_header {name} "{value}" always;' for name, value in HEADERS),
            "error_page 404 /404.html;",
            "server_tokens off;",
            "etag on;",
            "gzip on;",
            "gzip_vary on;",
            "gzip_types text/css application/javascript application/json image/svg+xml;",
            "",
        ]
    )
