"""Quotes that were copied from a study and belong to no finding yet."""

import re
from typing import Literal

from pydantic import Field

from kb.records.base import Line, LineRange, Part, QuoteId, Slug, Verbatim
from kb.records.quote import Quote, Verified
from kb.text.fingerprint import make_fingerprint

_PATH = re.compile(r"studies/[^/]+/unsorted\.yaml")


def is_unsorted(path: str) -> bool:
    """Tell whether a file below themes_data/ holds quotes that are not sorted to findings yet."""
    return _PATH.fullmatch(path) is not None


class UnsortedQuote(Part):
    """A quote as the study prints it, before anybody said which finding it illustrates."""

    id: QuoteId = Field(
        description="The number that it keeps when it is sorted.", examples=["Q001"]
    )
    text: Verbatim = Field(
        description=Quote.model_fields["text"].description,
        examples=["Made-up words that no participant said."],
    )
    verified: Verified | None = Field(
        default=None, description=Quote.model_fields["verified"].description
    )
    speaker: Line | None = Field(
        default=None,
        description="The pseudonym as printed; without a value where the print does not tell.",
        examples=["Una"],
    )
    lines: LineRange | None = Field(
        default=None,
        description=Quote.model_fields["lines"].description,
        examples=["12–15"],
    )
    form: Literal["block", "inline"] = Field(
        description=Quote.model_fields["form"].description, examples=["block"]
    )
    section: Slug = Field(
        description=Quote.model_fields["section"].description, examples=["results"]
    )

    @property
    def fingerprint(self) -> str:
        """What is the same for two quotes with one wording, speaker and lines."""
        return make_fingerprint(self.text, self.speaker or "", self.lines or "")
