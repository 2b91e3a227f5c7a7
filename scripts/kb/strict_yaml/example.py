"""A field as a data file may hold it, for examples in messages."""

import re
import sys

import yaml

from kb.strict_yaml.reader import INTEGER


class _Writer(yaml.SafeDumper):
    """Quotes a text only where it would otherwise be read as something else."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it


for _name, _form in (("int", INTEGER.pattern), ("bool", "true|false"), ("null", "~|null|")):
    _Writer.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"^(?:{_form})$"), None)


def write_example(name: str, value: object) -> str:
    """Return a field as a data file may hold it, on one line: `themes: [T002]`."""
    line = yaml.dump(
        {name: value},
        Dumper=_Writer,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=sys.maxsize,
    )
    return line.strip().removeprefix("{").removesuffix("}")
