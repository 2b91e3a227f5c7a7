"""`kb read`: a study's folder, drafted from its paper as far as a program can copy it."""

from pathlib import Path
from typing import Any

import click

from kb.authoring.desk import CannotBeginError, Desk, Draft
from kb.authoring.from_paper import PaperDraft, draft_from_paper, write_themes, write_unsorted
from kb.authoring.known import Known
from kb.authoring.questions import PAPER
from kb.authoring.study import draft_study, make_item
from kb.commands.asking import Answers, ask, make_options
from kb.commands.beginning import open_desk, write_draft
from kb.commands.paper import collect_publication, read_about_paper
from kb.exchange.draft import Draft as WorkDraft
from kb.papers.reading import read_paper
from kb.project import Project
from kb.records import CslItem
from kb.terminal import say
from kb.text.wording import join_names
from kb.verify.source import CannotReadSourceError

_CSL = {"container-title": "container", "DOI": "doi"}


@click.pass_obj
def _read(project: Project, /, paper: Path, from_: Path | None, **answers: Any) -> None:  # noqa: ANN401 - whatever options hold
    try:
        read = read_paper(paper)
    except CannotReadSourceError as error:
        raise click.ClickException(f"{error} Nothing was written.") from None
    if from_ is None and paper.resolve().is_relative_to(project.root):
        say("The paper lies in the project’s folder: move it out, its text is never part of it.\n")
    desk = open_desk(project)
    try:
        item = read_about_paper(from_) if from_ else _ask_about(read.paper.about, answers, desk)
        drafted = draft_from_paper(read, desk)
        given = {**drafted.given}
        if answers["short_name"]:
            given["short_name"] = answers["short_name"]
        draft = _add_files(desk, draft_study(desk, item, given), drafted)
    except CannotBeginError as error:
        raise click.ClickException(f"{error}\nNothing was written.") from None
    write_draft(project, desk, draft)
    _report(draft, drafted)


def _ask_about(about: WorkDraft, answers: Answers, desk: Desk) -> CslItem:
    """Take what the file tells of the paper itself, and ask for what it does not."""
    for name, value in about.fields.items():
        option = _CSL.get(name, name)
        if name == "author" and isinstance(value, list) and not answers["author"]:
            answers["author"] = tuple(_write_person(one) for one in value)
        elif name == "issued" and isinstance(value, dict) and not answers["year"]:
            answers["year"] = str(value["date-parts"][0][0])
        elif option in answers and isinstance(value, str) and not answers[option]:
            answers[option] = value
    ask(PAPER, answers, Known(desk.files))
    return make_item(collect_publication(answers))


def _write_person(name: dict[str, str]) -> str:
    particle = name.get("non-dropping-particle")
    family = f"{particle} {name.get('family', '')}" if particle else name.get("family", "")
    return f"{family}, {name.get('given', '')}".strip(", ") if family else name["literal"]


def _add_files(desk: Desk, draft: Draft, drafted: PaperDraft) -> Draft:
    (study,) = draft.files
    folder = study.rpartition("/")[0]
    files = dict(draft.files)
    if drafted.themes:
        files[f"{folder}/themes.yaml"] = write_themes(desk, draft.identifier, drafted.themes)
    if drafted.quotes:
        files[f"{folder}/unsorted.yaml"] = write_unsorted(drafted.quotes)
    return Draft(draft.identifier, files | {one.path: one.text for one in drafted.works})


def _report(draft: Draft, drafted: PaperDraft) -> None:
    """Say what was found, what could not be told, and what is next."""
    (study, *_) = draft.files
    say(f"{draft.identifier} is in themes_data/{study.rpartition('/')[0]}/, as a draft.")
    say(f"\nRead: {join_names(drafted.found)}.")
    for work in drafted.works:
        for note in work.notes:
            if "`kind`" not in note:
                say(f"  {work.reference.id}: {note}.")
    if drafted.works:
        say("  Say of each new work in `kind` what it is as evidence, where that is not there yet.")
    say("\nCould not be told:")
    for doubt in drafted.doubts:
        say(f"- {doubt}")
    say(
        f"\nNext: look through unsorted.yaml and study.yaml with the paper beside them; then sort "
        f"each quote: `kb new finding --quote {drafted.quotes[0].id if drafted.quotes else 'Q…'}`. "
        f"`kb todo {draft.identifier}` lists what is still to write."
    )


read_command = click.Command(
    "read",
    params=[
        click.Argument(["paper"], type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.Option(
            ["--from", "from_"],
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A file exported for the paper itself (.ris, .bib, .nbib, CSL JSON).",
        ),
        *make_options(PAPER),
    ],
    callback=_read,
    help=(
        "Draft a study from its PAPER: sections, participants, quotes, works and rights.\n\n"
        "PAPER is JATS XML, a web page, a PDF with text or plain text; it is only read, and stays "
        "outside of the project. What it does not tell of the paper itself is asked for. The study "
        "is a draft, of which nothing is on the site."
    ),
)
