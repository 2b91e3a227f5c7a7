"""`kb todo`: what is still to write in a study, by name and in the order to do it."""

import re
from collections.abc import Iterator
from itertools import groupby

import click

from kb.files.limits import PROBLEMS
from kb.load.explain import INTO
from kb.problems.problem import DataError, Problem
from kb.project import Project
from kb.read import Examined, examine, read_files
from kb.terminal import refuse, say
from kb.text.wording import counted


@click.command(name="todo")
@click.argument("study", required=False)
@click.pass_obj
def list_todo(project: Project, study: str | None) -> None:
    """Say what is still to write in STUDY (such as S002), by name and in the order to do it.

    Without a name it is each study that is a draft.
    """
    try:
        files = read_files(project.data)
        examined = examine(files, project.data.name)
    except DataError as error:
        refuse(project.format_problems(error.problems))
    folders = list_study_folders(files)
    chosen = [
        (identifier, folder)
        for identifier, folder in folders.items()
        if (identifier == study.upper() if study else folder in examined.drafts)
    ]
    if study and not chosen:
        known = ", ".join(folders)
        refuse(f"There is no study {study}. There are: {known}.")
    if not chosen:
        say("No study is a draft. Begin one with `kb read` or `kb new study`.")
    for identifier, folder in chosen:
        say("\n".join(describe_todo(examined, project.data.name, identifier, folder, files)))


def list_study_folders(files: dict[str, bytes]) -> dict[str, str]:
    """Return the folder of each study by its identifier, valid or not."""
    found: dict[str, str] = {}
    for path, content in files.items():
        if re.fullmatch(r"studies/[^/]+/study\.yaml", path):
            named = re.search(rb"^id:[ \t]*[\"']?(S[0-9]+)", content, re.MULTILINE)
            if named:
                found.setdefault(named[1].decode(), f"{path.rpartition('/')[0]}/")
    return dict(sorted(found.items()))


def describe_todo(
    examined: Examined, root: str, identifier: str, folder: str, files: dict[str, bytes]
) -> Iterator[str]:
    """Yield the lines that say what is still to do in a study.

    Args:
        examined: The data.
        root: The folder's name as it stands in problems.
        identifier: The study's.
        folder: Its folder below the root.
        files: The content of each file by its path below the root.
    """
    is_draft = folder in examined.drafts
    named = re.search(
        rb"^short_name:[ \t]*[\"']?(.+?)[\"']?\s*$", files[f"{folder}study.yaml"], re.MULTILINE
    )
    name = f" {named[1].decode('utf-8', 'replace')}" if named else ""
    yield f"{identifier}{name} is {'a draft' if is_draft else 'published'}."
    own = [one for one in examined.problems if one.position.file.startswith(f"{root}/{folder}")]
    blank = sorted((one for one in own if one.unwritten), key=_order)
    for file, group in groupby(blank, key=lambda one: one.position.file):
        fields = [*group]
        yield f"\n{file}: {counted(len(fields), 'field')} to write"
        yield from _name_fields(fields)
    yield from _describe_quotes(examined, root, folder, files)
    wrong = [one for one in own if not one.unwritten]
    if wrong:
        yield f"\n{counted(len(wrong), 'mistake').capitalize()} to mend: `kb check` shows each."
    if is_draft and not blank and not wrong:
        yield (
            f"\nNothing is left to write. Read it once more, take the line `state: draft` out of "
            f"{root}/{folder}study.yaml, and run `make check`."
        )


def _describe_quotes(
    examined: Examined, root: str, folder: str, files: dict[str, bytes]
) -> Iterator[str]:
    """Yield how many quotes are sorted to findings, and how to sort the next one."""
    waiting = [one for one in examined.unsorted if one.document.file.startswith(f"{root}/{folder}")]
    findings = [text for path, text in files.items() if path.startswith(f"{folder}findings/")]
    done = sum(len(re.findall(rb"^[ -]*id:[ \t]*Q[0-9]+", text, re.MULTILINE)) for text in findings)
    total = done + len(waiting)
    if total:
        yield f"\nQuotes sorted to findings: {done} of {total}"
    if waiting:
        first = waiting[0].quote.id
        yield (
            f"  next: `kb new finding --quote {first}`, "
            f"or `kb new quote --from {first}` for a finding that is there"
        )


def _order(problem: Problem) -> tuple[int, str, int]:
    """Put the study before its themes, these before the quotes, and findings last."""
    file = problem.position.file.rpartition("/")[2]
    place = ("study.yaml", "themes.yaml", "unsorted.yaml")
    return place.index(file) if file in place else len(place), *problem.position[:2]


def _name_fields(problems: list[Problem]) -> Iterator[str]:
    """Name fields, those of one group on one line: "line 116: aim: text, section"."""
    groups = groupby(problems, key=lambda one: _split_name(one)[0])
    for told, (group, members) in enumerate(groups, start=1):
        fields = [*members]
        if told > PROBLEMS:
            yield f"  and more, from line {fields[0].position.line} on"
            return
        names = ", ".join(_split_name(one)[1] for one in fields)
        yield f"  line {fields[0].position.line}: {f'{group}: ' if group else ''}{names}"


def _split_name(problem: Problem) -> tuple[str, str]:
    """Part the name of a field from that of the group it is in."""
    name = problem.message.removesuffix(" is still to write")
    missing = re.fullmatch(r"the field “?'?(.+?)'?”? is missing", name)
    *group, field = (missing[1] if missing else name).split(f" {INTO} ")
    return f" {INTO} ".join(group), field
