"""A reference as the text of its YAML file, in the style of the files that people write."""

from kb.records import Reference
from kb.records.schemas import schema_line
from kb.strict_yaml.text import field_lines, flow


def reference_text(reference: Reference) -> str:
    """Return the text of a reference's file: the schema first, then the fields in their order."""
    record = reference.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    csl = record["csl"]
    schema = schema_line(f"references/{reference.id}.yaml") or ""
    lines = [schema, *field_lines("id", record["id"]), *field_lines("kind", record["kind"]), "csl:"]
    for name, value in csl.items():
        lines += [f"  {line}" for line in field_lines(name, value)]
    lines.append("history:")
    lines += [f"  - {flow(entry)}" for entry in record["history"]]
    return "\n".join([*lines, ""])
