"""What is said of files that are called or laid out wrongly, and of those that are gone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.load.present import Present
from kb.problems.problem import Position, Problem
from kb.records import Record, Study, Theme
from kb.strict_yaml.document import Document
from kb.text.wording import quote_text


def find_gone(
    present: Present, recognised: Mapping[str, type[Record]]
) -> Iterator[tuple[type[Record], Problem]]:
    """Yield what each folder of a study lacks of the files on which all else in it rests.

    Args:
        present: What there is.
        recognised: What lies in wrong places, by the file; it may be what is lacked.
    """
    folders: dict[str, list[str]] = {}
    for path in present.files:
        if folder := present.get_folder(path):
            folders.setdefault(folder, []).append(path)
    elsewhere = {*recognised.values()}
    for folder, paths in sorted(folders.items()):
        holds = [path.removeprefix(f"{folder}/") for path in paths]
        findings = any(path.startswith("findings/") for path in holds)
        if "study.yaml" not in holds and Study not in elsewhere:
            if findings or "themes.yaml" in holds:
                yield Study, _report_gone(present.root, folder, "study.yaml", "study", min(paths))
        elif findings and "themes.yaml" not in holds and Theme not in elsewhere:
            yield (
                Theme,
                _report_gone(
                    present.root, folder, "themes.yaml", "themes of its findings", min(paths)
                ),
            )


def _report_gone(root: str, folder: str, name: str, what: str, path: str) -> Problem:
    return Problem(
        Position(f"{root}/{path}"),
        f"the folder {folder}/ has no {name}, so nothing is known of the {what}",
        f"If it was deleted, bring it back: `git restore {root}/{folder}/{name}`. If it has "
        f"another name, rename it to {name}.",
    )


def report_no_list(document: Document) -> Problem:
    """Say that a file holds one record in the place of a list."""
    return Problem(
        document.position(()),
        "this file holds a list of records",
        "Begin each record with a hyphen: `- id: …`.",
    )


def report_list(document: Document) -> Problem:
    """Say that a file holds a list in the place of one record."""
    return Problem(
        document.position(()),
        "this file holds one record, not a list of them",
        "Remove the hyphen before the first field, and begin all fields in the first column. Each "
        "further record has a file of its own.",
    )


def report_other_name(
    position: Position, identifier: str, promised: str, present: Present
) -> Problem:
    """Say that a file's name is not the identifier of the record in it."""
    folder = position.file.rpartition("/")[0].removeprefix(f"{present.root}/")
    taken = f"{folder}/{identifier}.yaml" in present.files
    return Problem(
        position,
        f"the identifier {quote_text(identifier)} is not the file's name {quote_text(promised)}",
        f"Correct the identifier; {identifier}.yaml is another file already."
        if taken
        else f"Correct the identifier, or rename the file to {identifier}.yaml.",
    )


def add_what_rests_on_it(problem: Problem) -> Problem:
    """Say of a file that cannot be read, but that many others refer to, what nobody looked at."""
    words = "What other files say of it is checked when it can be read."
    return replace(problem, advice=f"{problem.advice} {words}")
