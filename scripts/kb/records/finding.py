"""A finding with the quotes that illustrate it: one unit of evidence, one file."""

from typing import Literal

from pydantic import Field

from kb.records.base import (
    FindingId,
    IsoDate,
    Label,
    Line,
    Part,
    Passage,
    PinnedFinding,
    Prose,
    QuoteId,
    Record,
    Remark,
    Slug,
    ThemeId,
    read_pin,
)
from kb.records.citation import Citation
from kb.records.quote import Quote

CredibilityLevel = Literal["unequivocal", "credible", "not-supported"]
"""JBI's three levels of credibility of a finding in a qualitative study."""


class ReportedFor(Part):
    """Whom the study's authors report the finding for."""

    as_printed: Line = Field(
        title="As printed",
        description="The study's own words for who or how many.",
        examples=["Una and three other nurses"],
    )
    count: int | None = Field(
        default=None,
        title="Count",
        description="How many participants; absent where the authors do not say.",
        ge=1,
        examples=[4],
    )
    participants: tuple[Line, ...] = Field(
        default=(),
        title="Participants",
        description="The pseudonyms; absent where the authors do not say who.",
        examples=[["Una", "Duo"]],
    )


class ArguedAbout(Part):
    """Whom the study's authors speak of in an argument of theirs, which nobody reported."""

    as_printed: Line = Field(
        title="As printed",
        description="The study's own words for whom the argument is about.",
        examples=["hospital managers"],
    )


class Credibility(Part):
    """How far the published excerpts support the finding, as JBI asks of every finding."""

    level: CredibilityLevel = Field(
        title="Level",
        description=(
            "unequivocal: the excerpt leaves no reasonable doubt. credible: it is open to "
            "challenge. not-supported: no published excerpt shows the finding."
        ),
        examples=["credible"],
    )
    shows: Literal["whole", "part"] = Field(
        default="whole",
        title="What the quotes show",
        description=(
            "whole: the quotes show everything that the statement says. part: they show some of "
            "it; the reason says which. Leave it out where there is no quote."
        ),
        examples=["part"],
    )
    reason: Prose = Field(
        title="Reason",
        description="Why this level, naming what the excerpts show and what they leave open.",
        examples=["One nurse says it; the paper reports it for all."],
    )
    judged_by: Line = Field(
        title="Judged by",
        description="Who judged it.",
        examples=["The editors, one reading"],
    )
    judged_on: IsoDate = Field(
        title="Judged on",
        description="The day of the judgement.",
        examples=["2026-11-23"],
    )


RelationKind = Literal["agrees", "extends", "differs", "contrasts"]
"""How two findings meet; `kb.records.links` has their names for readers."""


class RelatesTo(Part):
    """Another finding on the same matter, at the version that was read, of this study or another.

    It is written with one of the two findings, with a note for the readers of either.
    """

    finding: PinnedFinding = Field(
        title="Finding at a version",
        description=(
            "The other finding's identifier, @, and the version that was read. Write it with one "
            "of the two findings; of two studies, with that of the later one."
        ),
        examples=["F009@1"],
    )
    kind: RelationKind = Field(
        title="Kind of relation",
        description=(
            "agrees: the same was found. extends: this finding goes further. differs: they are "
            "not the same, and both can be so. contrasts: they say something else of one matter."
        ),
        examples=["contrasts"],
    )
    note: Prose = Field(
        title="Note",
        description="What readers of this finding are told: how far the two meet, how they differ.",
        examples=["In F009, two nurses liked what the others here found hard."],
    )
    note_there: Prose = Field(
        title="Note on the other page",
        description="The same for readers of the other finding.",
        examples=["In F006, most nurses found hard what the two here liked."],
    )

    @property
    def finding_id(self) -> str:
        """The identifier without the version."""
        return read_pin(self.finding)[0]

    @property
    def version(self) -> int:
        """The version of the other finding that was read."""
        return read_pin(self.finding)[1]


class SharedQuote(Part):
    """A quote that is written with another finding and illustrates this one as well."""

    quote: QuoteId = Field(
        title="Quote",
        description="The identifier of the quote; its words stay where they are written.",
        examples=["Q001"],
    )
    supports: Prose = Field(
        title="Why it supports the finding",
        description="The editors' note on what in these words carries this finding.",
        examples=["Says that the rota helped, and that it came late."],
    )


