"""The bibliographic part of a reference, in the data model of citation processors (CSL-JSON 1.0).

Field names and their meaning are those of the CSL specification's appendix on variables.
"""

import datetime as dt
import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kb.records.base import Line, NumberText, Part, WebAddress


def _hyphenate(name: str) -> str:
    # The one name of CSL with an underscore.
    return name if name == "archive_location" else name.replace("_", "-")


class CslPart(Part):
    """A piece of a CSL item, whose field names are written with hyphens in the data."""

    model_config = ConfigDict(alias_generator=_hyphenate)


class Name(CslPart):
    """A person, by family and given name, or a body, by its literal name."""

    family: Line | None = Field(
        default=None, title="Family name", description="A person's family name.", examples=["Gask"]
    )
    given: Line | None = Field(
        default=None,
        title="Given name",
        description="Given names or initials as printed.",
        examples=["L."],
    )
    non_dropping_particle: Line | None = Field(
        default=None,
        title="Particle",
        description="A particle that is kept before the family name.",
        examples=["van"],
    )
    suffix: Line | None = Field(
        default=None, title="Suffix", description="Jr., III and the like.", examples=["Jr."]
    )
    literal: Line | None = Field(
        default=None,
        title="Name of a body",
        description="The name of an organisation, instead of family and given name.",
        examples=["National Institute for Health and Care Excellence"],
    )

    @model_validator(mode="after")
    def _names_someone(self) -> Self:
        if not (self.family or self.literal):
            raise PydanticCustomError(
                "no_name", "must have a family name or, for a body, a literal"
            )
        return self

    @property
    def surname(self) -> str:
        """The family name after its particle, or the name of a body."""
        particle = self.non_dropping_particle or ""
        joint = "" if not particle or particle.endswith(("'", "’", "-")) else " "
        return f"{particle}{joint}{self.family}" if self.family else self.literal or ""


def _require_day(parts: tuple[int, ...]) -> tuple[int, ...]:
    """Refuse a month or a day that the calendar does not have."""
    try:
        dt.date(*parts, *(1, 1)[len(parts) - 1 :])
    except (ValueError, OverflowError):
        raise PydanticCustomError("no_such_day", "must be a date of the calendar") from None
    return parts


DateParts = Annotated[
    tuple[int, ...], Field(min_length=1, max_length=3), AfterValidator(_require_day)
]


class CslDate(CslPart):
    """A date as year, month and day, of which the last two may be absent."""

    date_parts: tuple[DateParts, ...] = Field(
        title="Date parts",
        description="[[year]], [[year, month]] or [[year, month, day]].",
        min_length=1,
        max_length=2,
        examples=[[[2018]]],
    )

    @property
    def year(self) -> int:
        """The (first) year."""
        return self.date_parts[0][0]


ItemType = Literal[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "article",
    "book",
    "chapter",
    "dataset",
    "document",
    "entry-dictionary",
    "entry-encyclopedia",
    "paper-conference",
    "report",
    "thesis",
    "webpage",
]


def _require_doi(text: str) -> str:
    """Refuse what is no DOI, each usual slip in its own words (DOI Handbook, section 2.2)."""
    lower = text.lower()
    if re.match(r"(https?://)?(dx\.|www\.)?doi\.org|https?:", lower):
        wrong = "must not begin with an address: write what follows doi.org/"
    elif lower.startswith("doi"):
        wrong = "must not begin with a label: write what follows it"
    elif re.search(r"\s", text):
        wrong = "must not hold a space; where it was printed over two lines, join them"
    elif not re.fullmatch(r"[!-~]+", text):
        wrong = "must be written with plain letters, figures and signs: something else looks alike"
    elif not text.startswith("10."):
        wrong = "must begin with 10. and the number of a registrant"
    elif not re.match(r"10\.[0-9]{4,9}(\.[0-9]+)*(/|$)", text):
        wrong = "must have a number of four to nine figures after 10. and then a slash"
    elif not re.match(r"[^/]+/+[^/]", text):
        wrong = "must have something after the slash"
    elif text.endswith((".", ",", ";")):
        wrong = "must not end with a punctuation mark, which belongs to the sentence around it"
    else:
        return text
    raise PydanticCustomError("no_doi", "{wrong}", {"wrong": wrong})


def _strip_around_doi(value: object) -> object:
    """Take off what is printed around a DOI: a label, an address, the end of the sentence."""
    if not isinstance(value, str):
        return value
    bare = re.sub(
        r"^(?:doi:?\s*)?(?:https?://)?(?:dx\.|www\.)?(?:doi\.org/)?(?:doi:?\s*)?(?=10\.)",
        "",
        value,
        flags=re.IGNORECASE,
    )
    return bare.rstrip(".,;") if bare.startswith("10.") else value


Doi = Annotated[
    Line,
    BeforeValidator(_strip_around_doi),
    AfterValidator(_require_doi),
    WithJsonSchema({"type": "string", "pattern": r"^10\.[0-9]{4,9}(\.[0-9]+)*/\S*[^\s.,;]$"}),
]
"""A digital object identifier; a label or an address before it is taken off when it is read."""


