"""What axe finds on a page that keeps people out."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "resultTypes": ["violations"],
    # Off unless asked for, as the rule is younger than the others.
    "rules": {"target-size": {"enabled": True}},
}


def barriers(page: Page) -> list[str]:
    """Return a line for each violation of a rule of axe, of any level of impact."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]
