"""A session for supervision or training: records that are there, in steps that somebody leads."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kb.records.base import Line, Part, Prose, RecordNamedInWords, Slug, read_pin

Doing = Literal["show", "read", "discuss", "write", "consider"]
"""What a group does in a step; `kb.records.links` has the words for readers."""

Used = Annotated[str, StringConstraints(pattern=r"^[FQI][0-9]{3,}@[1-9][0-9]{0,3}$")]
"""A finding, a quote or an implication at a version: `Q003@1`."""


class UsedRecord(Part):
    """That a session uses a record, at the version that was read."""

    record: Used = Field(
        title="Record at a version",
        description="The record's identifier, @, and the version that was read.",
        examples=["Q003@1"],
    )

    @property
    def record_id(self) -> str:
        """The identifier without the version."""
        return read_pin(self.record)[0]

    @property
    def version(self) -> int:
        """The version that was read."""
        return read_pin(self.record)[1]


class GroupSize(Part):
    """How many people a session is for."""

    least: int = Field(title="Least", description="The fewest.", ge=1, le=200, examples=[3])
    most: int = Field(title="Most", description="The most.", ge=1, le=200, examples=[8])


class Step(Part):
    """One step of a session."""

    minutes: int = Field(
        title="Minutes", description="How long it takes.", ge=1, le=240, examples=[8]
    )
    do: Doing = Field(
        title="What is done",
        description=(
            "show: words on a screen, before any reading of them. read: on the sheet. discuss: "
            "in the group. write: each alone. consider: what could be done."
        ),
        examples=["show"],
    )
    records: tuple[Used, ...] = Field(
        default=(),
        title="Records",
        description="What is shown or read in it: findings, quotes, implications, at a version.",
        examples=[["Q003@1"]],
    )
    prompt: Prose = Field(
        title="Prompt",
        description=(
            "What the leader says, to the group. In a step that shows, it must not say what the "
            "authors or the editors make of the words."
        ),
        examples=["Read it to yourself. What do you notice first?"],
    )
    after: Prose | None = Field(
        default=None,
        title="Afterwards",
        description="For the leader: what to listen for, what to add, when to go on.",
        examples=["If nobody speaks, wait. Go on after two or three have."],
    )


class Session(RecordNamedInWords):
    """A session that somebody could lead tomorrow, made of records at their versions."""

    id: Slug = Field(
        title="Identifier",
        description="Lower-case words joined by hyphens; it never changes.",
        examples=["not-knowing"],
    )
    title: Annotated[Line, Field(max_length=80)] = Field(
        title="Title",
        description="What it is about, in at most 80 characters.",
        examples=["Not knowing, and leading a group all the same"],
    )
    audiences: tuple[Slug, ...] = Field(
        title="For whom",
        description="The audiences whose session it is, the first of them above all.",
        min_length=1,
        examples=[["clinician", "supervisor"]],
    )
    minutes: int = Field(
        title="Minutes",
        description="How long it takes: as long as its steps together.",
        ge=5,
        le=480,
        examples=[45],
    )
    group: GroupSize = Field(
        title="Group size",
        description="How many people it is for, without who leads.",
        examples=[{"least": 3, "most": 8}],
    )
    aims: tuple[Line, ...] = Field(
        title="Aims",
        description="One to four things; each ends the sentence “Afterwards, you can …”.",
        min_length=1,
        max_length=4,
        examples=[["say what confuses you about MBT without losing face."]],
    )
    care: Prose = Field(
        title="Care",
        description=(
            "For the leader: what may touch people here, what to do if they recognise themselves "
            "or a colleague, how to stop."
        ),
        examples=["Say at the start that nobody has to speak, and that you may stop early."],
    )
    needs: tuple[Line, ...] = Field(
        default=(),
        title="Needs",
        description="What has to be there.",
        examples=[["A screen, or the sheet printed once a person"]],
    )
    steps: tuple[Step, ...] = Field(
        title="Steps",
        description="What is done, in this order.",
        min_length=2,
        max_length=12,
        examples=[
            [
                {
                    "minutes": 5,
                    "do": "show",
                    "records": ["Q003@1"],
                    "prompt": "What do you notice first?",
                },
                {
                    "minutes": 5,
                    "do": "consider",
                    "records": ["I008@1"],
                    "prompt": "What would be a first step?",
                },
            ]
        ],
    )
    without_recommendation: Prose | None = Field(
        default=None,
        title="Why no recommendation",
        description="Why the last step considers no recommendation, where it does not.",
        examples=["Nothing that this site suggests fits in twenty minutes."],
    )

    @property
    def used(self) -> tuple[tuple[tuple[str | int, ...], UsedRecord], ...]:
        """Each record that it uses, once, with the path to where it first does."""
        found: dict[str, tuple[tuple[str | int, ...], UsedRecord]] = {}
        for i, step in enumerate(self.steps):
            for j, name in enumerate(step.records):
                used = UsedRecord(record=name)
                found.setdefault(used.record_id, (("steps", i, "records", j), used))
        return tuple(found.values())
