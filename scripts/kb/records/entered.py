"""How much of what a study prints is recorded here, as far as the editors know."""

from typing import Annotated, Literal

from pydantic import Field

from kb.records.base import NumberText, Part

Entry = Literal["quotes", "citations", "findings"]
"""What a study prints and the editors enter."""

Extent = Annotated[NumberText, Field(pattern=r"^(all|part|not-known|[1-9][0-9]*)$")]
"""`all`, `part`, `not-known`, or how many the study prints: the site counts those that are here."""


class Entered(Part):
    """How much of a study is recorded here; what is not known to be whole is never said to be."""

    quotes: Extent = Field(
        title="Quotes",
        description=(
            "How many quotes of participants the study prints. Or: all, part, not-known. Pages say "
            "that nobody is quoted only where all are here."
        ),
        examples=[62],
    )
    citations: Extent = Field(
        title="Cited works",
        description="How many works the study cites, as in its list. Or: all, part, not-known.",
        examples=["part"],
    )
    findings: Extent = Field(
        title="Findings",
        description=(
            "Whether every finding that the editors see in the study is here: all, part or "
            "not-known. Or how many, where the study counts them."
        ),
        examples=["all"],
    )

    def get(self, entry: Entry) -> str:
        """Return how much there is of something."""
        return {
            "quotes": self.quotes,
            "citations": self.citations,
            "findings": self.findings,
        }[entry]
