"""The index: Pagefind reads a file for each thing that can be found, and writes it in pieces.

Pagefind (https://pagefind.app) works on HTML, whatever made it. A browser fetches of its index only
the pieces that hold the words that are searched for.
"""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from kb.search import Search
from kb.search.documents import documents
from kb.search.page_text import Block, page_text
from kb.write import write_tree

FOLDER = "pagefind"
"""The index's folder in the site."""

UNUSED = (
    *("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*"),
    *("pagefind-highlight.js", "wasm.unknown.pagefind"),
)
"""What Pagefind writes besides, and no page loads: interfaces of its own, other languages."""


class SearchError(Exception):
    """The index could not be made; the message is one line."""


def write_index(search: Search, site: Path, build: Path) -> None:
    """Make the index of a finished site and put it into the site.

    Args:
        search: What can be found.
        site: The folder of the finished site.
        build: The folder for what is kept between builds.

    Raises:
        SearchError: Pagefind is missing or failed.
    """

    def read(place: str) -> Sequence[Block]:
        return page_text((site / place / "index.html").read_text(encoding="utf-8"))

    shutil.copytree(make_index(search, read, build), site / FOLDER, dirs_exist_ok=True)


Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]
"""Runs a program to its end and returns what it said."""


def _run_to_the_end(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def make_index(
    search: Search,
    read: Callable[[str], Sequence[Block]],
    build: Path,
    run: Run = _run_to_the_end,
) -> Path:
    """Make the index and return its folder, which is not to be changed.

    What Pagefind made is kept under a digest of what it was made from, and made again when that
    changed. A build that is killed on the way leaves nothing that the next would take for it.

    Args:
        search: What can be found.
        read: Returns the headings and paragraphs of a finished page by its address.
        build: The folder for what is kept between builds.
        run: What runs Pagefind.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    source = build / "search"
    files = documents(search.entries, search.choices, search.vocabulary, read)
    files["made-with.txt"] = f"Pagefind {version('pagefind')}\n"
    contents = {path: text.encode() for path, text in files.items()}
    write_tree(source, contents)
    kept = build / f"{_KEPT}{_digest(contents)}"
    if not kept.exists():
        for left in build.glob(f"{_FRESH}*"):
            shutil.rmtree(left, ignore_errors=True)
        # In a folder of its own: where a build was killed, its Pagefind may still be writing.
        with tempfile.TemporaryDirectory(prefix=_FRESH, dir=build) as folder:
            fresh = Path(folder) / FOLDER
            _run_pagefind(source, fresh, run)
            for pattern in UNUSED:
                for file in fresh.glob(pattern):
                    file.unlink()
            fresh.rename(kept)
    _forget_others(kept)
    return kept


_KEPT = "search-index-"
"""What the name of a kept index begins with. A folder of that name is complete."""

_FRESH = "search-fresh-"


def _digest(files: Mapping[str, bytes]) -> str:
    """Return what names an index by what it was made from."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\n{len(files[path])}\n".encode() + files[path])
    return digest.hexdigest()[:16]


def _forget_others(kept: Path) -> None:
    """Remove older indexes: first their names, which would promise that they are complete."""
    stale = kept.with_name("search-stale")
    for other in kept.parent.glob(f"{_KEPT}*"):
        if other != kept:
            shutil.rmtree(stale, ignore_errors=True)
            other.rename(stale)
    shutil.rmtree(stale, ignore_errors=True)


def _run_pagefind(source: Path, target: Path, run: Run) -> None:
    """Let Pagefind read a folder and write its index into another."""
    program = get_executable()
    if program is None:
        raise SearchError("The search index cannot be made: the program pagefind is not installed.")
    try:
        done = run((str(program), "--silent", "--site", str(source), "--output-path", str(target)))
    except OSError as error:
        raise SearchError(f"The search index cannot be made: {error}") from None
    if done.returncode:
        said = " ".join((done.stderr.strip() or done.stdout.strip() or "no reason given").split())
        raise SearchError(f"The search index cannot be made: Pagefind says: {said[:300]}")
