"""The index: Pagefind reads a file for each thing that can be found, and writes it in pieces.

Pagefind (https://pagefind.app) works on HTML, whatever made it. A browser fetches of its index only
the pieces that hold the words that are searched for. A long index has several parts, each made by a
run of Pagefind of its own, one after the other: so memory stays that of the largest part.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from kb.search.division import MOST, ON_REQUEST, Part, divide
from kb.search.documents import Document
from kb.search.levels import LEVELS, write_levels

FOLDER = "pagefind"
"""The index's folder in the site."""

SOURCE = "search"
"""The folder of the documents among what is kept between builds."""

UNUSED = (
    *("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*"),
    *("pagefind-highlight.js", "wasm.unknown.pagefind"),
)
"""What Pagefind writes besides, and no page loads: interfaces of its own, other languages."""


PARTS = "parts.json"
"""Which parts there are besides the one that holds Pagefind's program: their folders below it."""

ONCE = ("*.js", "wasm.*")
"""Pagefind's program, which one part brings for all."""


class SearchError(Exception):
    """The index could not be made; the message is one line."""


@dataclass(frozen=True, slots=True)
class Index:
    """The folders of an index's parts, which are not to be changed, as `Division` has them."""

    first: tuple[Path, ...]
    further: tuple[Path, ...]

    def put_into(self, folder: Path) -> None:
        """Put all parts into one folder, which does not exist yet: those after the first below."""
        shutil.copytree(self.first[0], folder)
        names = {part: str(i) for i, part in enumerate((*self.first, *self.further)[1:], 2)}
        for part, name in names.items():
            shutil.copytree(part, folder / name, ignore=shutil.ignore_patterns(*ONCE))
        told = {
            "first": [names[part] for part in self.first[1:]],
            "further": [names[part] for part in self.further],
            "types": sorted(ON_REQUEST),
        }
        (folder / PARTS).write_text(json.dumps(told) + "\n", encoding="utf-8")


def write_index(documents: Sequence[Document], site: Path, build: Path, most: int = MOST) -> None:
    """Make the index of a site and put it into the site.

    Args:
        documents: What the index is made from; they lie in the folder `SOURCE` of `build`.
        site: The folder of the site.
        build: The folder for what is kept between builds.
        most: The most bytes that one part is made from.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    index = make_index(documents, build, most=most)
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    index.put_into(site / FOLDER)


Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]
"""Runs a program to its end and returns what it said."""


def _run_to_the_end(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def make_index(
    documents: Sequence[Document],
    build: Path,
    run: Run = _run_to_the_end,
    most: int = MOST,
) -> Index:
    """Make the index.

    What Pagefind made is kept under a digest of what it was made from, and made again when that
    changed, each part by itself. A build that is killed on the way leaves nothing that the next
    would take for it.

    Args:
        documents: What the index is made from; they are all that lies in the folder `SOURCE` of
            `build`.
        build: The folder for what is kept between builds.
        run: What runs Pagefind.
        most: The most bytes that one part is made from.

    Raises:
        SearchError: Pagefind is missing or failed.
    """
    source = build / SOURCE
    for left in build.glob(f"{_FRESH}*"):
        shutil.rmtree(left, ignore_errors=True)
    division = divide(documents, most)
    # One part is all that lies there, so Pagefind can read it where it is.
    alone = len(division.first) + len(division.further) == 1
    first, further = (
        tuple(_get_kept_folder(part, source, build, run, alone=alone) for part in parts)
        for parts in (division.first, division.further)
    )
    _forget_others(build, {*first, *further})
    return Index(first, further)


_KEPT = "search-index-"
"""What the name of a kept part begins with. A folder of that name is complete."""

_FRESH = "search-fresh-"


def _get_kept_folder(part: Part, source: Path, build: Path, run: Run, *, alone: bool) -> Path:
    """Return the folder of a part, made now if nothing kept was made from the same."""
    kept = build / f"{_KEPT}{_digest(part)}"
    if not kept.exists():
        # In a folder of its own: where a build was killed, its Pagefind may still be writing.
        with tempfile.TemporaryDirectory(prefix=_FRESH, dir=build) as folder:
            fresh = Path(folder) / FOLDER
            read = source if alone else Path(folder) / source.name
            if not alone:
                _gather(part, source, read)
            _run_pagefind(read, fresh, run)
            for pattern in UNUSED:
                for file in fresh.glob(pattern):
                    file.unlink()
            write_levels(fresh)
            fresh.rename(kept)
    return kept


def _digest(part: Part) -> str:
    """Return what names a part by what it was made from, and with."""
    levels = [sorted(kinds) for kinds in LEVELS]
    digest = hashlib.sha256(f"Pagefind {version('pagefind')} {levels}\n".encode())
    for one in sorted(part, key=lambda one: one.path):
        digest.update(f"{one.path}\n{one.digest}\n".encode())
    return digest.hexdigest()[:16]


def _gather(part: Part, source: Path, target: Path) -> None:
    """Give Pagefind a folder that holds the documents of one part, under a second name."""
    for one in part:
        (target / one.path).parent.mkdir(parents=True, exist_ok=True)
        try:
            (target / one.path).hardlink_to(source / one.path)
        except OSError:  # a file system without second names
            shutil.copyfile(source / one.path, target / one.path)


def _forget_others(build: Path, kept: Collection[Path]) -> None:
    """Remove older parts: first their names, which would promise that they are complete."""
    stale = build / "search-stale"
    for other in build.glob(f"{_KEPT}*"):
        if other not in kept:
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
