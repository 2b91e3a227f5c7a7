"""What every record is made of: strict frozen fields, an identifier and a history."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from kb.files.limits import FIRST_YEAR, LAST_YEAR, NUMBER_LENGTH
from kb.text.web_address import require_links_to_addresses, require_web_address

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _require_one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "must be a single line of text")
    return text


def _require_trimmed(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "must not be empty")
    if text != text.strip():
        raise PydanticCustomError(
            "untrimmed", "must not begin or end with a space or an empty line"
        )
    return text


def _write_number_as_text(value: object) -> object:
    """Let `volume: 17` and `lines: 131` be written without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _parse_iso_date(value: object) -> object:
    if not isinstance(value, str):
        return value
    if ISO_DATE.fullmatch(value):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError(
                "no_such_date", "must be a day of the calendar, not {day}", {"day": value}
            ) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise PydanticCustomError(
                "far_date",
                "must be a day between {first} and {last}, not {day}",
                {"first": FIRST_YEAR, "last": LAST_YEAR, "day": value},
            )
        return day
    raise PydanticCustomError("date_form", "must be a date written as 2026-11-23")


Line = Annotated[str, AfterValidator(_require_trimmed), AfterValidator(_require_one_line)]
"""Plain text on one line. No character in it has a special meaning."""

Label = Annotated[Line, Field(max_length=60)]
"""A few words that name a record in figures and lists."""

Verbatim = Annotated[str, AfterValidator(_require_trimmed)]
"""Words as they are printed, in one or more paragraphs. No character has a special meaning."""

_MARKDOWN = WithJsonSchema({"type": "string", "contentMediaType": "text/markdown"})

Prose = Annotated[
    str, AfterValidator(_require_trimmed), AfterValidator(require_links_to_addresses), _MARKDOWN
]
"""Text in our words, with emphasis, links and lists as kb/text/markup.py says.

A line break begins a new paragraph or a new entry of a list (write `>-`, and empty lines between).
"""

NumberText = Annotated[
    Line,
    Field(max_length=NUMBER_LENGTH),
    BeforeValidator(_write_number_as_text),
    WithJsonSchema({"type": ["string", "integer"], "maxLength": NUMBER_LENGTH}),
]
"""A volume, a page or a line range: text, though it may look like a number."""


def _write_en_dash(value: object) -> object:
    """Let `lines: 131-134` be written as keyboards have it, and `lines 131 - 134` be pasted."""
    if not isinstance(value, str):
        return value
    bare = re.sub(r"^(?:lines?|ll?\.)\s*(?=[0-9])", "", value.strip(), flags=re.IGNORECASE)
    return re.sub(r"(?<=[0-9])\s*[-\u2010-\u2014]\s*(?=[0-9])", "–", bare)


LineRange = Annotated[
    NumberText,
    Field(pattern=r"^[0-9]+(–[0-9]+)?$"),
    BeforeValidator(_write_en_dash),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[0-9]+([-–][0-9]+)?$"}),
]
"""Lines of a transcript, with an en dash between the first and the last."""

IsoDate = Annotated[
    dt.date,
    BeforeValidator(_parse_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A day of the calendar, written year-month-day."""

WebAddress = Annotated[
    Line,
    AfterValidator(require_web_address),
    WithJsonSchema({"type": "string", "pattern": r"^https?://[^\s]+$"}),
]
"""An address that begins with http:// or https:// and holds no space."""

LONGEST = 80
"""An identifier is part of addresses and of names of files, which some systems keep short."""

StudyId = Annotated[str, StringConstraints(pattern=r"^S[0-9]{3,}$", max_length=LONGEST)]
ThemeId = Annotated[str, StringConstraints(pattern=r"^T[0-9]{3,}$", max_length=LONGEST)]
FindingId = Annotated[str, StringConstraints(pattern=r"^F[0-9]{3,}$", max_length=LONGEST)]
QuoteId = Annotated[str, StringConstraints(pattern=r"^Q[0-9]{3,}$", max_length=LONGEST)]
ImplicationId = Annotated[str, StringConstraints(pattern=r"^I[0-9]{3,}$", max_length=LONGEST)]
PinnedFinding = Annotated[str, StringConstraints(pattern=r"^F[0-9]{3,}@[1-9][0-9]{0,3}$")]
"""A finding at a version: `F004@1`."""
EvidenceId = Annotated[str, StringConstraints(pattern=r"^E[0-9]{3,}$", max_length=LONGEST)]
PinnedRecord = Annotated[str, StringConstraints(pattern=r"^[FI][0-9]{3,}@[1-9][0-9]{0,3}$")]
"""A finding or an implication at a version: `I004@1`."""
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=LONGEST)
]
"""Lower-case words joined by hyphens."""


def read_pin(pin: str) -> tuple[str, int]:
    """Return the identifier and the version of a record at a version, such as `F004@1`."""
    identifier, _, version = pin.partition("@")
    return identifier, int(version)


