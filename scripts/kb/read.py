"""The way in: the files of themes_data/ on disk, read, linked and checked."""

from pathlib import Path

from kb.check import check
from kb.knowledge_base import KnowledgeBase
from kb.link import link
from kb.load import load
from kb.problems import DataError, Problem


def read_files(root: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its path with forward slashes.

    Hidden files (.DS_Store and the like) and README.md are nobody's records and are left out.
    """
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != "README.md" and not path.name.startswith(".")
    }


def examine(
    files: dict[str, bytes], root: str = "themes_data"
) -> tuple[KnowledgeBase, list[Problem]]:
    """Load, link and check files; return what could be joined and everything that is wrong."""
    loaded = load(files, root)
    kb, mislinked = link(loaded)
    return kb, sorted({*loaded.problems, *mislinked, *check(kb, loaded)})


def read(root: Path) -> KnowledgeBase:
    """Read a knowledge base from its folder.

    Raises:
        DataError: Something is wrong with the data; the error holds every problem.
    """
    kb, problems = examine(read_files(root), root.name)
    if problems:
        raise DataError(problems)
    return kb
