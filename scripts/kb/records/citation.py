"""Why a work is cited: typed links to references, named after the Citation Typing Ontology."""

from typing import Literal

from pydantic import Field

from kb.records.base import Line, Part, Prose, Slug

Relation = Literal[
    "obtains-support-from",
    "agrees-with",
    "extends",
    "is-qualified-by",
    "disputes",
    "uses-as-theory",
    "uses-method-in",
    "cites-as-authority",
    "obtains-background-from",
    "cites-for-information",
]
"""Every reason for citing; `kb.records.links` has their names for readers."""


class Citation(Part):
    """A work that a study or a finding cites, and what it lends."""

    reference: Line = Field(
        title="Reference",
        description="The identifier of the work in references/.",
        examples=["ramsden-2018"],
    )
    relation: Relation = Field(
        title="Relation",
        description=(
            "Why the study's authors cite the work, seen from what cites it: it "
            "obtains-support-from, agrees-with, extends, is-qualified-by, disputes, "
            "uses-as-theory, uses-method-in, cites-as-authority, obtains-background-from or "
            "cites-for-information."
        ),
        examples=["obtains-support-from"],
    )
    note: Prose = Field(
        title="Note",
        description="What the work lends at this place, in one or two sentences of ours.",
        examples=["Cited for the view that rotas should be made early."],
    )
    section: Slug = Field(
        title="Section",
        description="The key of the study's section in which the work is cited.",
        examples=["results"],
    )


class RemarkOnWork(Part):
    """How a study prints or cites a work, where that needs a word of the editors."""

    reference: Line = Field(
        title="Reference",
        description="The identifier of the work in references/.",
        examples=["ramsden-2018"],
    )
    kind: Literal["mended", "doubtful", "cited-as-another", "not-listed"] = Field(
        title="Kind of remark",
        description=(
            "mended: printed wrongly, corrected here. doubtful: looks wrong, left as printed. "
            "cited-as-another: cited as something the work is not. "
            "not-listed: cited in the study but absent from its reference list."
        ),
        examples=["mended"],
    )
    text: Prose = Field(
        title="Text",
        description="What is printed and what was done about it.",
        examples=["Printed as a journal article; it is a chapter of an edited book."],
    )


class InformedBy(Part):
    """A work that informs an implication or a definition."""

    reference: Line = Field(
        title="Reference",
        description="The identifier of the work in references/.",
        examples=["ramsden-2018"],
    )
    note: Prose = Field(
        title="Note",
        description="What the work contributes here, and how far that reaches.",
        examples=["A trial protocol: it describes the treatment, it has no results."],
    )
