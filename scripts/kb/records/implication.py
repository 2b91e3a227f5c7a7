"""What follows from findings, for practice or for research."""

from typing import Annotated, Literal

from pydantic import Field

from kb.records.base import (
    ImplicationId,
    Label,
    Line,
    Part,
    PinnedFinding,
    Prose,
    Record,
    Remark,
    Slug,
    StudyId,
    read_pin,
)
from kb.records.citation import InformedBy

Takes = Literal["own-practice", "team", "service"]
"""What an implication takes to begin with; `kb.records.links` has the words for readers."""


class RestsOn(Part):
    """A finding, at the version that was read, that carries an implication."""

    finding: PinnedFinding = Field(
        title="Finding at a version",
        description="The finding's identifier, @, and the version that was read.",
        examples=["F004@1"],
    )
    reason: Prose = Field(
        title="Reason",
        description="Why the implication follows from this finding.",
        examples=["A late rota is what nurses named as hard."],
    )

    @property
    def finding_id(self) -> str:
        """The identifier without the version."""
        return read_pin(self.finding)[0]

    @property
    def version(self) -> int:
        """The version of the finding that was read."""
        return read_pin(self.finding)[1]


class StatedBasis(Part):
    """The study's authors say it themselves."""

    kind: Literal["stated"] = Field(
        title="Kind of basis",
        description="stated: the study's authors say it.",
        examples=["stated"],
    )
    manner: Literal["call", "expectation"] = Field(
        default="call",
        title="Manner",
        description="call: they ask for it. expectation: they expect it, without asking for it.",
        examples=["expectation"],
    )
    study: StudyId = Field(
        title="Study", description="The study whose authors say it.", examples=["S001"]
    )
    section: Slug = Field(
        title="Section",
        description="The key of the section in which they say it.",
        examples=["implications"],
    )
    text: Prose = Field(
        title="What the authors say",
        description="What they say there, in our words, no further than they go.",
        examples=["They ask that future research compares early with late rotas."],
    )


class DerivedBasis(Part):
    """The editors infer it."""

    kind: Literal["derived"] = Field(
        title="Kind of basis",
        description="derived: the editors of this knowledge base infer it.",
        examples=["derived"],
    )
    reasoning: Prose = Field(
        title="Reasoning",
        description="The steps from the findings to the action, and where they could fail.",
        examples=["If a late rota was hard, an early one might help; untested."],
    )


class WayToStart(Part):
    """Something concrete that those addressed could do first."""

    text: Prose = Field(
        title="Text",
        description="One thing to do, in one or two sentences, spoken to whoever can do it.",
        examples=["Put the dates of the next rota in the diary now."],
    )
    draws_on: Prose = Field(
        title="Draws on",
        description=(
            "Where it comes from: a finding, a work that is listed here, or the editors' own "
            "suggestion."
        ),
        examples=["F004: the rota came late. The dates are our own suggestion."],
    )


class Consideration(Part):
    """A criterion for judging a recommendation that qualitative evidence can inform."""

    criterion: Literal["values", "equity", "acceptability", "feasibility"] = Field(
        title="Criterion",
        description="values, equity, acceptability or feasibility, as in GRADE's frameworks.",
        examples=["feasibility"],
    )
    text: Prose = Field(
        title="Text",
        description="What the evidence, or its absence, says about the criterion.",
        examples=["Needs an hour a month of whoever makes the rota."],
    )


class Implication(Record):
    """Something to consider doing, with who could do it and why."""

    id: ImplicationId = Field(
        title="Identifier",
        description="I and a number that is never used again.",
        examples=["I001"],
    )
    kind: Literal["practice", "research"] = Field(
        title="Kind",
        description=(
            "practice: for those who treat, supervise or run services. research: for studies."
        ),
        examples=["practice"],
    )
    action: Line = Field(
        title="Action",
        description=(
            "One sentence that begins with the strength word and stands alone: who does what, "
            "where, when."
        ),
        examples=["Consider making the rota known a month ahead."],
    )
    label: Label = Field(
        title="Label",
        description=(
            "A few words, at most 60 characters, that name it in figures and lists; the action "
            "stays the sentence."
        ),
        examples=["Make the rota known early"],
    )
    strength: Literal["consider"] = Field(
        title="Strength",
        description=(
            "consider: the only word that is used without a guideline panel. "
            "Stronger words (offer, must) need a panel, and are not part of this knowledge base."
        ),
        examples=["consider"],
    )
    addressed_to: tuple[Slug, ...] = Field(
        title="Addressed to",
        description="The audiences who can act, most able first.",
        min_length=1,
        examples=[["supervisor", "service-lead"]],
    )
    setting: Line = Field(
        title="Setting",
        description="Where it applies, no wider than the evidence.",
        examples=["Wards of general hospitals"],
    )
    takes: Takes | None = Field(
        default=None,
        title="What it takes",
        description=(
            "own-practice: whoever reads it can begin alone. team: colleagues have to agree. "
            "service: it takes time, money or a decision of those who run or pay for the service."
        ),
        examples=["team"],
    )
    condition: Line | None = Field(
        default=None,
        title="Condition",
        description="When it applies, if not always.",
        examples=["When shifts change often"],
    )
    basis: Annotated[StatedBasis | DerivedBasis, Field(discriminator="kind")] = Field(
        title="Basis",
        description="Whether the study's authors state it (where) or the editors derive it (how).",
        examples=[{"kind": "derived", "reasoning": "Nurses named it as hard."}],
    )
    ways_to_start: tuple[WayToStart, ...] = Field(
        default=(),
        title="Ways to start",
        description="About three things to do first, each with what it draws on.",
        max_length=6,
        examples=[[{"text": "Put the dates in the diary.", "draws_on": "Our own suggestion."}]],
    )
    rationale: Prose = Field(
        title="Rationale",
        description="Why it is worth considering, in the editors' voice.",
        examples=["It lets people plan."],
    )
    rests_on: tuple[RestsOn, ...] = Field(
        title="Rests on",
        description="The findings that carry it, each at the version that was read.",
        min_length=1,
        examples=[[{"finding": "F004@1", "reason": "Nurses named it as hard."}]],
    )
    informed_by: tuple[InformedBy, ...] = Field(
        default=(),
        title="Informed by",
        description="Works beyond the findings that inform it.",
        examples=[[{"reference": "ramsden-2018", "note": "Describes the same need."}]],
    )
    could_fail: Prose | None = Field(
        default=None,
        title="What could go wrong",
        description="How it could fail or do harm, and what to watch for.",
        examples=["An early rota may have to be changed more often."],
    )
    would_change: Prose = Field(
        title="What would change it",
        description="The evidence that would strengthen, weaken or withdraw it.",
        examples=["A study that compares early with late rotas."],
    )
    considerations: tuple[Consideration, ...] = Field(
        default=(),
        title="Considerations",
        description="What is known about values, equity, acceptability and feasibility.",
        examples=[[{"criterion": "feasibility", "text": "Needs paid time."}]],
    )
    remarks: tuple[Remark, ...] = Field(
        default=(),
        title="Remarks",
        description="The editors' cautions.",
        examples=[[{"text": "No patient was asked."}]],
    )
