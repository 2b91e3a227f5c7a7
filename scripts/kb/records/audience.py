"""Those whom recommendations are addressed to."""

from pydantic import Field

from kb.records.base import Line, Prose, RecordNamedInWords, Slug


class Audience(RecordNamedInWords):
    """A group of readers who can act on a recommendation."""

    id: Slug = Field(
        title="Identifier",
        description="Lower-case words joined by hyphens; it never changes.",
        examples=["supervisor"],
    )
    name: Line = Field(
        title="Name",
        description="The group in the plural, as a heading.",
        examples=["Supervisors"],
    )
    description: Prose = Field(
        title="Description",
        description="Who is meant, in a sentence.",
        examples=["Those who supervise clinicians delivering MBT, inside the team or outside it."],
    )
    can_change: Prose = Field(
        title="Can change",
        description="What is in this group's hands, in a sentence.",
        examples=["How often supervision takes place and what it makes room for."],
    )