class Finding(Record):
    """The authors' analytic interpretation in one sentence, with what it stands on."""

    id: FindingId = Field(
        title="Identifier",
        description="F and a number that is never used again.",
        examples=["F001"],
    )
    themes: tuple[ThemeId, ...] = Field(
        title="Themes",
        description="The theme the finding belongs to; the first is its main one.",
        min_length=1,
        examples=[["T002"]],
    )
    statement: Line = Field(
        title="Statement",
        description="The finding as one sentence that says who and what, never a topic label.",
        examples=["Nurses felt that the rota was made known too late."],
    )
    label: Label = Field(
        title="Label",
        description=(
            "A few words, at most 60 characters, that name it in figures and lists; the statement "
            "stays the sentence."
        ),
        examples=["Rota made known too late"],
    )
    section: Slug = Field(
        title="Section",
        description="The key of the study's section that states the finding.",
        examples=["results"],
    )
    reported_for: ReportedFor | None = Field(
        default=None,
        title="Reported for",
        description=(
            "Whom the authors report it for, no further than they say; absent where nobody "
            "reported it and the authors argue it."
        ),
        examples=[{"as_printed": "nine nurses", "count": 9}],
    )
    argued_about: ArguedAbout | None = Field(
        default=None,
        title="Argued about",
        description=(
            "Whom the authors' argument is about, in place of `reported_for`, where the finding "
            "is what they argue and nobody reported it."
        ),
        examples=[{"as_printed": "hospital managers"}],
    )
    reported: tuple[Passage, ...] = Field(
        default=(),
        title="What participants reported",
        description=(
            "What participants said according to the authors, in our words; absent where the "
            "finding is the authors' argument."
        ),
        examples=[[{"text": "The rota came late.", "section": "results"}]],
    )
    interpretation: tuple[Passage, ...] = Field(
        default=(),
        title="The authors' reading",
        description="What the authors make of it, in our words; absent where they add nothing.",
        examples=[[{"text": "They read it as a lack of respect.", "section": "results"}]],
    )
    quotes: tuple[Quote, ...] = Field(
        default=(),
        title="Quotes",
        description="The published excerpts that illustrate the finding.",
        examples=[
            [
                {
                    "id": "Q001",
                    "text": "Made-up words that no participant said.",
                    "speaker": "Una",
                    "lines": "12–15",
                    "form": "block",
                    "section": "made-up-heading",
                    "supports": "Names the noise and what it did to her.",
                    "history": [{"date": "2026-11-23", "change": "First published."}],
                }
            ]
        ],
    )
    shared_quotes: tuple[SharedQuote, ...] = Field(
        default=(),
        title="Quotes written with other findings",
        description="Quotes of the same study that illustrate this finding, too, each with why.",
        examples=[[{"quote": "Q002", "supports": "Names what it did to her nights."}]],
    )
    credibility: Credibility = Field(
        title="Credibility",
        description="JBI's judgement of how far the excerpts support the finding.",
        examples=[
            {
                "level": "credible",
                "reason": "One nurse says it; the paper reports it for all.",
                "judged_by": "The editors, one reading",
                "judged_on": "2026-11-23",
            }
        ],
    )
    relates_to: tuple[RelatesTo, ...] = Field(
        default=(),
        title="Relates to",
        description="Other findings, of this study or another, with which it meets.",
        examples=[
            [
                {
                    "finding": "F009@1",
                    "kind": "contrasts",
                    "note": "In F009, two nurses liked it.",
                    "note_there": "In F006, most found it hard.",
                }
            ]
        ],
    )
    cites: tuple[Citation, ...] = Field(
        default=(),
        title="Cites",
        description="The works that the authors cite for this finding.",
        examples=[
            [
                {
                    "reference": "ramsden-2018",
                    "relation": "obtains-support-from",
                    "note": "Cited in support of what nurses said.",
                    "section": "results",
                }
            ]
        ],
    )
    remarks: tuple[Remark, ...] = Field(
        default=(),
        title="Remarks",
        description="The editors' notes: what is unclear, contradicted or easily misread.",
        examples=[[{"text": "The paper does not say which nine."}]],
    )

    @property
    def is_argued(self) -> bool:
        """Whether the authors argue it, and nobody reported it."""
        return self.reported_for is None

    @property
    def about(self) -> str:
        """The study's own words for whom the finding is reported for or argued about."""
        scope = self.reported_for or self.argued_about
        return scope.as_printed if scope else ""
