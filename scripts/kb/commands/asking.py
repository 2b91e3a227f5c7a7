"""Asking on a terminal for what a record needs, and checking each answer when it is given."""

import shlex
import sys
from collections.abc import Iterable
from typing import Any

import click

from kb.authoring.answers import split_people
from kb.authoring.known import Known
from kb.authoring.questions import Asked
from kb.terminal import say

Answers = dict[str, Any]
"""What was answered, by the names of options; what was not is None, or () where many may be."""


_ASKED_ONCE = frozenset({"theme"})
"""What may be several, and is one as a rule: more are given as options."""


def make_options(asked: Iterable[Asked]) -> list[click.Parameter]:
    """Return an option for each thing that may be asked for."""
    options: list[click.Parameter] = []
    for one in asked:
        meaning, choices = one.described()
        kind = click.Choice(choices) if choices else click.STRING
        options.append(
            click.Option(
                [f"--{one.option}", one.parameter],
                type=kind,
                multiple=one.many,
                help=meaning + one.need,
            )
        )
    return options


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask(asked: tuple[Asked, ...], answers: Answers, known: Known) -> None:
    """Check what was given, and ask for what is needed; without a terminal nobody could answer.

    Args:
        asked: What may be asked for, in the order of the questions.
        answers: What was given as options, to which the answers are added.
        known: What there is to be named.
    """
    for one in asked:
        if answers.get(one.parameter):
            _check_given(one, answers, known)
    missing = [one for one in asked if one.needed and not _has_answer(one, answers)]
    if missing and not on_terminal():
        names = ", ".join(f"--{one.option}" for one in missing)
        raise click.UsageError(f"Missing: {names}. Without a terminal, nothing can be asked.")
    if not missing:
        return
    for one in asked:
        wanted = one.needed or one.offered
        if wanted and not _has_answer(one, answers):
            answers[one.parameter] = (
                _ask_many(one, answers, known)
                if one.many
                else _ask_one(one, answers, known, may_be_empty=not one.needed)
            )


def _has_answer(one: Asked, answers: Answers) -> bool:
    return bool(answers.get(one.parameter) or (one.instead and answers.get(one.instead)))


def _check_given(one: Asked, answers: Answers, known: Known) -> None:
    """Take the answers that were given as options as they are to be written."""
    given = answers[one.parameter]
    texts = [text for answer in (given if one.many else [given]) for text in _split(one, answer)]
    checked: list[str] = []
    for text in texts:
        so_far = {**answers, one.parameter: tuple(checked)} if one.many else answers
        try:
            checked.append(one.check(text, known, so_far) if one.check else text)
        except ValueError as error:
            raise click.ClickException(f"--{one.option}: {error}\nNothing was written.") from None
    answers[one.parameter] = tuple(checked) if one.many else checked[0]


def _split(one: Asked, answer: str) -> list[str]:
    """Divide people on one line, which a semicolon keeps apart."""
    return split_people(answer) or [answer] if one.option in ("author", "editor") else [answer]


def _ask_one(
    one: Asked, answers: Answers, known: Known, *, may_be_empty: bool = False
) -> str | None:
    """Ask until the answer is one; an answer that is wrong is told at once."""
    meaning, choices = one.described()
    stop = f" Is there none? Press Ctrl-C and give --{one.instead}." if one.instead else ""
    leave = " Press Enter to leave it out." if may_be_empty else ""
    say(f"\n{meaning}{stop}{leave}")
    return _prompt(one, choices, answers, known, may_be_empty=may_be_empty)


def _ask_many(one: Asked, answers: Answers, known: Known) -> tuple[str, ...]:
    """Ask for one after the other, until the answer is empty."""
    meaning, choices = one.described()
    say(f"\n{meaning}")
    given: list[str] = []
    while True:
        so_far = {**answers, one.parameter: tuple(given)}
        answer = _prompt(one, choices, so_far, known, may_be_empty=bool(given))
        if not answer:
            return tuple(given)
        given += [text.strip() for text in _split(one, answer)]
        if one.option in _ASKED_ONCE:
            return tuple(given)
        say("Another? Press Enter if there is none.")


def _prompt(
    one: Asked, choices: tuple[str, ...], answers: Answers, known: Known, *, may_be_empty: bool
) -> str | None:
    def take(answer: str) -> str:
        if not answer.strip():
            return ""
        if choices:
            return str(click.Choice(choices).convert(answer, None, None))
        try:
            parts = [
                one.check(text, known, answers) if one.check else text
                for text in _split(one, answer)
            ]
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
        return "; ".join(parts)

    label = one.option.replace("-", " ").capitalize()
    shown = f"{label} ({', '.join(choices)})" if choices else label
    return (
        click.prompt(
            shown, value_proc=take, default="" if may_be_empty else None, show_default=False
        )
        or None
    )


def repeat_command(command: str, asked: Iterable[Asked], answers: Answers) -> str:
    """Return the command that gives the same answers again, so that none is lost."""
    words = ["kb", *command.split()]
    for one in asked:
        given = answers.get(one.parameter)
        for answer in given if isinstance(given, tuple) else [given] if given else []:
            words += [f"--{one.option}", answer]
    return shlex.join(words)
