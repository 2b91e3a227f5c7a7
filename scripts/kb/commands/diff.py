"""`kb diff`: what a change does, compared with what is published."""

import datetime as dt
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, get_args

import click

from kb.files.limits import ALL_RECORD_BYTES, PAGE_BYTES, RECORD_FILES
from kb.files.plain import Limits
from kb.history.checks import (
    Base,
    find_broken_addresses,
    find_lost_places,
    find_problems,
)
from kb.history.compare import compare
from kb.history.consequences import (
    PageChanges,
    compare_pages,
    find_newly_suspect,
    find_unverified,
    find_verified_anew,
)
from kb.history.earlier import read_earlier
from kb.history.report import Consequences, Report, make_report
from kb.history.report_text import format_json, format_markdown, format_text
from kb.history.repository import Repository, RepositoryError
from kb.problems.problem import DataError
from kb.problems.report import format_problems
from kb.project import Project
from kb.read import RECORD_LIMITS, Examined, examine, may_hold_records, read_files
from kb.terminal import say

Form = Literal["text", "markdown", "github", "json"]

_IDENTIFIER = re.compile(r"^[-+ ][- ]*id: *[\"']?([\w-]+)", re.MULTILINE)
"""An identifier in a line of the history."""

_PAGE_LIMITS = Limits(RECORD_FILES, ALL_RECORD_BYTES, lambda _: PAGE_BYTES)
"""How much is read of hand-written pages as they were."""


@click.command(name="diff")
@click.argument("base", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="text",
    show_default=True,
    help="text for people, markdown for a comment on a pull request, github for annotations, "
    "json for tools.",
)
@click.pass_obj
def diff(project: Project, base: str | None, form: Form) -> None:
    """Say what changed since BASE, and what has to be fixed before it is published.

    BASE is a branch, a tag or a commit; without it, the main branch. What counts is the point at
    which this work left it, so that what others changed there since is not told. What is not
    committed yet counts as changed.
    """
    try:
        report = _report(project, base)
    except RepositoryError as error:
        raise click.ClickException(str(error)) from None
    except DataError as error:
        say(format_problems(error.problems, form, project.lines))
        raise click.exceptions.Exit(1) from None
    match form:
        case "text":
            colour = _wants_colour()
            say(format_text(report, project.lines, colour=colour), in_colour=colour)
        case "markdown":
            say(format_markdown(report).removesuffix("\n"))
        case "json":
            say(format_json(report))
        case "github" if report.problems:
            say(format_problems(report.problems, "github", project.lines))
    if report.problems:
        raise click.exceptions.Exit(1)


def _wants_colour() -> bool:
    """Tell whether words are marked by colour: on a terminal, unless it is to have none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _is_page(path: str) -> bool:
    """Tell whether a file of docs/ is a page by its path: nothing that is hidden is."""
    return path.endswith(".md") and _is_shown(path)


def _is_shown(path: str) -> bool:
    return not any(part.startswith(".") for part in path.split("/"))


@dataclass(frozen=True, slots=True)
class _Before:
    """What BASE means, and what was there."""

    base: Base
    files: Mapping[str, bytes]
    examined: Examined
    written: Mapping[str, str]
    assets: frozenset[str]


def _report(project: Project, name: str | None) -> Report:
    before = _read_before(project, name)
    files = read_files(project.data)
    now = examine(files, project.data.name)
    comparison = compare(before.examined.kb, now.kb, (before.examined.loaded, now.loaded))
    base = before.base
    if comparison.added:
        lines = Repository(project.root).lines_ever(project.data.name, base.commit)
        base = base._replace(used=frozenset(_IDENTIFIER.findall(lines)))
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    problems = find_problems(comparison, base, today, project.lines)
    follows = _find_consequences(project, before, now, same=files == before.files)
    gone = (*follows.pages.gone, *follows.pages.files) if follows.pages else ()
    written = before.written.keys() | before.assets
    problems += find_broken_addresses(comparison, gone, written, base)
    problems += find_lost_places(follows.pages.written if follows.pages else {})
    return make_report(f"{base.name} ({base.commit})", comparison, follows, problems)


def _read_before(project: Project, name: str | None) -> _Before:
    repository = Repository(project.root)
    if name is None:
        found = repository.main_branch()
        if found is None:
            repository.commit("HEAD")
            raise RepositoryError("There is no main branch here. Name what to compare with: BASE.")
        name = found
    commit = repository.merge_base(name)
    data = project.data.name
    records = read_earlier(repository, commit, data, may_hold_records, RECORD_LIMITS)
    written = {
        path: content.decode("utf-8", "replace").replace("\r\n", "\n")
        for path, content in read_earlier(
            repository, commit, project.docs.name, _is_page, _PAGE_LIMITS
        ).items()
    }
    assets = islice(repository.entries_at(commit, project.docs.name), RECORD_FILES)
    names = (entry.path.removeprefix(f"{project.docs.name}/") for entry in assets)
    base = Base(name, repository.short(commit))
    others = frozenset(path for path in names if _is_shown(path) and not _is_page(path))
    return _Before(base, records, examine(records, data), written, others)


def _find_consequences(
    project: Project, before: _Before, now: Examined, *, same: bool
) -> Consequences:
    """Return what follows; `same` says that not a byte of the data is different."""
    old = before.examined
    notes = []
    if now.stopping:
        notes.append("The data has mistakes, so not everything can be told: run kb check first.")
    if old.stopping:
        notes.append("Not everything of the earlier data can be read by today’s rules.")
    pages = None
    if not (now.stopping or old.stopping):
        try:
            pages = _compare_pages(project, before, now, same=same)
        except DataError as error:
            notes.append(f"The pages could not be compared: {error.problems[0].message}.")
    return Consequences(
        suspect=find_newly_suspect(old.kb, now.kb),
        unverified=find_unverified(old.kb, now.kb),
        verified_anew=find_verified_anew(old.kb, now.kb),
        pages=pages,
        notes=notes,
    )


def _compare_pages(project: Project, before: _Before, now: Examined, *, same: bool) -> PageChanges:
    """Make the pages of both states with the same templates and settings, and compare them."""
    # What makes pages takes long to load, and not every comparison gets that far.
    from kb.render.hand_written import HandWritten  # noqa: PLC0415
    from kb.render.site import Site  # noqa: PLC0415
    from kb.render.tree import make_tree  # noqa: PLC0415
    from kb.site.downloads import make_downloads  # noqa: PLC0415
    from kb.site.mkdocs.settings import read_settings  # noqa: PLC0415
    from kb.site.reading import format_project_works, read_hand_written  # noqa: PLC0415

    written, assets = read_hand_written(project.docs)
    gone = tuple(sorted(before.assets - assets.keys()))
    if same and written == before.written:
        return replace(compare_pages({}, {}), files=gone)
    settings = read_settings(project.root / "mkdocs.yml")
    works = format_project_works(project, settings, now.kb)
    works_before = format_project_works(project, settings, before.examined.kb)
    sites = [Site(before.examined.kb, works_before, settings), Site(now.kb, works, settings)]
    changes = compare_pages(
        make_tree(sites[0], before.written).pages(),
        make_tree(sites[1], written).pages(),
        {path: HandWritten(text).anchors for path, text in before.written.items()},
    )
    was, now_beside = (make_downloads(site).keys() for site in sites)
    return replace(changes, files=(*changes.files, *sorted(was - now_beside), *gone))
