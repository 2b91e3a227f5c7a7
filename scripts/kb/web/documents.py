"""Files that browsers show as documents of their own: HTML and drawings that people put into docs/.

They lie on the site's own origin, so they go through the same policy as its pages.
"""

import re

from kb.web.policy import POLICY, REFERRER, find_inline_parts

HTML = (".html", ".htm")
"""How the names of files end that browsers read as HTML."""

DRAWINGS = (".svg",)
"""Drawings, which run scripts where they are opened by themselves."""

REFUSED = (".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".xslt", ".mht", ".mhtml", ".svgz", ".hta")
"""What browsers show as documents, too, and no policy can be put into."""

_DOCTYPE = re.compile(r"\ufeff?\s*<!doctype[^<>]*>", re.IGNORECASE)

_META = (
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    f'<meta name="referrer" content="{REFERRER}">'
)


def find_unfit_parts(path: str, text: str) -> list[str]:
    """Return what the policy would keep from working in a document; of a drawing, what would run.

    Args:
        path: The file's name.
        text: What it holds.
    """
    found = find_inline_parts(text)
    if path.lower().endswith(DRAWINGS):
        return [part for part in found if not part.startswith(("a style", "the attribute style"))]
    return found


def put_policy_into(text: str) -> str:
    """Return an HTML document with the policy before anything that it could concern.

    A browser begins the head of a document with it, wherever the document says that one begins.
    """
    found = _DOCTYPE.match(text)
    end = found.end() if found else 0
    return f"{text[:end]}{_META}{text[end:]}"
