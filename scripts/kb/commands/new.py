"""`kb new`: begins a record with the next free identifier, and says what is still to be done."""

import datetime as dt
import sys
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import click

from kb.authoring.new import (
    CannotBeginError,
    Desk,
    Draft,
    draft_answered_quote,
    draft_evidence,
    draft_finding,
    draft_implication,
    draft_session,
    draft_study,
    draft_term,
    draft_theme,
)
from kb.authoring.questions import (
    EVIDENCE,
    FINDING,
    IMPLICATION,
    QUOTE,
    REFERENCE,
    SESSION,
    STUDY,
    TERM,
    THEME,
    Asked,
)
from kb.authoring.reference import draft_reference
from kb.files.drafts import write_drafts
from kb.history.repository import Repository
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import examine, read_files
from kb.terminal import describe_failure, say

Answers = dict[str, Any]
"""What was answered, by the names of options; what was not is None, or () where many may be."""


@click.group(name="new")
def new() -> None:
    """Begin a record: a file with the next free identifier and a comment on every field.

    What is needed is asked for on a terminal, unless it is given as an option. Everything else
    can be written into the file, and `kb check` names what is still missing.
    """


def _add_command(
    name: str, about: str, asked: tuple[Asked, ...], begin: "_Begin", then: str
) -> None:
    """Add a command that asks, writes and says what is next."""
    options: list[click.Parameter] = []
    for one in asked:
        meaning, choices = one.described()
        kind = click.Choice(choices) if choices else click.STRING
        options.append(
            click.Option([f"--{one.option}"], type=kind, multiple=one.many, help=meaning + one.need)
        )

    @click.pass_obj
    def run(project: Project, /, **answers: Any) -> None:  # noqa: ANN401 - whatever options hold
        _ask(asked, answers)
        _write(project, lambda desk: begin(desk, answers), then)

    new.add_command(click.Command(name, params=options, callback=run, help=about))


_Begin = Callable[[Desk, Answers], Draft]


def _ask(asked: tuple[Asked, ...], answers: Answers) -> None:
    """Ask for what is needed and was not given; without a terminal, nobody could answer."""
    missing = [
        one
        for one in asked
        if one.needed and not answers[one.parameter] and not answers.get(one.instead)
    ]
    if missing and not on_terminal():
        names = ", ".join(f"--{one.option}" for one in missing)
        raise click.UsageError(f"Missing: {names}. Without a terminal, nothing can be asked.")
    for one in missing:
        meaning, choices = one.described()
        stop = f" Is there none? Press Ctrl-C and give --{one.instead}." if one.instead else ""
        say(f"\n{meaning}{stop}")
        kind = click.Choice(choices) if choices else click.STRING
        answer = click.prompt(one.option.replace("-", " ").capitalize(), type=kind)
        answers[one.parameter] = (answer,) if one.many else answer


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _write(project: Project, begin: Callable[[Desk], Draft], then: str) -> None:
    try:
        files = read_files(project.data)
        today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        draft = begin(Desk(files, Repository(project.root).lines_ever(project.data.name), today))
        write_drafts(project.data, files, draft.files)
        problems = examine(read_files(project.data), project.data.name).problems
    except CannotBeginError as error:
        raise click.ClickException(f"{error}\nNothing was written.") from None
    except DataError as error:
        told = project.format_problems(error.problems)
        raise click.ClickException(f"{told}\nNothing was written.") from None
    except OSError as error:
        raise click.ClickException(f"{describe_failure(error)} Nothing was written.") from None
    names = [f"{project.data.name}/{path}" for path in draft.files]
    say(f"{draft.identifier} is in {' and '.join(names)}.")
    if still := [one for one in problems if one.position.file in names]:
        say(f"\nStill to do there:\n\n{project.format_problems(still)}")
    say(f"\nNext: {then.format(id=draft.identifier)} Then run `make check`.")


def _collect_given(**values: object) -> dict[str, object]:
    """Return the values that there are."""
    return {name: value for name, value in values.items() if value not in (None, {}, [], ())}


def _ask_finding(desk: Desk, a: Answers) -> Draft:
    report = _collect_given(text=a["reported"], section=a["section"])
    judged = _collect_given(level=a["level"], reason=a["reason"], judged_by=a["judged_by"])
    if a["level"]:
        judged["judged_on"] = desk.today.isoformat()
    given = _collect_given(
        themes=list(a["theme"]),
        statement=a["statement"],
        label=a["label"],
        section=a["section"],
        credibility=judged,
        **(
            {
                "argued_about": {"as_printed": a["argued_about"]},
                "interpretation": [_collect_given(text=a["argument"], section=a["section"])],
            }
            if a["argued_about"]
            else {"reported_for": {"as_printed": a["reported_for"]}, "reported": [report]}
        ),
    )
    return draft_finding(desk, given)


def _ask_implication(desk: Desk, a: Answers) -> Draft:
    if len(a["why"]) > len(a["rests_on"]):
        raise CannotBeginError("There are more reasons (--why) than findings (--rests-on).")
    basis = ("study", "section", "text") if a["basis"] == "stated" else ("reasoning",)
    given = _collect_given(
        kind=a["kind"],
        action=a["action"],
        label=a["label"],
        addressed_to=list(a["addressed_to"]),
        setting=a["setting"],
        basis=_collect_given(kind=a["basis"], **{name: a[name] for name in basis}),
        rationale=a["rationale"],
        would_change=a["would_change"],
    )
    return draft_implication(desk, list(zip_longest(a["rests_on"], a["why"])), given)


