"""`kb review`: what recommendations rest on, read again where it has changed."""

import datetime as dt

import click

from kb.files.drafts import write_over
from kb.history.repository import Repository, RepositoryError
from kb.history.suspect_text import excuse, explain_suspect, show_recommendation, summarise_suspect
from kb.history.suspects import Suspect, find_at_version, find_suspects, list_edits
from kb.knowledge.base import KnowledgeBase
from kb.load.loader import Located
from kb.problems.problem import DataError
from kb.project import Project
from kb.read import examine, read_files
from kb.records import Finding, Implication
from kb.strict_yaml.edit import CannotEditError, apply_edits
from kb.terminal import describe_failure, refuse, say


@click.command(name="review")
@click.argument("recommendation", required=False)
@click.option("--yes", is_flag=True, help="Answer that it still holds, without being asked.")
@click.pass_obj
def review(project: Project, recommendation: str | None, *, yes: bool) -> None:
    """Show what changed under RECOMMENDATION (such as I004), and record that it still holds.

    Without one, list every recommendation that rests on an older version of a finding, or on one
    that was withdrawn. What is shown is the wording that was read then, and the wording now. If
    the recommendation still holds, its pinned versions are raised and its history says so.
    """
    try:
        files = read_files(project.data)
        kb = examine(files, project.data.name).linked()
    except DataError as error:
        refuse(f"{project.format_problems(error.problems)} Mend that first: nothing was reviewed.")
    if recommendation is None:
        _list(kb)
        return
    located = _place(kb, recommendation)
    found = find_suspects(kb, _find_implication(located))
    if not found:
        say(f"{located.record.id} rests on the newest version of each of its findings.")
        return
    _show(project, kb, found)
    if raised := [one for one in found if not one.finding.withdrawn]:
        _raise(project, files, located, raised, yes=yes)


def _list(kb: KnowledgeBase) -> None:
    count = 0
    for implication in kb.all(Implication):
        if found := find_suspects(kb, implication):
            count += 1
            say(f"{implication.id} {implication.label}")
            for one in found:
                say(f"    {summarise_suspect(one)}")
            if reason := excuse(implication):
                say(f"    It is excused from being read again: {reason}")
    if count:
        say("\nShow what changed under one of them with `kb review` and its identifier.")
    else:
        say("Every recommendation rests on the newest version of each of its findings.")


def _place(kb: KnowledgeBase, name: str) -> Located:
    located = kb.located.get(name.upper())
    if located is None or not isinstance(located.record, Implication):
        refuse(f"There is no recommendation {name}. `kb review` lists what is to be read again.")
    if located.record.withdrawn:
        refuse(f"{located.record.id} was withdrawn: there is nothing to be read again.")
    return located


def _find_implication(located: Located) -> Implication:
    assert isinstance(located.record, Implication)  # noqa: S101 - see _place
    return located.record


def _show(project: Project, kb: KnowledgeBase, found: list[Suspect]) -> None:
    for one in found:
        before, missing = _find_as_read(project, kb, one)
        for line in explain_suspect(one, before, missing):
            say(line)
        say()
    for line in show_recommendation(found[0].implication):
        say(line)


def _find_as_read(project: Project, kb: KnowledgeBase, one: Suspect) -> tuple[Finding | None, str]:
    """Return a finding as it was read, or why the project's history does not have it."""
    file = kb.located[one.finding.id].document.file
    repository = Repository(project.root)
    path = file.removeprefix(f"{project.data.name}/")
    name = f"version {one.basis.version} of {one.finding.id}"
    try:
        contents = map(repository.content, repository.revisions_of(file))
        before = find_at_version(path, contents, one.finding.id, one.basis.version)
        more = " Run `git fetch --unshallow` to have all of it." if repository.is_shallow else ""
    except RepositoryError as error:
        return None, f"The wording of {name} cannot be shown: {error}"
    return before, f"The wording of {name} is not in git’s history here.{more}"


def _raise(
    project: Project, files: dict[str, bytes], located: Located, raised: list[Suspect], *, yes: bool
) -> None:
    """Raise the pinned versions of a recommendation that still holds."""
    name = located.record.id
    if not yes:
        say()
        try:
            yes = click.confirm(f"Does {name} still hold?")
        except click.Abort:
            refuse("\nNobody answered. Nothing was changed.")
    if not yes:
        say(
            f"Nothing was changed. Change {name}, with an entry in its history, and raise the "
            "versions then; or withdraw it."
        )
        return
    file = located.document.file
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    path = file.removeprefix(f"{project.data.name}/")
    try:
        content = apply_edits(file, files[path], list_edits(located, raised, today))
        write_over(project.data, path, content)
    except CannotEditError as error:
        refuse(f"{error} Nothing was changed.")
    except OSError as error:
        refuse(f"{describe_failure(error)} Nothing was changed.")
    pins = ", ".join(f"{one.finding.id}@{one.finding.version}" for one in raised)
    say(f"{name} now rests on {pins}, and its history in {file} says so.")
