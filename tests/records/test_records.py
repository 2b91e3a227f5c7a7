"""The record types document themselves, never change, and count their versions."""

import datetime as dt
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from kb.read import examine
from kb.records import CslItem, Finding, Implication, Part, Quote, RestsOn, Study
from kb.records.base import Change
from kb.records.kinds import KINDS
from tests.made_up.records import made_up


def part_types() -> list[type[Part]]:
    """Return every record type and, recursively, every type of a piece of one."""
    found: list[type[Part]] = []
    stack: list[object] = list(KINDS)
    while stack:
        annotation = stack.pop()
        stack += get_args(annotation)
        if (
            isinstance(annotation, type)
            and issubclass(annotation, Part)
            and annotation not in found
        ):
            found.append(annotation)
            stack += [field.annotation for field in annotation.model_fields.values()]
    return found


def declared() -> Iterator[tuple[str, type[Part], FieldInfo]]:
    """Yield every field of every type, by its name in the data."""
    for model in part_types():
        for name, field in model.model_fields.items():
            yield field.alias or name, model, field


FIELDS = [
    pytest.param(name, model, field, id=f"{model.__name__}.{name}")
    for name, model, field in declared()
]


def as_read(value: object) -> object:
    """Return an example as the loader gives it: lists as tuples."""
    match value:
        case dict():
            return {key: as_read(inner) for key, inner in value.items()}
        case list():
            return tuple(as_read(inner) for inner in value)
        case _:
            return value


def test_every_type_is_reached() -> None:
    """The walk through the types finds pieces of pieces."""
    names = {model.__name__ for model in part_types()}
    assert {"Study", "Sample", "Quote", "Change", "DerivedBasis", "Name", "CslDate"} <= names


@pytest.mark.parametrize("model", part_types(), ids=lambda model: model.__name__)
def test_every_type_says_what_it_is(model: type[Part]) -> None:
    """Its sentence is the description of the schema."""
    assert (model.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize(("name", "model", "field"), FIELDS)
def test_every_field_has_a_title_a_description_and_an_example(
    name: str, model: type[Part], field: FieldInfo
) -> None:
    """Messages, schemas and the documentation show them to maintainers."""
    assert field.title, name
    assert field.description
    assert field.description.endswith((".", ")")), model
    assert field.examples


@pytest.mark.parametrize(("name", "model", "field"), FIELDS)
def test_every_example_is_allowed(name: str, model: type[Part], field: FieldInfo) -> None:
    """What a message shows as an example is no mistake itself."""
    for example in field.examples or ():
        assert mistakes_in(model, name, example) == []


def mistakes_in(model: type[Part], name: str, example: object) -> list[str]:
    """Return what is wrong with one field; the fields beside it are missing, which is no matter."""
    try:
        model.model_validate({name: as_read(example)})
    except ValidationError as error:
        return [mistake["msg"] for mistake in error.errors() if mistake["loc"][:1] == (name,)]
    return []


@pytest.mark.parametrize("model", part_types(), ids=lambda model: model.__name__)
def test_records_are_strict_closed_and_frozen(model: type[Part]) -> None:
    """No field is converted, added or changed."""
    assert model.model_config.get("strict")
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("frozen")


def test_a_record_that_was_read_cannot_be_changed() -> None:
    """Neither a field nor a list in it."""
    kb = examine(made_up()).kb
    finding = kb.get("F001", Finding)
    with pytest.raises(ValidationError, match="frozen"):
        finding.statement = "Another one."  # type: ignore[misc]
    assert isinstance(finding.quotes, tuple)


def test_a_version_is_the_number_of_substantive_changes() -> None:
    """The first publication counts, a correction of spelling does not."""
    history = [
        {"date": "2026-01-02", "change": "First published."},
        {"date": "2026-01-03", "change": "Spelling.", "kind": "editorial"},
        {"date": "2026-01-04", "change": "Another meaning.", "kind": "substantive"},
    ]
    changes = tuple(Change.model_validate(entry) for entry in history)
    kb = examine(made_up()).kb
    finding = kb.get("F001", Finding).model_copy(update={"history": changes})
    assert [change.kind for change in changes] == ["substantive", "editorial", "substantive"]
    assert finding.version == 2
    assert finding.published == dt.date(2026, 1, 2)
    assert finding.changed == dt.date(2026, 1, 4)


def test_a_foundation_names_its_finding_and_the_version_that_was_read() -> None:
    """F004@12 is version 12 of F004."""
    basis = RestsOn(finding="F004@12", reason="This reason is made up.")
    assert basis.finding_id == "F004"
    assert basis.version == 12


def test_an_implication_of_the_made_up_data_rests_on_the_newest_version() -> None:
    """The data of the tests shows a version above the first."""
    kb = examine(made_up()).kb
    ((finding, basis),) = kb.foundations(kb.get("I001", Implication))
    assert basis.version == finding.version == 2


def test_numbers_may_be_written_without_quotes_where_text_looks_like_one() -> None:
    """A volume or a line is text, though it is written as a number."""
    kb = examine(made_up()).kb
    assert kb.get("S001", Study).publication.volume == "1"
    assert kb.get("Q001", Quote).lines == "1–2"


def dated(*parts: int) -> CslItem:
    """Make a work that was published at a date."""
    issued = {"date-parts": (parts,)}
    return CslItem.model_validate({"type": "book", "title": "Made up", "issued": issued})


@pytest.mark.parametrize("parts", [(2018,), (2018, 12), (2016, 2, 29)])
def test_a_date_of_publication_is_given_as_far_as_it_is_known(parts: tuple[int, ...]) -> None:
    """The year alone will do."""
    issued = dated(*parts).issued
    assert issued is not None
    assert issued.year == parts[0]


@pytest.mark.parametrize(
    "parts", [(2018, 2, 29), (2018, 13), (2018, 0), (0,), (10**17,), (), (2018, 1, 1, 1)]
)
def test_a_date_of_publication_is_one_of_the_calendar(parts: tuple[int, ...]) -> None:
    """Year, month and day exist."""
    with pytest.raises(ValidationError):
        dated(*parts)


def test_an_author_has_a_family_name_or_is_a_body() -> None:
    """Initials alone name nobody."""
    item = {"type": "book", "title": "Made up"}
    for name in ({"family": "Testa"}, {"literal": "Nobody's institute"}):
        assert CslItem.model_validate(item | {"author": (name,)}).author
    for name in ({"given": "T."}, {}):
        with pytest.raises(ValidationError, match="family name"):
            CslItem.model_validate(item | {"author": (name,)})
