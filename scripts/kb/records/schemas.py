"""JSON Schemas of the data files, made from the record types, for editors and other tools."""

import json
from typing import Any

from kb.records.places import PLACES, Place, place_of


def schemas() -> dict[str, str]:
    """Return the text of each schema by its file's name in schemas/."""
    return {f"{place.schema}.schema.json": _text(place) for place in PLACES}


def schema_line(path: str) -> str | None:
    """Return the first line that the data file at `path` (below themes_data/) should have."""
    place = place_of(path)
    if place is None:
        return None
    up = "../" * (path.count("/") + 1)
    return f"# yaml-language-server: $schema={up}schemas/{place.schema}.schema.json"


def _text(place: Place) -> str:
    schema: dict[str, Any] = place.record.model_json_schema()
    if place.many:
        definitions = schema.pop("$defs", {})
        name = place.record.__name__
        schema = {
            "title": f"{name}s",
            "description": f"A list: {schema['description']}",
            "type": "array",
            "items": {"$ref": f"#/$defs/{name}"},
            "$defs": {**definitions, name: schema},
        }
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
