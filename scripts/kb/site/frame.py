"""What the templates in `theme/` ask for besides a page and mkdocs.yml, under any engine.

They find it among the extra settings. Material's style sheet has a fingerprint in its name, which
changes with its version.
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from kb.web.policy import POLICY, REFERRER

THEME = Path(__file__).parent / "theme"
"""The folder of the templates around every page."""

_STYLES = "assets/stylesheets"


def make_frame_settings(
    changed: dt.date | None, theme: Iterable[Path], look: str = ""
) -> dict[str, str]:
    """Return the extra settings that templates use.

    Args:
        changed: The day of the newest change in any record, if there are records.
        theme: The folders of the theme, of which one has Material's style sheet.
        look: The folder among the style sheets, where there are several.

    Raises:
        FileNotFoundError: None of the folders has it.
    """
    return {
        "changed": changed.isoformat() if changed else "",
        "policy": POLICY,
        "referrer": REFERRER,
        "theme_styles": _read_theme_styles(theme, look),
    }


def _read_theme_styles(theme: Iterable[Path], look: str) -> str:
    pattern = f"{_STYLES}/{look}/main.*.css" if look else f"{_STYLES}/main.*.css"
    for folder in theme:
        for file in sorted(folder.glob(pattern)):
            return file.relative_to(folder).as_posix()
    raise FileNotFoundError(pattern)
