"""A study: who asked what of whom, how, and under which rights its words are shown."""

from typing import Literal, get_args

from pydantic import Field

from kb.records.appraisal import APPRAISAL_EXAMPLE, Appraisal
from kb.records.base import (
    IsoDate,
    Line,
    Part,
    Passage,
    Printed,
    Record,
    Remark,
    Slug,
    StudyId,
    WebAddress,
)
from kb.records.citation import Citation, RemarkOnWork
from kb.records.csl import CslItem
from kb.records.entered import Entered

Silence = Literal[
    "research_question",
    "setting",
    "strategy",
    "inclusion",
    "exclusion",
    "description",
    "reflexivity",
    "ethics",
    "limitations",
    "transferability",
    "conflict_of_interest",
]
"""What a paper may be silent on: each is written, or named as not reported."""

_PASSAGES_EXAMPLE = [[{"text": "Interviews were semi-structured.", "section": "collection"}]]


class Section(Part):
    """A section of the study as printed, under a short key."""

    key: Slug = Field(
        title="Key",
        description="A short name for the section, used wherever something is taken from it.",
        examples=["made-up-heading"],
    )
    heading: Line = Field(
        title="Heading",
        description="The heading as printed.",
        examples=["A made-up heading"],
    )
    printed: bool = Field(
        default=True,
        title="Printed",
        description="Whether the study prints the heading; false for a name that the editors gave.",
        examples=[False],
    )
    within: Slug | None = Field(
        default=None,
        title="Within",
        description="The key of the section that holds this one, if there is one.",
        examples=["results"],
    )


class Participant(Part):
    """A participant under the pseudonym that the study gives, and nothing beyond what it prints."""

    pseudonym: Line = Field(
        title="Pseudonym", description="The pseudonym as printed.", examples=["Una"]
    )
    role: Line | None = Field(
        default=None,
        title="As printed",
        description="What the study prints of the participant, such as a role; absent if nothing.",
        examples=["ward nurse"],
    )


class Sample(Part):
    """Who took part and how they were chosen."""

    size: int = Field(
        title="Size", description="How many participants there were.", ge=1, examples=[12]
    )
    strategy: Passage | None = Field(
        default=None,
        title="Strategy",
        description="How participants were chosen, and why so many.",
        examples=[{"text": "Chosen on purpose.", "section": "participants"}],
    )
    inclusion: tuple[Passage, ...] = Field(
        default=(),
        title="Inclusion criteria",
        description="Who could take part.",
        examples=[[{"text": "Working on a ward.", "section": "participants"}]],
    )
    exclusion: tuple[Passage, ...] = Field(
        default=(),
        title="Exclusion criteria",
        description="Who could not take part, and why.",
        examples=[[{"text": "Being on leave.", "section": "participants"}]],
    )
    description: tuple[Passage, ...] = Field(
        default=(),
        title="Description",
        description="What the study prints of the participants as a group.",
        examples=[[{"text": "Most had worked there for long.", "section": "participants"}]],
    )


class Rights(Part):
    """Who owns the study's text and what may be done with it."""

    holder: Line = Field(
        title="Holder", description="Whose copyright it is.", examples=["The Author(s)"]
    )
    licence: Line = Field(
        title="Licence",
        description="The licence's short name.",
        examples=["CC BY-NC-ND 4.0"],
    )
    address: WebAddress = Field(
        title="Licence address",
        description="Where the licence's text is.",
        examples=["https://creativecommons.org/licenses/by-nc-nd/4.0/"],
    )
    consequence: Line = Field(
        title="Consequence",
        description="What follows for this site, in one sentence.",
        examples=["Quotes are verbatim and attributed; everything else is in our own words."],
    )


