"""`kb verify`: what is said to be as printed in a study, compared word for word with its text."""

import datetime as dt
from pathlib import Path

import click

from kb.files.drafts import write_all_over
from kb.knowledge.base import KnowledgeBase
from kb.papers.reading import read_printed
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import examine, examine_with_drafts, read_files
from kb.records import Study
from kb.strict_yaml.edit import CannotEditError
from kb.terminal import describe_failure, refuse, say
from kb.text.wording import counted, number
from kb.verify.compare import Outcome, compare
from kb.verify.marks import add_verified
from kb.verify.source import CannotReadSourceError


@click.command(name="verify")
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The study's text: a text file, a PDF, a web page or JATS XML. It is only read.",
)
@click.argument("study", required=False)
@click.pass_obj
def verify_quotes(project: Project, source: Path, study: str | None) -> None:
    """Compare each quote of STUDY (such as S001) with its text, and record which are the same.

    So is all else that is said to be printed there: who speaks, on which lines, headings, names,
    the research question, and words in quotation marks.
    Line ends, hyphenation, ligatures, page breaks and the shape of quotation marks do not matter;
    nor, in a PDF, do spaces.
    From then on `kb check` finds any quote whose wording changes, without the text.
    """
    try:
        printed = read_printed(source)
    except CannotReadSourceError as error:
        refuse(str(error))
    files, kb = _read_knowledge_base(project, study)
    chosen = _choose_study(kb, study)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    outcome = compare(kb, chosen, printed, today)
    if outcome.absent and not outcome.same and outcome.absent == outcome.different:
        refuse(
            f"No quote of {chosen.short_name} is like anything in {printed.name}. "
            f"Is it the text of that study? Nothing was written. {printed.doubt}".rstrip()
        )
    try:
        changed = {
            name: add_verified(name, files[name], verified)
            for name, verified in outcome.verified.items()
        }
    except CannotEditError as error:
        refuse(f"{error} Nothing was written.")
    files_below = {
        name.removeprefix(f"{project.data.name}/"): content for name, content in changed.items()
    }
    try:
        write_all_over(project.data, files_below)
    except OSError as error:
        refuse(f"{describe_failure(error)} Nothing was written.")
    for text in outcome.told:
        say(text)
    say(_summarise(outcome, chosen))
    if outcome.differs:
        if printed.doubt:
            say(printed.doubt)
        raise click.exceptions.Exit(1)


def _read_knowledge_base(
    project: Project, study: str | None
) -> tuple[dict[str, bytes], KnowledgeBase]:
    """Read the records, by files as problems name them; rules need not be kept yet.

    A draft is read where it is named.
    """
    try:
        files = read_files(project.data)
        examined = examine(files, project.data.name)
        if study and study.upper() not in examined.kb.located:
            examined = examine_with_drafts(files, project.data.name)
        kb = examined.linked()
    except DataError as error:
        refuse(f"{project.format_problems(error.problems)} Mend that first: nothing was verified.")
    return {f"{project.data.name}/{path}": content for path, content in files.items()}, kb


def _choose_study(kb: KnowledgeBase, identifier: str | None) -> Study:
    studies = kb.all(Study)
    if not studies:
        refuse("There is no study in force whose quotes could be verified.")
    chosen = [study for study in studies if identifier is None or identifier.upper() == study.id]
    if len(chosen) != 1:
        known = "; ".join(f"{study.id}, {study.short_name}" for study in studies)
        refuse(f"Name one of the studies: {known}.")
    return chosen[0]


def _summarise(outcome: Outcome, study: Study) -> str:
    new = number(sum(map(len, outcome.verified.values())))
    verb = "is" if outcome.same == 1 else "are"
    same = f"{counted(outcome.same, 'quote').capitalize()} of {study.short_name}"
    parts = [f"{same} {verb} word for word as printed, {new} newly verified."]
    if outcome.different:
        verb = "differs" if outcome.different == 1 else "differ"
        parts.append(f"{counted(outcome.different, 'quote').capitalize()} {verb}.")
    if outcome.elsewhere:
        verb = "stands" if outcome.elsewhere == 1 else "stand"
        parts.append(
            f"{counted(outcome.elsewhere, 'quote').capitalize()} {verb} "
            "in another section than recorded."
        )
    if outcome.misattributed:
        verb = "has" if outcome.misattributed == 1 else "have"
        parts.append(
            f"{counted(outcome.misattributed, 'quote').capitalize()} {verb} another speaker or "
            "other lines in print."
        )
    parts.append(_summarise_others(outcome))
    return " ".join(parts)


def _summarise_others(outcome: Outcome) -> str:
    """Say how much else was compared: headings, names, words in quotation marks and the like."""
    compared = f"{counted(outcome.claims, 'other wording').capitalize()} compared"
    if not outcome.unprinted:
        return f"{compared}: all as printed."
    return f"{compared}: {number(outcome.unprinted)} not as printed."
