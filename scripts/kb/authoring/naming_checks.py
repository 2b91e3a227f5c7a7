"""Answers that name what there is: one that names nothing is refused, with what could be named."""

import re
from collections.abc import Callable, Mapping

from kb.authoring import answers as answers_
from kb.authoring.identifiers import correct_identifier, say_there_is_none
from kb.authoring.known import Known, list_there_is, require

Answers = Mapping[str, object]
NamingCheck = Callable[[str, Known, Answers], str]
"""Returns an answer as it is to be written, or raises ValueError with what there is."""


def plain(check: answers_.Check) -> NamingCheck:
    """Make a check of one that looks at the answer alone."""
    return lambda answer, _known, _answers: check(answer)


def check_theme(answer: str, known: Known, answers: Answers) -> str:
    """Take a theme by its number or its title, of one study with those named before."""
    study = _get_study(known, answers)
    there = {
        name: title for name, (of, title) in known.themes.items() if study is None or of == study
    }
    by_title = [name for name, title in there.items() if title.lower() == answer.lower()]
    if len(by_title) == 1:
        return by_title[0]
    wanted = _number("T", answer)
    where = "theme" if study is None else f"theme of {study}"
    return require(wanted, there, where, "Begin a study with `kb new study`.")


def check_part_of(answer: str, known: Known, answers: Answers) -> str:
    """Take the theme that a new one is part of, which is of the same study."""
    study = str(answers.get("study") or "")
    there = {name: title for name, (of, title) in known.themes.items() if of == study}
    wanted = _number("T", answer)
    return require(wanted, there, f"theme of {study}", "Leave it out.")


def check_study(answer: str, known: Known, _answers: Answers) -> str:
    """Take a study by its number."""
    there = {name: str(fields.get("short_name")) for name, (_, fields) in known.studies.items()}
    wanted = _number("S", answer)
    if wanted not in there and re.fullmatch("S[0-9]{3,}", wanted):
        none = say_there_is_none(known.files, "study", wanted)
        raise ValueError(none + (list_there_is(there) or " Begin one with `kb new study`."))
    return require(wanted, there, "study", "Begin one with `kb new study`.")


def check_section(answer: str, known: Known, answers: Answers) -> str:
    """Take a section by its key, or by its heading as printed."""
    folder = known.folder_of(answers)
    sections = known.sections_of(folder) if folder else {}
    by_heading = [key for key, heading in sections.items() if heading.lower() == answer.lower()]
    if not sections or by_heading:
        return by_heading[0] if by_heading else answer
    return require(answer, sections, "section", "")


def check_speaker(answer: str, known: Known, answers: Answers) -> str:
    """Take a participant of the study."""
    folder = known.folder_of(answers)
    people = known.participants_of(folder) if folder else []
    if not people:
        return answer
    try:
        return require(answer, people, "participant", "")
    except ValueError as error:
        raise ValueError(
            f"{error}\nIf the paper names somebody else, add them to `participants` in "
            f"themes_data/{folder}/study.yaml first."
        ) from None


def check_finding(answer: str, known: Known, _answers: Answers) -> str:
    """Take a finding by its number."""
    wanted = _number("F", answer)
    return require(wanted, sorted(known.findings), "finding", "Begin it with `kb new finding`.")


def check_pinned_finding(answer: str, known: Known, answers: Answers) -> str:
    """Take a finding, at a version or not."""
    wanted = _number("F", answer)
    name, at, version = wanted.partition("@")
    return f"{check_finding(name, known, answers)}{at}{version}"


def check_pinned_record(answer: str, known: Known, answers: Answers) -> str:
    """Take a finding or a recommendation, at a version or not."""
    if not re.match("[iI]", answer):
        return check_pinned_finding(answer, known, answers)
    name, at, version = _number("I", answer).partition("@")
    there = sorted(known.implications)
    return f"{require(name, there, 'recommendation', 'Begin it first.')}{at}{version}"


def check_audience(answer: str, known: Known, _answers: Answers) -> str:
    """Take an audience by its identifier or its name."""
    by_name = [one for one, name in known.audiences.items() if name.lower() == answer.lower()]
    if by_name:
        return by_name[0]
    return require(answer, known.audiences, "audience", "Begin it with `kb new audience`.")


def check_unsorted(answer: str, known: Known, _answers: Answers) -> str:
    """Take a quote that is not sorted to a finding yet."""
    there = {
        name: f"{one.get('speaker')}: {one.get('text')}"[:70]
        for name, (_, one) in known.unsorted.items()
    }
    return require(_number("Q", answer), there, "unsorted quote", "All are sorted.")


def _number(letter: str, answer: str) -> str:
    name, at, version = answer.strip().partition("@")
    return f"{correct_identifier(name, letter)}{at}{version}"


def _get_study(known: Known, answers: Answers) -> str | None:
    """Return the study of the first theme that was named, if there is one."""
    themes = answers.get("theme")
    first = themes[0] if isinstance(themes, tuple) and themes else None
    return known.themes[first][0] if isinstance(first, str) and first in known.themes else None