class Study(Record):
    """One study: its question, its methods, its people and its publication."""

    id: StudyId = Field(
        title="Identifier",
        description="S and a number that is never used again.",
        examples=["S001"],
    )
    short_name: Line = Field(
        title="Short name",
        description="Authors and year as used in running text.",
        examples=["Example & Sample (2001)"],
    )
    state: Literal["draft"] | None = Field(
        default=None,
        title="State",
        description=(
            "draft: the study is not finished. Nothing of it is on the site, and what is still to "
            "write in it keeps nothing else from being published. Remove the line when all is "
            "written."
        ),
        examples=["draft"],
    )
    publication: CslItem = Field(
        title="Publication",
        description="The study itself in the data model of citation processors (CSL-JSON).",
        examples=[{"type": "article-journal", "title": "A made-up title"}],
    )
    online_first: IsoDate | None = Field(
        default=None,
        title="Online first",
        description="The day it was published online, where that came before the issue.",
        examples=["2000-12-31"],
    )
    open_access: WebAddress | None = Field(
        default=None,
        title="Open access",
        description="An address at which the full text can be read freely.",
        examples=["https://example.org/article"],
    )
    affiliation: Line = Field(
        title="Affiliation",
        description="The authors' affiliation as printed.",
        examples=["Department of Psychology, Example University"],
    )
    keywords: tuple[Line, ...] = Field(
        default=(),
        title="Keywords",
        description="The keywords as printed.",
        examples=[["supervision", "teamwork"]],
    )
    entered: Entered | None = Field(
        default=None,
        title="Entered",
        description="How much of what the study prints is here; not known if it is left out.",
        examples=[{"quotes": 62, "citations": "part", "findings": "all"}],
    )
    sections: tuple[Section, ...] = Field(
        title="Sections",
        description="The study's sections in their order, each under a short key.",
        min_length=1,
        examples=[[{"key": "introduction", "heading": "Introduction"}]],
    )
    aim: Passage = Field(
        title="Aim",
        description="What the study set out to do.",
        examples=[{"text": "To explore how nurses see it.", "section": "aim"}],
    )
    research_question: Printed | None = Field(
        default=None,
        title="Research question",
        description="The research question, word for word as printed.",
        examples=[{"text": "How do nurses see it?", "section": "question"}],
    )
    in_brief: Passage | None = Field(
        default=None,
        title="In brief",
        description="The whole study in one paragraph, as its authors tell it in the abstract.",
        examples=[{"text": "Twelve nurses were interviewed.", "section": "abstract"}],
    )
    background: tuple[Passage, ...] = Field(
        title="Background",
        description="The argument of the introduction, step by step.",
        min_length=1,
        examples=[[{"text": "Little is known of it.", "section": "introduction"}]],
    )
    design: tuple[Passage, ...] = Field(
        title="Design",
        description="The kind of study and why it was chosen.",
        min_length=1,
        examples=_PASSAGES_EXAMPLE,
    )
    setting: Passage | None = Field(
        default=None,
        title="Setting",
        description="Where, and with which clients, the participants worked.",
        examples=[{"text": "Two hospitals in one town.", "section": "participants"}],
    )
    sample: Sample = Field(
        title="Sample",
        description="Who took part and how they were chosen.",
        examples=[
            {
                "size": 12,
                "strategy": {"text": "Chosen on purpose.", "section": "participants"},
                "inclusion": [{"text": "Working on a ward.", "section": "participants"}],
                "exclusion": [{"text": "Being on leave.", "section": "participants"}],
                "description": [
                    {"text": "Most had worked there for long.", "section": "participants"}
                ],
            }
        ],
    )
    participants: tuple[Participant, ...] = Field(
        title="Participants",
        description="Each participant's pseudonym and role as printed, and nothing else.",
        min_length=1,
        examples=[[{"pseudonym": "Una", "role": "ward nurse"}]],
    )
    data_collection: tuple[Passage, ...] = Field(
        title="Data collection",
        description="How the data were collected.",
        min_length=1,
        examples=_PASSAGES_EXAMPLE,
    )
    analysis: tuple[Passage, ...] = Field(
        title="Analysis",
        description="How the data were analysed, and what was done for rigour.",
        min_length=1,
        examples=_PASSAGES_EXAMPLE,
    )
    reflexivity: tuple[Passage, ...] = Field(
        default=(),
        title="Reflexivity",
        description="What the authors say of their own position.",
        examples=_PASSAGES_EXAMPLE,
    )
    ethics: tuple[Passage, ...] = Field(
        default=(),
        title="Ethics",
        description="Approvals and codes.",
        examples=_PASSAGES_EXAMPLE,
    )
    conclusion: tuple[Passage, ...] = Field(
        title="General conclusion",
        description="What the authors conclude overall.",
        min_length=1,
        examples=_PASSAGES_EXAMPLE,
    )
    strengths: tuple[Passage, ...] = Field(
        default=(),
        title="Strengths",
        description="What the authors see as its strengths.",
        examples=_PASSAGES_EXAMPLE,
    )
    limitations: tuple[Passage, ...] = Field(
        default=(),
        title="Limitations",
        description="What the authors see as its limits.",
        examples=_PASSAGES_EXAMPLE,
    )
    transferability: tuple[Passage, ...] = Field(
        default=(),
        title="Transferability",
        description="How far the authors think it reaches.",
        examples=_PASSAGES_EXAMPLE,
    )
    conflict_of_interest: Passage | None = Field(
        default=None,
        title="Conflict of interest",
        description="What the authors declare.",
        examples=[{"text": "None to report.", "section": "conflict"}],
    )
    not_reported: tuple[Silence, ...] = Field(
        default=(),
        title="Not reported",
        description=(
            "The fields on which the paper is silent, which are left out above; the study's page "
            "says so."
        ),
        examples=[["transferability", "exclusion"]],
    )
    rights: Rights = Field(
        title="Rights",
        description="Copyright, licence, and what follows from them.",
        examples=[
            {
                "holder": "The Author(s)",
                "licence": "CC BY-NC-ND 4.0",
                "address": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
                "consequence": "Quotes are verbatim and attributed.",
            }
        ],
    )
    cites: tuple[Citation, ...] = Field(
        default=(),
        title="Cites",
        description="The works cited outside of findings: introduction, method, limitations.",
        examples=[
            [
                {
                    "reference": "ramsden-2018",
                    "relation": "uses-method-in",
                    "note": "The steps of analysis.",
                    "section": "analysis",
                }
            ]
        ],
    )
    remarks_on_works: tuple[RemarkOnWork, ...] = Field(
        default=(),
        title="Remarks on works",
        description="The editors' notes on how the study prints or cites a work.",
        examples=[
            [
                {
                    "reference": "ramsden-2018",
                    "kind": "mended",
                    "text": "The DOI was printed with spaces in it.",
                }
            ]
        ],
    )
    appraisal: Appraisal | None = Field(
        default=None,
        title="Appraisal",
        description="The editors' appraisal of the study; absent until someone has made one.",
        examples=[APPRAISAL_EXAMPLE],
    )
    remarks: tuple[Remark, ...] = Field(
        default=(),
        title="Remarks",
        description=(
            "The editors' notes: where the paper is unclear or contradicts itself, the weightiest "
            "first."
        ),
        examples=[[{"text": "The text and the table differ.", "section": "results"}]],
    )
    misprints: tuple[Remark, ...] = Field(
        default=(),
        title="Slips in print",
        description="The editors' notes on slips that do not change what the study says.",
        examples=[[{"text": "The reference list has this work twice.", "section": "introduction"}]],
    )

    @property
    def reported(self) -> dict[Silence, object]:
        """What is written of all that a paper may be silent on; what is not is empty or None."""
        return {
            name: getattr(self.sample if name in Sample.model_fields else self, name)
            for name in get_args(Silence)
        }
