"""Concepts that a reader may need explained."""

from typing import Annotated

from pydantic import Field

from kb.files.limits import FORM_LENGTH
from kb.records.base import Line, Part, Prose, RecordNamedInWords, Slug, StudyId
from kb.records.citation import InformedBy

Form = Annotated[Line, Field(max_length=FORM_LENGTH)]
"""One way of writing a term."""


class Place(Part):
    """A section of a study that uses a term, and what it means there if that is something else."""

    study: StudyId = Field(
        title="Study", description="The identifier of the study.", examples=["S001"]
    )
    section: Slug = Field(
        title="Section",
        description="The key of the section, from `sections` in study.yaml.",
        examples=["introduction"],
    )
    definition: Prose | None = Field(
        default=None,
        title="Definition",
        description="What this study means by it, where that is not the term's definition.",
        examples=["In this study, the word stands for the opposite."],
    )


class Meaning(Part):
    """What a word commonly means in its field, and where that can be checked."""

    text: Prose = Field(
        title="Text",
        description="The common meaning, in one or two plain sentences of the editors.",
        examples=["A lasting wariness of what other people say or offer."],
    )
    checked_in: tuple[InformedBy, ...] = Field(
        title="Checked in",
        description="The works in which this meaning can be checked.",
        min_length=1,
        examples=[[{"reference": "ramsden-2018", "note": "Defines the word in this way."}]],
    )


class Term(RecordNamedInWords):
    """A concept with its meaning and where the meaning comes from."""

    id: Slug = Field(
        title="Identifier",
        description="Lower-case words joined by hyphens; it never changes.",
        examples=["epistemic-mistrust"],
    )
    term: Form = Field(
        title="Term",
        description="The term as it is written in running text.",
        examples=["epistemic mistrust"],
    )
    abbreviation: Form | None = Field(
        default=None,
        title="Abbreviation",
        description="The abbreviation in use, if there is one.",
        examples=["ASPD"],
    )
    synonyms: tuple[Form, ...] = Field(
        default=(),
        title="Synonyms",
        description="Other words and spellings that readers use for it; no two terms share one.",
        examples=[["mentalisation", "mentalising"]],
    )
    search_only: tuple[Line, ...] = Field(
        default=(),
        title="For the search only",
        description=(
            "Those of these words that often mean something else in a sentence: readers find the "
            "term by them, but pages do not explain them by it."
        ),
        examples=[["mentalising"]],
    )
    meaning: Meaning | None = Field(
        default=None,
        title="Common meaning",
        description="What the word commonly means, whatever a study makes of it.",
        examples=[
            {
                "text": "A lasting wariness of what other people say.",
                "checked_in": [{"reference": "ramsden-2018", "note": "Defines it in this way."}],
            }
        ],
    )
    definition: Prose = Field(
        title="Definition",
        description=(
            "What the study means by it, in our own words; the meaning itself where there is no "
            "`meaning` above it."
        ),
        examples=["A learnt wariness of what others say or offer, however well it is meant."],
    )
    used_in: tuple[Place, ...] = Field(
        default=(),
        title="Used in",
        description=(
            "Where studies give this meaning; where one means something else by the word, with its "
            "own definition. Without any the definition is the editors' own, and the site says so."
        ),
        examples=[[{"study": "S001", "section": "introduction"}]],
    )
    informed_by: tuple[InformedBy, ...] = Field(
        default=(),
        title="Informed by",
        description="Works that the meaning is taken from.",
        examples=[[{"reference": "ramsden-2018", "note": "Where the study takes it from."}]],
    )

    @property
    def printed_synonyms(self) -> tuple[str, ...]:
        """The other words for it that pages show: those that are not for the search only."""
        return tuple(word for word in self.synonyms if word not in self.search_only)
