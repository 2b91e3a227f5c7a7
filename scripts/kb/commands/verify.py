"""`kb verify`: the quotes of a study, compared word for word with its text."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import click

from kb.files.drafts import write_all_over
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import examine, read_files
from kb.records import Quote, Study, Verified
from kb.strict_yaml.edit import CannotEditError
from kb.terminal import describe_failure, say
from kb.text.wording import counted, number
from kb.verify.find import Nearest, find, find_nearest_passage, find_section_starts
from kb.verify.marks import add_verified
from kb.verify.source import CannotReadSourceError, StudySource, read_source


@dataclass
class _Outcome:
    """What a comparison found.

    Attributes:
        told: What to tell, quote by quote.
        same: How many quotes have the wording of the source.
        different: How many have not.
        absent: How many of those are like nothing in it.
        elsewhere: How many stand in another section than recorded.
        verified: What to write, by file and by the quote's place in it.
    """

    told: list[str] = field(default_factory=list)
    same: int = 0
    different: int = 0
    absent: int = 0
    elsewhere: int = 0
    verified: defaultdict[str, dict[int, Verified]] = field(
        default_factory=lambda: defaultdict(dict)
    )


@click.command(name="verify")
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The study's text, as a text file or a PDF. It is only read.",
)
@click.argument("study", required=False)
@click.pass_obj
def verify_quotes(project: Project, source: Path, study: str | None) -> None:
    """Compare each quote of STUDY (such as S001) with its text, and record which are the same.

    Line ends, hyphenation, ligatures, page breaks and the shape of quotation marks do not matter;
    nor, in a PDF, do spaces.
    From then on `kb check` finds any quote whose wording changes, without the text.
    """
    try:
        printed = read_source(source)
    except CannotReadSourceError as error:
        _refuse(str(error))
    files, kb = _read_knowledge_base(project)
    chosen = _choose_study(kb, study)
    outcome = _compare(kb, chosen, printed)
    if outcome.absent and not outcome.same and outcome.absent == outcome.different:
        _refuse(
            f"No quote of {chosen.short_name} is like anything in {printed.name}. "
            f"Is it the text of that study? Nothing was written. {printed.doubt}".rstrip()
        )
    try:
        changed = {
            name: add_verified(name, files[name], verified)
            for name, verified in outcome.verified.items()
        }
    except CannotEditError as error:
        _refuse(f"{error} Nothing was written.")
    files_below = {
        name.removeprefix(f"{project.data.name}/"): content for name, content in changed.items()
    }
    try:
        write_all_over(project.data, files_below)
    except OSError as error:
        _refuse(f"{describe_failure(error)} Nothing was written.")
    for text in outcome.told:
        say(text)
    say(_summarise(outcome, chosen))
    if outcome.different:
        if printed.doubt:
            say(printed.doubt)
        raise click.exceptions.Exit(1)


def _refuse(message: str) -> NoReturn:
    say(message)
    raise click.exceptions.Exit(1)


def _read_knowledge_base(project: Project) -> tuple[dict[str, bytes], KnowledgeBase]:
    """Read the records, by files as problems name them; rules need not be kept yet."""
    try:
        files = read_files(project.data)
        kb = examine(files, project.data.name).linked()
    except DataError as error:
        _refuse(f"{project.format_problems(error.problems)} Mend that first: nothing was verified.")
    return {f"{project.data.name}/{path}": content for path, content in files.items()}, kb


def _choose_study(kb: KnowledgeBase, identifier: str | None) -> Study:
    studies = kb.all(Study)
    if not studies:
        _refuse("There is no study in force whose quotes could be verified.")
    chosen = [study for study in studies if identifier is None or identifier.upper() == study.id]
    if len(chosen) != 1:
        known = "; ".join(f"{study.id}, {study.short_name}" for study in studies)
        _refuse(f"Name one of the studies: {known}.")
    return chosen[0]


def _compare(kb: KnowledgeBase, study: Study, source: StudySource) -> _Outcome:
    """Compare every quote of a study."""
    outcome = _Outcome()
    starts = find_section_starts(source.text, study.sections)
    headings = {section.key: section.heading for section in study.sections}
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    for quote in kb.all(Quote):
        if kb.study_of(quote).id != study.id:
            continue
        located = kb.located[quote.id]
        found = find(quote.text, quote.section, source.text, starts)
        if found is None and source.is_pdf:
            found = find(quote.text, quote.section, source.text, starts, spaced=False)
        if found is None:
            nearest = find_nearest_passage(quote.text, source.text)
            outcome.different += 1
            outcome.absent += nearest is None
            outcome.told.append(_show_difference(located, quote, source, nearest))
            continue
        outcome.same += 1
        if found.section not in (None, quote.section):
            outcome.elsewhere += 1
            outcome.told.append(
                f"{located.position('section')}: warning: {quote.id} is printed under "
                f"“{headings[found.section or '']}” ({found.section}; {source.name}, "
                f"{source.place(found.line)}), "
                f"not under “{headings.get(quote.section, quote.section)}”"
            )
        mark = quote.fingerprint
        # A day stays what it was as long as the wording does.
        if quote.verified is None or quote.verified.fingerprint != mark:
            verified = Verified(fingerprint=mark, on=today)
            outcome.verified[located.document.file][int(located.path[-1])] = verified
    return outcome


def _show_difference(
    located: Located, quote: Quote, source: StudySource, nearest: Nearest | None
) -> str:
    """Tell how a quote differs from what is printed, with both wordings one below the other."""
    at = located.position("text")
    if nearest is None:
        return f"{at}: {quote.id} is not in {source.name}, nor anything like it"
    printed = f"what {source.name} prints at {source.place(nearest.line)}"
    lines = [f"{at}: {quote.id} is not word for word {printed}"]
    for difference in nearest.differences:
        lines += [f"    here:    {difference.recorded}", f"    printed: {difference.printed}"]
    return "\n".join(lines)


def _summarise(outcome: _Outcome, study: Study) -> str:
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
    return " ".join(parts)
