"""What other works found that bears on findings and implications: the editors' voice throughout."""

from typing import Literal

from pydantic import Field

from kb.records.base import (
    EvidenceId,
    IsoDate,
    Label,
    Line,
    Part,
    PinnedRecord,
    Prose,
    Record,
    Remark,
    WebAddress,
    read_pin,
)

Question = Literal[
    "does-it-work",
    "delivering-it",
    "in-a-service",
    "guidance",
    "partner-agencies",
    "staff",
    "clients",
]
"""What a work is about; `kb.records.links` words the questions for readers."""

Bearing = Literal[
    "supports",
    "qualifies",
    "contradicts",
    "extends",
    "gives-awaited-result",
    "asks-elsewhere",
]
"""How a work bears on a record; `kb.records.links` has the words for readers."""

ReadOf = Literal["full-text", "abstract", "summaries"]
"""What was read of a work."""


class Read(Part):
    """How much of a work the editors have read, and when."""

    what: ReadOf = Field(
        title="What was read",
        description=(
            "full-text: all of it. abstract: its abstract, or the record in a database. summaries: "
            "only what others say of it."
        ),
        examples=["abstract"],
    )
    on: IsoDate = Field(title="Read on", description="The day.", examples=["2026-11-28"])


class Source(Part):
    """A public page that shows what is said here of a work."""

    address: WebAddress = Field(
        title="Address",
        description="The page's address.",
        examples=["https://www.isrctn.com/ISRCTN32309003"],
    )
    shows: Line = Field(
        title="Shows",
        description="What of it can be seen there.",
        examples=["The abstract, with the numbers of the main outcome."],
    )


class BearsOn(Part):
    """A finding or an implication, at the version that was read, on which a work bears."""

    record: PinnedRecord = Field(
        title="Record at a version",
        description="The identifier of the finding or implication, @, and the version.",
        examples=["F004@1"],
    )
    relation: Bearing = Field(
        title="Relation",
        description=(
            "How the work bears on it: it supports, qualifies, contradicts or extends it, "
            "gives-awaited-result or asks-elsewhere (the same question in another setting)."
        ),
        examples=["qualifies"],
    )
    reason: Prose = Field(
        title="Reason",
        description="Why, in one sentence of the editors.",
        examples=["It asked service users, whom the study did not ask."],
    )

    @property
    def record_id(self) -> str:
        """The identifier without the version."""
        return read_pin(self.record)[0]

    @property
    def version(self) -> int:
        """The version that was read."""
        return read_pin(self.record)[1]


class Evidence(Record):
    """What one work found beyond the studies here, and what it bears on."""

    id: EvidenceId = Field(
        title="Identifier",
        description="E and a number that is never used again.",
        examples=["E001"],
    )
    reference: Line = Field(
        title="Reference",
        description="The identifier of the work in references/.",
        examples=["ramsden-2018"],
    )
    label: Label = Field(
        title="Label",
        description="What it adds, in at most 60 characters: the heading of its page.",
        examples=["A trial: less aggression after a year of MBT"],
    )
    question: Question = Field(
        title="Question",
        description=(
            "What it is about: does-it-work, delivering-it, in-a-service, guidance, "
            "partner-agencies, staff or clients."
        ),
        examples=["does-it-work"],
    )
    found: Prose = Field(
        title="What it found",
        description=(
            "One to three sentences of our own, with its numbers. A number is written only if two "
            "pages that do not depend on each other show it."
        ),
        examples=["Seven service users were asked; trust in the group was hard for them."],
    )
    limits: Prose = Field(
        title="Limits",
        description="What it cannot tell, and what is not known of it.",
        examples=["All seven had another diagnosis."],
    )
    read: Read = Field(
        title="What was read",
        description="How much of the work the editors have read, and when.",
        examples=[{"what": "abstract", "on": "2026-11-28"}],
    )
    sources: tuple[Source, ...] = Field(
        title="Sources",
        description="The pages on which this can be seen.",
        min_length=1,
        examples=[[{"address": "https://www.isrctn.com/ISRCTN32309003", "shows": "The trial."}]],
    )
    bears_on: tuple[BearsOn, ...] = Field(
        title="Bears on",
        description="The findings and implications on which it bears, each at a version.",
        min_length=1,
        examples=[[{"record": "F004@1", "relation": "qualifies", "reason": "Asks others."}]],
    )
    remarks: tuple[Remark, ...] = Field(
        default=(),
        title="Remarks",
        description="The editors' cautions.",
        examples=[[{"text": "One summary gives another number."}]],
    )
