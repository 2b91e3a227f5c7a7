"""A study is appraised by the questions of one checklist, in words, or not at all."""

from typing import get_args

import pytest

from kb.read import examine
from kb.records import Study
from kb.records.jbi import QUESTIONS, QuestionKey
from tests.made_up.records import MADE_UP, STUDY, made_up


def test_the_checklist_has_its_ten_questions_each_asked_once() -> None:
    """What data may name and what pages ask is one list, in one order."""
    assert tuple(QUESTIONS) == get_args(QuestionKey)
    assert len({question.name for question in QUESTIONS.values()}) == 10
    assert len({question.text for question in QUESTIONS.values()}) == 10
    assert all(question.text.endswith("?") for question in QUESTIONS.values())


def test_the_questions_come_in_the_order_of_the_checklist() -> None:
    """From the philosophy behind a study to its conclusions, as JBI has them."""
    assert [question.name for question in QUESTIONS.values()] == [
        "Philosophy and methodology",
        "Methodology and question",
        "Methodology and data collection",
        "Methodology and analysis",
        "Methodology and interpretation",
        "The researchers’ standpoint",
        "Researchers and research",
        "Participants’ voices",
        "Ethics",
        "Conclusions",
    ]


@pytest.mark.parametrize("word", ["yes", "no", '"yes"', "'no'", "unclear", "not-applicable"])
def test_an_answer_is_a_word_with_or_without_quotes(word: str) -> None:
    """Bare yes and no are text here, though other readers of YAML take them for true and false."""
    changed = MADE_UP[STUDY].replace("ethics, answer: unclear", f"ethics, answer: {word}")
    examined = examine(made_up() | {STUDY: changed.encode()})
    kb, problems = examined.kb, examined.problems
    assert not problems
    appraisal = kb.get("S001", Study).appraisal
    assert appraisal is not None
    answers = {answer.question: answer.answer for answer in appraisal.checklist}
    assert answers["ethics"] == word.strip("'\"")


def test_a_study_may_be_recorded_before_it_is_appraised() -> None:
    """The appraisal can come later."""
    text = MADE_UP[STUDY]
    without = text[: text.index("appraisal:\n")]
    examined = examine(made_up() | {STUDY: without.encode()})
    kb, problems = examined.kb, examined.problems
    assert not problems
    assert kb.get("S001", Study).appraisal is None


def test_the_answers_may_be_written_in_any_order() -> None:
    """Each says which question it answers."""
    lines = MADE_UP[STUDY].split("\n")
    first = next(i for i, line in enumerate(lines) if "question: philosophy" in line)
    lines[first], lines[first + 9] = lines[first + 9], lines[first]
    assert "question: conclusions" in lines[first]
    assert examine(made_up() | {STUDY: "\n".join(lines).encode()}).problems == ()
