"""A quote: words of a participant as the study prints them, written in a finding's file."""

from typing import Literal

from pydantic import Field

from kb.records.base import (
    IsoDate,
    Line,
    LineRange,
    Part,
    Prose,
    QuoteId,
    Record,
    Remark,
    Slug,
    Verbatim,
)
from kb.text.fingerprint import make_fingerprint


class Verified(Part):
    """That the source prints a quote word for word, as `kb verify` writes it."""

    fingerprint: Line = Field(
        title="Fingerprint",
        description="What is the same for two quotes with one wording, speaker and place.",
        pattern=r"^[0-9a-f]{16}$",
        examples=["0f1e2d3c4b5a6978"],
    )
    on: IsoDate = Field(
        title="Verified on",
        description="The day on which this wording was first compared with the source.",
        examples=["2026-11-23"],
    )


class Quote(Record):
    """Words of a participant, exactly as the study prints them."""

    id: QuoteId = Field(
        title="Identifier",
        description="Q and a number that is never used again.",
        examples=["Q001"],
    )
    text: Verbatim = Field(
        title="Text",
        description=(
            "The words exactly as printed, without the quotation marks around them. Square "
            "brackets for replacements, […] for omissions of ours."
        ),
        examples=["Made-up words that no participant said."],
    )
    verified: Verified | None = Field(
        default=None,
        title="Verified",
        description=(
            "That the words were compared with the source. Written by `kb verify`, never by hand."
        ),
        examples=[{"fingerprint": "0f1e2d3c4b5a6978", "on": "2026-11-23"}],
    )
    speaker: Line = Field(
        title="Speaker",
        description="The pseudonym, as in the study's list of participants.",
        examples=["Una"],
    )
    lines: LineRange | None = Field(
        default=None,
        title="Transcript lines",
        description="The transcript lines as printed, with an en dash; absent where not printed.",
        examples=["12–15"],
    )
    form: Literal["block", "inline"] = Field(
        title="Form",
        description="block: set apart from the text. inline: inside a sentence of the authors.",
        examples=["block"],
    )
    section: Slug = Field(
        title="Section",
        description="The key of the study's section that prints it.",
        examples=["made-up-heading"],
    )
    supports: Prose = Field(
        title="Why it supports the finding",
        description="The editors' note on what in these words carries the finding.",
        examples=["Names the noise and what it did to her."],
    )
    remarks: tuple[Remark, ...] = Field(
        default=(),
        title="Remarks",
        description="The editors' notes on the quote, such as a slip in print.",
        examples=[[{"text": "Printed with this spelling."}]],
    )

    @property
    def fingerprint(self) -> str:
        """What is the same for two quotes with one wording, speaker and lines."""
        return make_fingerprint(self.text, self.speaker, self.lines or "")

    @property
    def is_verified(self) -> bool:
        """Whether the quote is as it was when it was compared with its source."""
        return self.verified is not None and self.verified.fingerprint == self.fingerprint
