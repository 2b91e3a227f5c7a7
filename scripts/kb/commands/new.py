"""`kb new`: begins a record with the next free identifier, and says what is still to be done."""

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from kb.authoring.desk import CannotBeginError, Desk, Draft
from kb.authoring.identifiers import correct_identifier
from kb.authoring.known import Known
from kb.authoring.new import (
    draft_answered_quote,
    draft_evidence,
    draft_finding,
    draft_implication,
    draft_named,
    draft_session,
    draft_term,
    draft_theme,
)
from kb.authoring.questions import (
    AUDIENCE,
    EVIDENCE,
    FINDING,
    IMPLICATION,
    QUOTE,
    REFERENCE,
    SESSION,
    SITUATION,
    STUDY,
    TERM,
    THEME,
    UNSORTED,
    Asked,
)
from kb.authoring.reference import draft_reference
from kb.authoring.sorting import add_sorted_quotes, draft_sorted_quote
from kb.authoring.study import draft_study, list_names, make_item
from kb.commands.asking import Answers, ask, make_options, repeat_command
from kb.commands.beginning import open_desk, report_draft, write_draft
from kb.commands.paper import collect_publication, read_about_paper
from kb.project import Project
from kb.records import Audience, Situation


@click.group(name="new")
def new() -> None:
    """Begin a record: a file with the next free identifier and a comment on every field.

    What is needed is asked for on a terminal, unless it is given as an option. Everything else
    can be written into the file, and `kb check` names what is still missing.
    """


_Begin = Callable[[Desk, Answers], Draft]


def _add_command(  # noqa: PLR0913, PLR0917 - what makes a command, once each
    name: str,
    about: str,
    asked: tuple[Asked, ...],
    begin: _Begin,
    then: str,
    fill: Callable[[Desk, Answers], None] = lambda _desk, _answers: None,
    more: tuple[click.Parameter, ...] = (),
) -> None:
    """Add a command that asks, writes and says what is next.

    Args:
        name: The command's name.
        about: What it does.
        asked: What it asks for.
        begin: Makes the draft.
        then: What is next.
        fill: Answers what follows from what was given, before anything is asked.
        more: Further options.
    """

    @click.pass_obj
    def run(project: Project, /, **answers: Any) -> None:  # noqa: ANN401 - whatever options hold
        desk = open_desk(project)
        try:
            fill(desk, answers)
            ask(asked, answers, Known(desk.files))
            draft = begin(desk, answers)
        except CannotBeginError as error:
            again = repeat_command(f"new {name}", asked, answers)
            raise click.ClickException(
                f"{error}\nNothing was written. The same again:\n    {again}"
            ) from None
        write_draft(project, desk, draft)
        report_draft(project, draft, then)

    new.add_command(
        click.Command(name, params=[*make_options(asked), *more], callback=run, help=about)
    )


def _collect_given(**values: object) -> dict[str, object]:
    """Return the values that there are."""
    return {name: value for name, value in values.items() if value not in (None, {}, [], ())}


_FROM = click.Option(
    ["--from", "from_"],
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file exported for the paper itself (.ris, .bib, .nbib, CSL JSON), in place of answers.",
)


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


def _fill_from_quotes(desk: Desk, a: Answers) -> None:
    """Take the theme and the section of a finding from the first of its quotes that waited."""
    known = Known(desk.files)
    names = [correct_identifier(one, "Q") for one in a["quote"]]
    waiting = [known.unsorted[one] for one in names if one in known.unsorted]
    if not waiting:
        return
    section = str(waiting[0][1].get("section"))
    a["section"] = a["section"] or section
    if not a["theme"]:
        a["theme"] = known.themes_about(waiting[0][0].rpartition("/")[0], section)


