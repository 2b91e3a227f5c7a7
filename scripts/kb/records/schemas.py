"""JSON Schemas of the data files, made from the record types, for editors and other tools."""

import json
from typing import Any

from kb.records.data_files import find_kind, list_kinds_in_files
from kb.records.kinds import DataFile, Kind


def make_schemas() -> dict[str, str]:
    """Return the text of each schema by its file's name in schemas/."""
    return {
        f"{file.schema}.schema.json": _write_schema(kind, file)
        for kind, file in list_kinds_in_files()
    }


def get_schema_line(path: str) -> str | None:
    """Return the first line that the data file at `path` (below themes_data/) should have."""
    found = find_kind(path)
    if found is None:
        return None
    up = "../" * (path.count("/") + 1)
    return f"# yaml-language-server: $schema={up}schemas/{found[1].schema}.schema.json"


def _write_schema(kind: Kind[Any], file: DataFile) -> str:
    schema: dict[str, Any] = kind.record.model_json_schema()
    if file.many:
        definitions = schema.pop("$defs", {})
        name = kind.record.__name__
        schema = {
            "title": f"{name}s",
            "description": f"A list: {schema['description']}",
            "type": "array",
            "items": {"$ref": f"#/$defs/{name}"},
            "$defs": {**definitions, name: schema},
        }
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
