"""What is known of a paper itself: from answers, or from a file that was exported for it."""

from pathlib import Path

import click

from kb.authoring.study import list_names
from kb.commands.asking import Answers
from kb.exchange.reading import read_bibliography
from kb.files.limits import BIBLIOGRAPHY_BYTES
from kb.files.plain import NotReadError, read_plain
from kb.project import Project
from kb.records import CslItem
from kb.text.wording import counted

_CSL = {"container": "container-title", "doi": "DOI"}


def read_about_paper(file: Path) -> CslItem:
    """Read the one work of a bibliographic file: the paper itself.

    Raises:
        ClickException: The file cannot be read, or holds another number of works, or a work that
            lacks what a study needs.
    """
    try:
        content = read_plain(file.resolve(), BIBLIOGRAPHY_BYTES)
    except NotReadError as error:
        raise click.ClickException(f"{file}: {error.reason}. {error.advice}") from None
    reading = read_bibliography(str(file), content)
    if reading.problems:
        told = Project(Path.cwd()).format_problems(reading.problems)
        raise click.ClickException(f"{told} Nothing was written.")
    if len(reading.entries) != 1:
        works = counted(len(reading.entries), "work")
        raise click.ClickException(f"{file} holds {works}. Export the paper alone.")
    item = reading.entries[0].item
    lacking = [name for name, has in (("authors", item.author), ("a year", item.issued)) if not has]
    if lacking:
        raise click.ClickException(f"{file} does not name {' and '.join(lacking)} of the paper.")
    return item


def collect_publication(a: Answers) -> dict[str, object]:
    """Return answers about a paper as fields of a work."""
    plain = ("title", "container", "volume", "issue", "page", "doi")
    fields: dict[str, object] = {"type": a["type"] or "article-journal"}
    fields |= {_CSL.get(name, name): a[name] for name in plain if a.get(name)}
    fields["author"] = list_names(a["author"])
    fields["issued"] = {"date-parts": [[int(a["year"])]]}
    return fields
