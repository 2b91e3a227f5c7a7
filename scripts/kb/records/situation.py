"""What a clinician may find happening, as a way in to the findings."""

from typing import Annotated, Literal

from pydantic import Field

from kb.records.base import (
    FindingId,
    ImplicationId,
    Line,
    Part,
    Prose,
    RecordNamedInWords,
    Slug,
)

SituationGroup = Literal["clients", "myself", "colleagues", "service"]
"""What a situation is about; `kb.records.links` names the groups for readers."""


class Recognition(Part):
    """A finding in which a situation can be recognised."""

    finding: FindingId = Field(
        title="Finding",
        description="The identifier of the finding.",
        examples=["F004"],
    )
    note: Prose = Field(
        title="Note",
        description="What of the situation the finding shows, no further than the finding goes.",
        examples=["Nurses felt this way when the rota was late."],
    )


class Suggestion(Part):
    """An implication that is worth considering in a situation."""

    implication: ImplicationId = Field(
        title="Implication",
        description="The identifier of the implication.",
        examples=["I004"],
    )
    note: Prose | None = Field(
        default=None,
        title="Note",
        description="Why here, where its own sentence does not say so.",
        examples=["Begin with this where nobody outside the team supervises."],
    )


class Situation(RecordNamedInWords):
    """Something that happens to those who work with these clients, and where a study shows it."""

    id: Slug = Field(
        title="Identifier",
        description="Lower-case words joined by hyphens; it never changes.",
        examples=["nobody-attends"],
    )
    heading: Annotated[Line, Field(max_length=80)] = Field(
        title="Heading",
        description=(
            "What a clinician would say is happening, in the first person and in at most 80 "
            "characters. The words are the editors' own, never a participant's."
        ),
        examples=["Hardly anyone comes to my group"],
    )
    group: SituationGroup = Field(
        title="Group",
        description="What it is about: clients, myself, colleagues or service.",
        examples=["clients"],
    )
    role: Slug | None = Field(
        default=None,
        title="Role",
        description="Whose situation it is, if it is not a clinician's: an audience.",
        examples=["commissioner"],
    )
    search_words: tuple[Line, ...] = Field(
        default=(),
        title="Words for the search",
        description="Other words in which people look for it; pages do not show them.",
        examples=[["no shows", "not turning up"]],
    )
    findings: tuple[Recognition, ...] = Field(
        title="Findings",
        description="The findings in which it can be recognised, in the order to read them in.",
        min_length=1,
        examples=[[{"finding": "F004", "note": "Says what a late rota did to nurses."}]],
    )
    suggestions: tuple[Suggestion, ...] = Field(
        default=(),
        title="Suggestions",
        description=(
            "The implications to consider here, the most helpful first. Without them the page has "
            "those that rest on its findings."
        ),
        examples=[[{"implication": "I004"}]],
    )
    help: Prose | None = Field(
        default=None,
        title="Where to turn",
        description="Where somebody in this situation finds help outside of this site.",
        examples=["Your employer's staff support service, or your own general practitioner."],
    )