class CslItem(CslPart):
    """One work as a citation processor reads it."""

    type: ItemType = Field(
        title="Type",
        description="The CSL type of the work, which decides how it is formatted.",
        examples=["article-journal"],
    )
    title: Line = Field(
        title="Title",
        description="The title in sentence case, with its subtitle after a colon.",
        examples=["The burden of personality disorder: A district-based survey"],
    )
    author: tuple[Name, ...] = Field(
        default=(),
        title="Authors",
        description="The authors in their order.",
        examples=[[{"family": "Black", "given": "D. W."}]],
    )
    editor: tuple[Name, ...] = Field(
        default=(),
        title="Editors",
        description="The editors of the work, or of the book that holds the chapter.",
        examples=[[{"family": "Polaschek", "given": "D. L. L."}]],
    )
    translator: tuple[Name, ...] = Field(
        default=(),
        title="Translators",
        description="Those who translated the work into the language in which it is cited.",
        examples=[[{"family": "Strachey", "given": "J."}]],
    )
    issued: CslDate | None = Field(
        default=None,
        title="Issued",
        description="When the work was published.",
        examples=[{"date-parts": [[2018]]}],
    )
    original_date: CslDate | None = Field(
        default=None,
        title="First published",
        description="When a work that was translated or printed again was first published.",
        examples=[{"date-parts": [[1923]]}],
    )
    status: Line | None = Field(
        default=None,
        title="Status",
        description="What stands for the date of a work that is not published yet.",
        examples=["in press"],
    )
    accessed: CslDate | None = Field(
        default=None,
        title="Accessed",
        description="When a web page was read.",
        examples=[{"date-parts": [[2019, 10, 1]]}],
    )
    container_title: Line | None = Field(
        default=None,
        title="Container",
        description="The journal, or the book that holds the chapter.",
        examples=["Psychological Medicine"],
    )
    collection_title: Line | None = Field(
        default=None,
        title="Series",
        description="The series that the book belongs to.",
        examples=["Clinical guideline"],
    )
    event_title: Line | None = Field(
        default=None,
        title="Conference",
        description="The conference or meeting at which it was presented.",
        examples=["Annual meeting of the British Psychological Society"],
    )
    event_place: Line | None = Field(
        default=None,
        title="Place of the conference",
        description="Where the conference or meeting was.",
        examples=["Oxford"],
    )
    publisher: Line | None = Field(
        default=None, title="Publisher", description="The publisher.", examples=["Routledge"]
    )
    publisher_place: Line | None = Field(
        default=None,
        title="Place",
        description="Where it was published.",
        examples=["Oxford"],
    )
    volume: NumberText | None = Field(
        default=None, title="Volume", description="The volume.", examples=["46"]
    )
    volume_title: Line | None = Field(
        default=None,
        title="Title of the volume",
        description="What the volume of a work in several volumes is called.",
        examples=["The ego and the id"],
    )
    issue: NumberText | None = Field(
        default=None, title="Issue", description="The issue in the volume.", examples=["3"]
    )
    page: NumberText | None = Field(
        default=None,
        title="Pages",
        description="The pages, with a hyphen or an en dash, or the article number.",
        examples=["164–169"],
    )
    number: NumberText | None = Field(
        default=None,
        title="Number",
        description="The number of a report, guideline or article.",
        examples=["CG77"],
    )
    edition: NumberText | None = Field(
        default=None, title="Edition", description="The edition, if not the first.", examples=["5"]
    )
    version: NumberText | None = Field(
        default=None,
        title="Version",
        description="The version of a dataset or of software.",
        examples=["1.0"],
    )
    genre: Line | None = Field(
        default=None,
        title="Genre",
        description="What a report or thesis calls itself.",
        examples=["Clinical guideline"],
    )
    archive: Line | None = Field(
        default=None,
        title="Archive",
        description="The archive or database that keeps the work, if it is found there alone.",
        examples=["ProQuest Dissertations and Theses Global"],
    )
    archive_location: Line | None = Field(
        default=None,
        title="Place in the archive",
        description="Box, folder or number of the work in the archive.",
        examples=["Box 3, folder 7"],
    )
    DOI: Doi | None = Field(
        default=None,
        title="DOI",
        description="The digital object identifier without an address before it.",
        examples=["10.1177/002076400004600302"],
    )
    URL: WebAddress | None = Field(
        default=None,
        title="Address",
        description="The address of a web page, where there is no DOI.",
        examples=["https://www.nice.org.uk/guidance/cg77"],
    )
    ISBN: Line | None = Field(
        default=None, title="ISBN", description="The ISBN of a book.", examples=["9780521642286"]
    )
    ISSN: Line | None = Field(
        default=None, title="ISSN", description="The ISSN of a journal.", examples=["1499-9013"]
    )
    language: Line | None = Field(
        default=None, title="Language", description="The language's code.", examples=["en-GB"]
    )
