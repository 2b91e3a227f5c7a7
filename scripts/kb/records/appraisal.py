"""How well a study was done and reported, as the editors judge it: words, and never a score."""

from typing import Literal

from pydantic import Field

from kb.records.base import IsoDate, Line, Part, Prose, Slug
from kb.records.jbi import QuestionKey

AnswerWord = Literal["yes", "no", "unclear", "not-applicable"]
"""The answers that JBI's checklist knows."""


class Answer(Part):
    """The answer to one question of JBI's checklist for qualitative research."""

    question: QuestionKey = Field(
        title="Question",
        description=(
            "The key of the question, from `scripts/kb/records/jbi.py`: philosophy, "
            "research-question, "
            "data-collection, data-analysis, interpretation, position, influence, voices, ethics "
            "or conclusions."
        ),
        examples=["influence"],
    )
    answer: AnswerWord = Field(
        title="Answer",
        description="yes, no, unclear or not-applicable.",
        examples=["unclear"],
    )
    reason: Prose = Field(
        title="Reason",
        description="What in the study leads to this answer, or what is missing there.",
        examples=["Who asked whom is not reported."],
    )
    section: Slug = Field(
        title="Section",
        description=(
            "The key of the study's section that the answer rests on, or that would be expected "
            "to say it."
        ),
        examples=["reflexivity"],
    )


_CHECKLIST_EXAMPLE = [
    {
        "question": "influence",
        "answer": "unclear",
        "reason": "Who asked whom is not reported.",
        "section": "reflexivity",
    }
]


class Appraisal(Part):
    """The editors' appraisal of a study, informed by, not being, GRADE-CERQual."""

    checklist: tuple[Answer, ...] = Field(
        title="Checklist",
        description="Each of the ten questions of JBI's checklist, answered once.",
        min_length=1,
        examples=[_CHECKLIST_EXAMPLE],
    )
    methodological_limitations: Prose = Field(
        title="Methodological limitations",
        description="What limits what the study can show, in the editors' words.",
        examples=["Twelve people were interviewed once."],
    )
    coherence: Prose = Field(
        title="Coherence",
        description="How well the printed data and the findings fit, in the editors' words.",
        examples=["Some findings are printed without an excerpt."],
    )
    adequacy: Prose = Field(
        title="Adequacy",
        description="How rich and how many the data are, in the editors' words.",
        examples=["Each theme rests on few excerpts."],
    )
    relevance: Prose = Field(
        title="Relevance",
        description="For which settings and people it may matter, in the editors' words.",
        examples=["Hospitals; care homes differ."],
    )
    appraised_by: Line = Field(
        title="Appraised by",
        description="Who appraised it.",
        examples=["The editors, one reading"],
    )
    appraised_on: IsoDate = Field(
        title="Appraised on",
        description="The day of the appraisal.",
        examples=["2026-11-23"],
    )


APPRAISAL_EXAMPLE = {
    "checklist": _CHECKLIST_EXAMPLE,
    "methodological_limitations": "Twelve people were interviewed once.",
    "coherence": "Some findings are printed without an excerpt.",
    "adequacy": "Each theme rests on few excerpts.",
    "relevance": "Hospitals; care homes differ.",
    "appraised_by": "The editors, one reading",
    "appraised_on": "2026-11-23",
}
"""An appraisal as a study shows it for example, one answer long."""
