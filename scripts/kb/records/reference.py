"""Works that a study or an implication refers to."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kb.records.base import LONGEST, Part, Prose, RecordNamedInWords, WebAddress
from kb.records.csl import CslItem

ReferenceId = Annotated[
    str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*-([0-9]{4}[a-z]?|nd)$", max_length=LONGEST)
]

WorkKind = Literal[
    "trial",
    "trial-protocol",
    "systematic-review",
    "narrative-review",
    "qualitative-study",
    "observational-study",
    "theory",
    "guideline",
    "book",
    "method",
    "diagnostic-manual",
    "professional-code",
    "unclassified",
]
"""What a work is as evidence; `kb.records.links` names them for readers."""


class ReferenceRemark(Part):
    """What the editors corrected in a reference or doubt, whoever cites it."""

    kind: Literal["mended", "doubtful"] = Field(
        title="Kind of remark",
        description=(
            "mended: found wrong, corrected here. doubtful: looks wrong, left as it is. How a "
            "study prints or cites a work stands in `remarks_on_works` of the study."
        ),
        examples=["mended"],
    )
    text: Prose = Field(
        title="Text",
        description="What was found and what was done about it.",
        examples=["The publisher’s page gives no pages; those of the online version stand here."],
    )


class UpdatedBy(Part):
    """A later work that replaces or corrects a work."""

    reference: ReferenceId = Field(
        title="Reference",
        description="The identifier of the later work.",
        examples=["ramsden-2019"],
    )
    how: Literal["replaced", "updated", "corrected"] = Field(
        title="How",
        description=(
            "replaced: the later work takes its place. updated: it adds to it. corrected: it "
            "mends a mistake in it."
        ),
        examples=["replaced"],
    )
    note: Prose = Field(
        title="Note",
        description="What changed, in one sentence.",
        examples=["The later review includes the trials of ten more years."],
    )


class Reference(RecordNamedInWords):
    """A work, what kind of evidence it is, and what is noteworthy about it."""

    id: ReferenceId = Field(
        title="Identifier",
        description="The first author's family name and the year; a letter where that is taken.",
        examples=["ramsden-2018"],
    )
    kind: WorkKind = Field(
        title="Kind of work",
        description=(
            "What the work is as evidence: trial, trial-protocol, systematic-review, "
            "narrative-review, qualitative-study, observational-study, theory, guideline, book, "
            "method, diagnostic-manual or professional-code; unclassified until someone has judged "
            "it, as after an import."
        ),
        examples=["trial-protocol"],
    )
    csl: CslItem = Field(
        title="Bibliographic data",
        description="The work in the data model of citation processors (CSL-JSON).",
        examples=[{"type": "book", "title": "The unconscious at work"}],
    )
    open_access: WebAddress | None = Field(
        default=None,
        title="Open access",
        description="An address at which the full text can be read freely, if one is known.",
        examples=["https://example.org/article"],
    )
    updated_by: tuple[UpdatedBy, ...] = Field(
        default=(),
        title="Updated by",
        description="Later works that replace, update or correct this one.",
        examples=[[{"reference": "ramsden-2019", "how": "replaced", "note": "A new edition."}]],
    )
    remarks: tuple[ReferenceRemark, ...] = Field(
        default=(),
        title="Remarks",
        description="What was mended or is doubtful, whoever cites the work.",
        examples=[[{"kind": "doubtful", "text": "The page that has it names no year."}]],
    )