def _begin_finding(desk: Desk, a: Answers) -> Draft:
    if len(a["supports"]) > len(a["quote"]):
        raise CannotBeginError("There are more reasons (--supports) than quotes (--quote).")
    draft = _ask_finding(desk, a)
    if not a["quote"]:
        return draft
    ((path, text),) = draft.files.items()
    pairs = zip_longest(a["quote"], a["supports"])
    quotes = {quote: _collect_given(supports=why) for quote, why in pairs}
    return Draft(draft.identifier, add_sorted_quotes(desk, path, text, quotes))


def _quote(desk: Desk, a: Answers) -> Draft:
    if not a["from"]:
        return draft_answered_quote(desk, a)
    fields = ("text", "speaker", "lines", "form", "section", "supports")
    given = _collect_given(**{name: a[name] for name in fields})
    return draft_sorted_quote(desk, a["finding"], a["from"], given)


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


def _parse_issued(year: str) -> dict[str, object]:
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


def _fill_from_export(_desk: Desk, a: Answers) -> None:
    """Take what an exported file says of the paper."""
    if a["from_"]:
        a["item"] = read_about_paper(a["from_"])
        item = a["item"]
        a |= {"title": item.title, "year": str(item.issued.year)}
        a["author"] = tuple(
            f"{name.surname}, {name.given}" if name.given else name.surname for name in item.author
        )


def _ask_session(desk: Desk, a: Answers) -> Draft:
    given = {
        "title": a["title"],
        "audiences": list(a["audience"]),
        "minutes": int(a["minutes"]),
    }
    return draft_session(desk, a["show"], a["consider"], given)


def _ask_study(desk: Desk, a: Answers) -> Draft:
    item = a.get("item") or make_item(collect_publication(a))
    given = _collect_given(short_name=a["short_name"])
    return draft_study(desk, item, given, a["theme"])


def _ask_audience(desk: Desk, a: Answers) -> Draft:
    fields = ("name", "description", "can_change")
    return draft_named(desk, Audience, a["name"], {name: a[name] for name in fields})


def _ask_situation(desk: Desk, a: Answers) -> Draft:
    if len(a["note"]) > len(a["finding"]):
        raise CannotBeginError("There are more notes (--note) than findings (--finding).")
    pairs = zip_longest(a["finding"], a["note"])
    given = _collect_given(
        heading=a["heading"],
        group=a["group"],
        role=a["role"],
        search_words=list(a["search_word"]),
        findings=[{"finding": finding, "note": note} for finding, note in pairs],
    )
    return draft_named(desk, Situation, a["heading"], given)


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
        **_collect_given(author=list_names(a["author"]), editor=list_names(a["editor"])),
        **({} if a["year"] == "nd" else {"issued": _parse_issued(a["year"])}),
        **_collect_given(**{"container-title": a["container"], "DOI": a["doi"], "URL": a["url"]}),
        **_collect_given(**{name: a[name] for name in same}),
    }
    return draft_reference(desk, csl, {"kind": a["kind"]})


_add_command(
    "finding",
    "Begin a finding in the study that its theme is from.",
    FINDING,
    _begin_finding,
    "write what is still missing, and add each quote with `kb new quote --finding {id}`.",
    _fill_from_quotes,
)
_add_command(
    "quote",
    "Add a quote to a finding's file, after those it has.",
    (*QUOTE[:1], UNSORTED, *QUOTE[1:]),
    _quote,
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
    "write its sections first, which everything else names, and then what `kb todo {id}` lists; "
    "begin each finding with `kb new finding`. The study is a draft: nothing of it is on the site "
    "until its line `state: draft` is taken out.",
    _fill_from_export,
    (_FROM,),
)
_add_command(
    "audience",
    "Add a group of readers that recommendations can be addressed to.",
    AUDIENCE,
    _ask_audience,
    "move {id} to its place, as roles are shown in the order of their file; "
    "address a recommendation to it.",
)
_add_command(
    "situation",
    "Add a situation in which findings can be recognised.",
    SITUATION,
    _ask_situation,
    "say in `suggestions` what to consider there, and move {id} to its place.",
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
