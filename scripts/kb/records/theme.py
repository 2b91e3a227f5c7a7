"""The themes a study's authors developed."""

from pydantic import Field

from kb.records.base import Line, Passage, Record, Remark, StudyId, ThemeId


class Theme(Record):
    """A superordinate theme, or a subordinate one when it is part of another."""

    id: ThemeId = Field(
        title="Identifier",
        description="T and a number that is never used again.",
        examples=["T001"],
    )
    study: StudyId = Field(
        title="Study",
        description="The identifier of the study whose authors developed the theme.",
        examples=["S001"],
    )
    title: Line = Field(
        title="Title",
        description="The theme's name as the study prints it.",
        examples=["The rota"],
    )
    part_of: ThemeId | None = Field(
        default=None,
        title="Part of",
        description="The superordinate theme that this one belongs to; absent for a superordinate.",
        examples=["T005"],
    )
    meaning: tuple[Passage, ...] = Field(
        title="Meaning",
        description="The meaning that the study's authors give the theme, in our words.",
        min_length=1,
        examples=[[{"text": "The rota came late.", "section": "results"}]],
    )
    conclusion: tuple[Passage, ...] = Field(
        default=(),
        title="Conclusion",
        description="What the authors conclude about the theme as a whole, where they do.",
        examples=[[{"text": "The rota was the least of it.", "section": "results"}]],
    )
    remarks: tuple[Remark, ...] = Field(
        default=(),
        title="Remarks",
        description="The editors' notes on the theme.",
        examples=[[{"text": "Printed in the abstract under another name."}]],
    )

    @property
    def is_superordinate(self) -> bool:
        """Whether the theme is part of no other."""
        return self.part_of is None
