"""What a clinician may find happening, as a way in to the findings."""

from typing import Annotated

from pydantic import Field

from kb.records.base import FindingId, Line, Part, Prose, RecordNamedInWords, Slug


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
        examples=["Participants appeared to feel this way in the face of clients' mistrust."],
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
            "What a clinician would say is happening, in at most 80 characters. The words are the "
            "editors' own, never a participant's."
        ),
        examples=["Hardly anyone comes to the group"],
    )
    findings: tuple[Recognition, ...] = Field(
        title="Findings",
        description="The findings in which it can be recognised, in the order to read them in.",
        min_length=1,
        examples=[[{"finding": "F004", "note": "Says what disengagement did to participants."}]],
    )