class Part(BaseModel):
    """A piece of a record: no field beyond the declared ones, nothing converted, never changed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=False)


def is_prose(field: FieldInfo) -> bool:
    """Tell whether a field is in our words, which may be marked up; it may be optional."""
    optional = (getattr(choice, "__metadata__", ()) for choice in get_args(field.annotation))
    return _MARKDOWN in field.metadata or any(_MARKDOWN in metadata for metadata in optional)


def list_parts(annotation: object) -> Iterator[type[Part]]:
    """Yield every record part that a type annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from list_parts(inner)


class Change(Part):
    """One entry of a record's history."""

    date: IsoDate = Field(
        title="Date",
        description="The day of the change.",
        examples=["2026-11-23"],
    )
    change: Line = Field(
        title="Change",
        description="What changed and why, in one sentence for readers.",
        examples=["Narrowed to nine of twelve nurses."],
    )
    kind: Literal["substantive", "editorial"] = Field(
        default="substantive",
        title="Kind of change",
        description=(
            "substantive: the meaning changed, which makes a new version. "
            "editorial: spelling, layout or wording with the meaning unchanged."
        ),
        examples=["substantive"],
    )


class Withdrawn(Part):
    """That a record no longer holds. Its page stays and says so; lists and the search omit it."""

    on: IsoDate = Field(
        title="Withdrawn on",
        description="The day; the history has an entry of that day.",
        examples=["2027-03-01"],
    )
    reason: Prose = Field(
        title="Reason",
        description="Why it was withdrawn, for readers who followed a link to it.",
        examples=["It said the same as another finding, with fewer words of participants."],
    )
    replaced_by: str | None = Field(
        default=None,
        title="Replaced by",
        description="The identifier of the record of the same type that takes its place, if any.",
        examples=["F031"],
    )


class RuleException(Part):
    """That a rule of the check does not apply to a record, and why."""

    rule: Slug = Field(
        title="Rule",
        description="The rule's name, which the check shows beside what it says.",
        examples=["pinned-versions-are-current"],
    )
    reason: Prose = Field(
        title="Reason",
        description="Why the rule does not apply here, for readers of the page of exceptions.",
        examples=["The newer version changed a sentence that the recommendation does not use."],
    )


class Record(Part):
    """Anything with an identifier, a permanent place on the site and a history of its own."""

    id: str = Field(
        title="Identifier",
        description="What links point to; it never changes and is never used again.",
        examples=["F001"],
    )
    history: tuple[Change, ...] = Field(
        title="History",
        description=(
            "Every published change, oldest first; the first entry is the first publication. "
            "The version of the record is the number of substantive entries."
        ),
        min_length=1,
        examples=[[{"date": "2026-11-23", "change": "First published."}]],
    )
    withdrawn: Withdrawn | None = Field(
        default=None,
        title="Withdrawn",
        description="That the record no longer holds, since when, why, and what replaces it.",
        examples=[{"on": "2027-03-01", "reason": "It was made up.", "replaced_by": "F031"}],
    )
    exceptions: tuple[RuleException, ...] = Field(
        default=(),
        title="Exceptions",
        description="Rules of the check that do not apply to this record, each with the reason.",
        examples=[[{"rule": "pinned-versions-are-current", "reason": "This is made up."}]],
    )

    def is_excused_from(self, rule: str) -> bool:
        """Tell whether an exception names a rule."""
        return any(exception.rule == rule for exception in self.exceptions)

    @property
    def version(self) -> int:
        """The number of substantive entries of the history, the first publication included."""
        return sum(entry.kind == "substantive" for entry in self.history)

    @property
    def published(self) -> dt.date:
        """The day of the first entry of the history."""
        return self.history[0].date

    @property
    def changed(self) -> dt.date:
        """The day of the last entry of the history, whatever its kind."""
        return self.history[-1].date


class RecordNamedInWords(Record):
    """A record whose identifier is made of words, which may have to be corrected."""

    formerly: tuple[Slug, ...] = Field(
        default=(),
        title="Formerly",
        description="Earlier identifiers, in whose place links lead here; never used again.",
        examples=[["an-earlier-name"]],
    )


class Passage(Part):
    """What the study's authors say at one place of the study, in our words."""

    text: Prose = Field(
        title="Text",
        description="What the authors say there, in our own words; nothing added or sharpened.",
        examples=["Nurses were recruited by a notice."],
    )
    section: Slug = Field(
        title="Section",
        description="The key of the study's section that says it, from `sections` in study.yaml.",
        examples=["participants"],
    )


class Printed(Part):
    """What the study prints at one place of it, word for word."""

    text: Verbatim = Field(
        title="Text",
        description="The words exactly as printed.",
        examples=["How do nurses see it?"],
    )
    section: Slug = Field(
        title="Section",
        description="The key of the study's section that prints it.",
        examples=["aim"],
    )


class Remark(Part):
    """A note by the editors of this knowledge base, not by the study's authors."""

    text: Prose = Field(
        title="Text",
        description="The caution, question or explanation, in the editors' voice.",
        examples=["The paper says both that all liked it and that two did not."],
    )
    section: Slug | None = Field(
        default=None,
        title="Section",
        description="The key of the study's section that the remark is about, if it is about one.",
        examples=["results"],
    )
    at_top: bool = Field(
        default=False,
        title="At the top",
        description="Whether it must be read first, as what is about risk: it opens the page.",
        examples=[True],
    )
