"""Works as CSL JSON, the data model of citation processors: the records' own, so nothing is lost.

Fields are those of CSL 1.0.2, appendix IV, written as its JSON schema (csl-data.json) asks.
"""

import json
from collections.abc import Mapping

from kb.records.csl import CslItem

NOT_HELD: dict[str, str] = {
    "text that looks like markup": (
        "processors read <i>, <b>, <sup>, <sub> and <span …> in a text as markup, and CSL JSON "
        "knows no way to say that they are meant as they stand"
    ),
}
"""What of a CSL item cannot be told from its CSL JSON, and why."""


def write_csl_json(works: Mapping[str, CslItem]) -> str:
    """Write works as a CSL JSON file: a list of items, in the order of the works.

    Args:
        works: Bibliographic data by identifier, which becomes the item's `id`.

    Returns:
        The text of the file. What it cannot hold is in `NOT_HELD`.
    """
    items = [make_csl_item(identifier, item) for identifier, item in works.items()]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def make_csl_item(identifier: str, item: CslItem) -> dict[str, object]:
    """Return a work as the JSON object that citation processors read, `id` first."""
    fields = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"id": identifier} | {name: value for name, value in fields.items() if value != []}