def _parse_author(name: str) -> dict[str, str]:
    """Return a person, written `Family, Given`, or a body, whose name has no comma."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma else {"literal": family}


def _parse_issued(year: str) -> dict[str, object]:
    if not year.isdecimal() or len(year) != 4:  # noqa: PLR2004 - figures of a year
        raise CannotBeginError("The year must be four figures.")
    return {"date-parts": [[int(year)]]}


def _ask_evidence(desk: Desk, a: Answers) -> Draft:
    borne = list(zip_longest(a["bears_on"], a["relation"], a["why"]))
    if len(borne) > len(a["bears_on"]):
        raise CannotBeginError("There are more relations or reasons than records (--bears-on).")
    given = _collect_given(
        **{name: a[name] for name in ("reference", "label", "question", "found", "limits")},
        read={"what": a["read"], "on": desk.today},
        sources=[{"address": address} for address in a["source"]],
    )
    return draft_evidence(desk, borne, given)


def _ask_session(desk: Desk, a: Answers) -> Draft:
    if not a["minutes"].isdecimal():
        raise CannotBeginError("The minutes must be a number.")
    given = {
        "title": a["title"],
        "audiences": list(a["audience"]),
        "minutes": int(a["minutes"]),
    }
    return draft_session(desk, a["show"], a["consider"], given)


def _ask_study(desk: Desk, a: Answers) -> Draft:
    authors = [_parse_author(name) for name in a["author"]]
    publication = {
        "type": a["type"],
        "title": a["title"],
        "author": authors,
        "issued": _parse_issued(a["year"]),
        **_collect_given(**{"container-title": a["container"]}),
    }
    given = _collect_given(short_name=a["short_name"], publication=publication)
    names = [next(iter(author.values())) for author in authors]
    return draft_study(desk, a["theme"], names, int(a["year"]), given)


def _ask_term(desk: Desk, a: Answers) -> Draft:
    place = _collect_given(study=a["study"], section=a["section"])
    given = _collect_given(
        term=a["term"],
        abbreviation=a["abbreviation"],
        synonyms=list(a["synonym"]),
        definition=a["definition"],
        used_in=[place] if place else None,
    )
    return draft_term(desk, a["term"], given)


def _ask_theme(desk: Desk, a: Answers) -> Draft:
    meaning = [{"text": a["meaning"], "section": a["section"]}]
    given = _collect_given(title=a["title"], part_of=a["part_of"], meaning=meaning)
    return draft_theme(desk, a["study"], given)


def _ask_reference(desk: Desk, a: Answers) -> Draft:
    same = ("volume", "issue", "page", "publisher")
    csl = {
        "type": a["type"],
        "title": a["title"],
        **_collect_given(author=[_parse_author(name) for name in a["author"]]),
        **_collect_given(editor=[_parse_author(name) for name in a["editor"]]),
        **({} if a["year"] == "nd" else {"issued": _parse_issued(a["year"])}),
        **_collect_given(**{"container-title": a["container"], "DOI": a["doi"], "URL": a["url"]}),
        **_collect_given(**{name: a[name] for name in same}),
    }
    return draft_reference(desk, csl, {"kind": a["kind"]})


_add_command(
    "finding",
    "Begin a finding in the study that its theme is from.",
    FINDING,
    _ask_finding,
    "write what is still missing, and add each quote with `kb new quote --finding {id}`.",
)
_add_command(
    "quote",
    "Add a quote to a finding's file, after those it has.",
    QUOTE,
    draft_answered_quote,
    "compare {id} with the print, word for word.",
)
_add_command(
    "implication",
    "Begin a recommendation.",
    IMPLICATION,
    _ask_implication,
    "write what is still missing, and say for each finding why {id} follows from it.",
)
_add_command(
    "evidence",
    "Begin an entry on what another work found.",
    EVIDENCE,
    _ask_evidence,
    "say how {id} bears on each record, and what each page shows.",
)
_add_command(
    "session",
    "Begin a session for supervision or training.",
    SESSION,
    _ask_session,
    "write the prompts, the minutes of each step, and `care`; look at the screen of {id} in "
    "`make serve`, and lead it once yourself.",
)
_add_command(
    "study",
    "Begin a study in a folder of its own, with its first theme.",
    STUDY,
    _ask_study,
    "write its sections first, which everything else names, and then what is still missing; "
    "begin each finding with `kb new finding`.",
)
_add_command(
    "term",
    "Add a term to the glossary.",
    TERM,
    _ask_term,
    "name where the meaning of {id} is from, if not from you: `used_in` and `informed_by`.",
)
_add_command(
    "theme",
    "Add a theme to those of a study.",
    THEME,
    _ask_theme,
    "move {id} to its place, as themes are shown in the order of their file; "
    "begin its findings with `kb new finding --theme {id}`.",
)
_add_command(
    "reference",
    "Begin a reference by hand; from a reference manager's export, `kb import` is quicker.",
    REFERENCE,
    _ask_reference,
    "cite {id} in a finding, a study, a recommendation or a term, and say what for. "
    "Many works come quicker from an export: `kb import`.",
)
