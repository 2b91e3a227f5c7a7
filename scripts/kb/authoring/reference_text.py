"""A reference as the text of its YAML file, in the style of the files that people write."""

from kb.records import Reference
from kb.records.schemas import get_schema_line
from kb.strict_yaml.text import write_field, write_flow


def write_reference(reference: Reference) -> str:
    """Return the text of a reference's file: the schema first, then the fields in their order."""
    record = reference.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    csl = record["csl"]
    schema = get_schema_line(f"references/{reference.id}.yaml") or ""
    lines = [schema, *write_field("id", record["id"]), *write_field("kind", record["kind"]), "csl:"]
    for name, value in csl.items():
        lines += [f"  {line}" for line in write_field(name, value)]
    lines.append("history:")
    lines += [f"  - {write_flow(entry)}" for entry in record["history"]]
    return "\n".join([*lines, ""])
