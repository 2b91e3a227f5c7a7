"""A new study in a folder of its own: a draft, until all of it is written."""

import re
from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from kb.authoring.desk import CannotBeginError, Desk, Draft, draft
from kb.authoring.known import Known
from kb.authoring.template import Given, write_item_lines, write_record_lines
from kb.citations.same_work import explain_sameness
from kb.records import CslItem, Study, Theme
from kb.strict_yaml.document import Value
from kb.text.folding import fold

_AND = 2
"""So many authors are both named in running text; of more, the first with “et al.”."""


def make_item(csl: Mapping[str, object]) -> CslItem:
    """Make a work of what was answered.

    Raises:
        CannotBeginError: It cannot be one; the message names the field.
    """
    try:
        return CslItem.model_validate(_normalise(dict(csl)))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise CannotBeginError(f"The field {field} cannot be written so: {first['msg']}.") from None


def write_item(item: CslItem) -> Given:
    """Return a work as fields of a record."""
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def name_study(item: CslItem) -> str:
    """Return authors and year as running text has them: “Ford et al. (2025)”."""
    names = [name.surname for name in item.author]
    if len(names) > _AND:
        names = [f"{names[0]} et al."]
    year = f" ({item.issued.year})" if item.issued else ""
    return f"{' & '.join(names)}{year}"


def name_folder(item: CslItem) -> str:
    """Return the folder of a study below themes_data/: its first two authors and its year."""
    names = [name.surname for name in item.author[:_AND]]
    words = [word for name in names for word in re.findall("[a-z0-9]+", fold(name))]
    year = [str(item.issued.year)] if item.issued else []
    return f"studies/{'-'.join([*words, *year])}"


def draft_study(desk: Desk, item: CslItem, given: Given, theme: str = "") -> Draft:
    """Begin a study as a draft, with its first theme if that is known.

    Args:
        desk: What it is begun with.
        item: The paper.
        given: What else is known of the study.
        theme: The title of its first theme, or "".

    Raises:
        CannotBeginError: The paper is a study that is there already, or its folder is.
    """
    for known, (_, fields) in Known(desk.files).studies.items():
        why = _explain_sameness(fields.get("publication"), item)
        if why:
            raise CannotBeginError(f"The study is there already: {known} (same {why}).")
    folder = name_folder(item)
    if any(path.startswith(f"{folder}/") for path in desk.files):
        raise CannotBeginError(f"There is a folder themes_data/{folder}/ already.")
    identifier = desk.free("S")
    own: Given = {
        "id": identifier,
        "short_name": name_study(item),
        "state": "draft",
        "publication": write_item(item),
        **given,
        **desk.first,
    }
    path = f"{folder}/study.yaml"
    files = dict(draft(identifier, path, write_record_lines(Study, own, {})).files)
    if theme:
        about: Given = {"id": desk.free("T"), "study": identifier, "title": theme, **desk.first}
        lines = write_item_lines(write_record_lines(Theme, about, {}))
        files |= draft(identifier, f"{folder}/themes.yaml", lines).files
    return Draft(identifier, files)


def _explain_sameness(publication: Value, item: CslItem) -> str | None:
    """Say why a study that is there, valid or not, is of the same paper."""
    try:
        return explain_sameness(CslItem.model_validate(publication), item)
    except ValidationError:
        return None


def _normalise(value: object) -> Value:
    """Return a value as the reader of YAML hands it on."""
    match value:
        case dict():
            return {str(name): _normalise(inner) for name, inner in value.items()}
        case list() | tuple():
            return tuple(map(_normalise, value))
        case str() | int() | None:
            return value
        case _:
            return str(value)


def list_names(people: Sequence[str]) -> list[dict[str, str]]:
    """Return people as a work names them, each written `Family, Given`; a body has no comma."""
    return [_parse_name(name) for name in people]


def _parse_name(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma else {"literal": family}
