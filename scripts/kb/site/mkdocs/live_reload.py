"""The preview of `kb serve`: MkDocs adds an inline script to each page it shows there.

The script reloads the page when it changed. The site's own policy would keep it from running, so
the pages that the preview shows admit it; the files of the site stay as they are.
"""

from typing import TYPE_CHECKING

from kb.site.mkdocs.answers import rewrite_answers
from kb.web.policy import POLICY

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_STRICT = POLICY.encode()
_ADMITTING = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").encode()


def admit_live_reload(app: "WSGIApplication") -> "WSGIApplication":
    """Return a server's application whose pages admit the script that MkDocs adds to them."""
    return rewrite_answers(app, lambda body, _kind: body.replace(_STRICT, _ADMITTING))
