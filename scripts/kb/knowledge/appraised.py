"""A study's appraisal as pages show it: each question with its answer in words, never a count."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.knowledge.base import KnowledgeBase
from kb.records import Answer, Finding, Study
from kb.records.addresses import get_appraisal_path
from kb.records.jbi import QUESTIONS, Question
from kb.text.wording import capitalised


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the checklist with its answer.

    Attributes:
        key: What the question is called in addresses.
        question: The question.
        said: The answer, in a word or two.
        answer: The answer as recorded, with its reason and its section.
    """

    key: str
    question: Question
    said: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Appraised:
    """A study, the page of its appraisal, and what was asked, in JBI's order.

    Nothing was asked of a study that has not been appraised yet, and it has no such page.
    """

    study: Study
    path: str
    asked: tuple[Asked, ...]


def appraise_study(study: Study) -> Appraised:
    """Return the appraisal of a study."""
    answers = {one.question: one for one in study.appraisal.checklist} if study.appraisal else {}
    return Appraised(
        study,
        get_appraisal_path(study),
        tuple(
            Asked(key, question, capitalised(answers[key].answer.replace("-", " ")), answers[key])
            for key, question in QUESTIONS.items()
            if key in answers
        ),
    )


def list_appraised_behind(kb: KnowledgeBase, findings: Iterable[Finding]) -> list[Appraised]:
    """Return the appraisals of the studies that findings come from, each once."""
    studies = {study.id: study for study in map(kb.study_of, findings)}
    return [appraise_study(study) for study in studies.values()]
