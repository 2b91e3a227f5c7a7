"""The ten questions of JBI's critical appraisal of a qualitative study, in this project's words.

The checklist is JBI's: Lockwood, C., Munn, Z., & Porritt, K. (2015). Qualitative research
synthesis: Methodological guidance for systematic reviewers utilizing meta-aggregation.
International Journal of Evidence-Based Healthcare, 13(3), 179–187. Its wording is theirs; here each
of its questions is asked in other words, in the order of the checklist.
"""

from dataclasses import dataclass
from typing import Literal

QuestionKey = Literal[
    "philosophy",
    "research-question",
    "data-collection",
    "data-analysis",
    "interpretation",
    "position",
    "influence",
    "voices",
    "ethics",
    "conclusions",
]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the checklist.

    Attributes:
        name: What it is about, in a few words.
        text: The question.
    """

    name: str
    text: str


QUESTIONS: dict[QuestionKey, Question] = {
    "philosophy": Question(
        "Philosophy and methodology",
        "Does the methodology fit the view of knowledge that the study says it takes?",
    ),
    "research-question": Question(
        "Methodology and question",
        "Is the methodology one that can answer what the study asks?",
    ),
    "data-collection": Question(
        "Methodology and data collection",
        "Were the data gathered in a way that the methodology calls for?",
    ),
    "data-analysis": Question(
        "Methodology and analysis",
        "Were the data analysed, and are they presented, as the methodology calls for?",
    ),
    "interpretation": Question(
        "Methodology and interpretation",
        "Are the results read in a way that fits the methodology?",
    ),
    "position": Question(
        "The researchers’ standpoint",
        "Do the researchers say where they stand, in culture or in theory?",
    ),
    "influence": Question(
        "Researchers and research",
        "Does the study deal with how the researchers may have shaped it, and it them?",
    ),
    "voices": Question(
        "Participants’ voices",
        "Do those who took part come through well enough, in words of their own?",
    ),
    "ethics": Question(
        "Ethics",
        "Is the study ethical by today’s standards or, if recent, shown to have had approval?",
    ),
    "conclusions": Question(
        "Conclusions",
        "Do the conclusions follow from the data as they were analysed or read?",
    ),
}
"""Every question by its key, in JBI's order."""
