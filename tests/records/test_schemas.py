"""The JSON Schemas that editors use are those of the records, and the data keeps to them."""

import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from kb.read import examine
from kb.records.data_files import find_kind, list_kinds_in_files
from kb.records.schemas import get_schema_line, make_schemas
from kb.strict_yaml.document import parse
from tests.helpers.building import REPOSITORY
from tests.made_up.records import FINDING, IMPLICATION, MADE_UP, REFERENCE, STUDY, THEMES, made_up

ROOT = REPOSITORY
DATA = ROOT / "themes_data"
REAL = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))


def plain(value: object) -> Any:  # noqa: ANN401 - what JSON holds
    """Return a value as JSON has it: tuples as lists."""
    return json.loads(json.dumps(value))


def mistakes(path: str, content: bytes) -> list[str]:
    """Return what the schema of the file at `path` has against its content."""
    found = find_kind(path)
    document, problems = parse(path, content)
    assert found is not None
    assert document is not None
    assert not problems
    errors = make_validator(found[1].schema).iter_errors(plain(document.value))
    return [error.message for error in errors]


@cache
def make_validator(name: str) -> jsonschema.Draft202012Validator:
    """Return what compares a value with a schema, made once."""
    return jsonschema.Draft202012Validator(json.loads(make_schemas()[f"{name}.schema.json"]))


def test_the_schemas_in_the_repository_are_current() -> None:
    """If this fails, `make schemas` writes them anew."""
    there = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").iterdir()}
    assert there == make_schemas()


def test_each_kind_of_file_has_a_schema() -> None:
    """There is one for each, and no other."""
    assert sorted(make_schemas()) == sorted(
        f"{file.schema}.schema.json" for _, file in list_kinds_in_files()
    )


@pytest.mark.parametrize("name", sorted(make_schemas()))
def test_each_schema_is_one_and_says_what_its_fields_are(name: str) -> None:
    """Editors show title and description of a field where it is written."""
    schema = json.loads(make_schemas()[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]
    definitions = schema.get("$defs", {})
    for definition in [schema, *definitions.values()]:
        for field in definition.get("properties", {}).values():
            # Where a field is called as its type is, only the type says so.
            shown = definitions.get(field.get("$ref", "").removeprefix("#/$defs/"), {}) | field
            assert shown["title"]
            assert shown["description"]
            assert shown["examples"]


@pytest.mark.parametrize("path", REAL)
def test_each_file_of_the_data_keeps_to_its_schema(path: str) -> None:
    """An editor has nothing against what the check accepts."""
    assert mistakes(path, (DATA / path).read_bytes()) == []


@pytest.mark.parametrize("path", REAL)
def test_each_file_of_the_data_names_its_schema_in_the_first_line(path: str) -> None:
    """Editors complete and explain fields only in files that say which schema they follow."""
    line = (DATA / path).read_text("utf-8").split("\n", 1)[0]
    assert line == get_schema_line(path)


@pytest.mark.parametrize("path", sorted(MADE_UP))
def test_the_first_line_leads_to_the_schema(path: str) -> None:
    """The address in it is that of a file in schemas/, seen from the data file."""
    line = get_schema_line(path)
    assert line is not None
    target = (DATA / path).parent / line.removeprefix("# yaml-language-server: $schema=")
    assert target.resolve().parent == ROOT / "schemas"
    assert target.resolve().name in make_schemas()
    assert MADE_UP[path].startswith(f"{line}\n")


def test_a_file_of_no_kind_has_no_schema() -> None:
    """There is nothing to write into its first line."""
    assert get_schema_line("notes.yaml") is None


@pytest.mark.parametrize("path", sorted(MADE_UP))
def test_the_made_up_data_keeps_to_the_schemas(path: str) -> None:
    """It is valid in every way."""
    assert mistakes(path, made_up()[path]) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FINDING, "id: F001", "id: f001"),
        (FINDING, "statement: This finding is made up.\n", ""),
        (FINDING, "statement: This finding is made up.", "statement: 12"),
        (FINDING, "speaker: Testina", "speeker: Testina"),
        (FINDING, "themes: [T002]", "themes: []"),
        (FINDING, "form: block", "form: blok"),
        (FINDING, "judged_on: 2026-01-02", "judged_on: 2 January 2026"),
        (STUDY, "size: 3", "size: three"),
        (STUDY, "size: 3", "size: 0"),
        (IMPLICATION, "kind: derived", "kind: guessed"),
        (IMPLICATION, "F001@2", "F001@0"),
        (REFERENCE, "type: book", "type: novel"),
        (THEMES, "part_of: T001", "part_of: [T001]"),
    ],
)
def test_the_schemas_refuse_what_the_check_refuses(path: str, old: str, new: str) -> None:
    """An editor marks the mistake before the check does."""
    files = made_up()
    files[path] = files[path].replace(old.encode(), new.encode(), 1)
    assert mistakes(path, files[path]) != []
    assert examine(files).problems != ()


def test_a_volume_may_be_a_number_or_a_text_for_editors_too() -> None:
    """What the check accepts, no editor underlines."""
    files = made_up()
    for volume in ("17", "'17'", "S1"):
        files[STUDY] = MADE_UP[STUDY].replace("volume: 1", f"volume: {volume}").encode()
        assert mistakes(STUDY, files[STUDY]) == []
        assert examine(files).problems == ()
