"""What is kept of the last build, so that the next makes only what is not as it was.

It lies in the user's own cache folder, which no project's files can reach. Of the site itself only
what tells whether it was touched is kept: a site that was is built anew.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from pathlib import Path

from kb.files.cache import get_cache_folder, keep, recall
from kb.project import Project
from kb.search.documents import Document

_DAYS = 90
"""What was kept of a project that was not built for so long is removed."""

_NAME = "site"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a site is made from.

    Attributes:
        data: The content of each file of records, by its path.
        others: A digest of all else: written pages, settings, this program and what it uses.
    """

    data: Mapping[str, bytes]
    others: str


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a page.

    Attributes:
        asked: What was asked for it: see `kb.site.affected.write_notes`.
        given: A digest of what the search's documents hold besides its words.
        files: The paths of its files below the site.
        documents: What the search's index is made from.
    """

    asked: str
    given: str
    files: tuple[str, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build.

    Attributes:
        frame: What the frame around all pages shows of others.
        pages: What became of each page made from records, by its path.
    """

    frame: str = ""
    pages: Mapping[str, Built] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """The last build: what it was made from, what came of it, and how its files were left."""

    inputs: Inputs
    outcome: Outcome
    signature: str


@dataclass(frozen=True, slots=True)
class Start:
    """What a build begins with.

    Attributes:
        folder: The folder for what is kept.
        site: The folder of the last site.
        last: The last build, if its pages can still be used: only records differ.
    """

    folder: Path
    site: Path
    last: Kept | None = None


def find_folder(project: Project) -> Path:
    """Return the folder for what is kept of a project; a passing one where there can be none."""
    place = hashlib.sha256(os.fsencode(project.root.resolve())).hexdigest()[:32]
    folder = get_cache_folder("sites") / place
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            os.utime(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="kb-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def recall_build(folder: Path) -> Kept | None:
    """Return the last build; None if there was none, or what was kept of it is damaged."""
    match recall(folder, _NAME):
        case {"data": data, "others": others, "frame": frame, "pages": pages, "signature": signed}:
            try:
                return Kept(
                    Inputs({path: text.encode() for path, text in data.items()}, others),
                    Outcome(frame, {path: _parse(it) for path, it in pages.items()}),
                    signed,
                )
            except (AttributeError, TypeError, ValueError):
                return None
        case _:
            return None


def keep_build(folder: Path, kept: Kept) -> None:
    """Keep what is known of a build that is in place, and forget projects of long ago."""
    value = {
        "data": {path: content.decode() for path, content in kept.inputs.data.items()},
        "others": kept.inputs.others,
        "frame": kept.outcome.frame,
        "pages": {path: astuple(built) for path, built in kept.outcome.pages.items()},
        "signature": kept.signature,
    }
    keep(folder, _NAME, value)
    oldest = time.time() - _DAYS * 24 * 60 * 60
    with suppress(OSError):
        for other in folder.parent.iterdir():
            if other.stat().st_mtime < oldest:
                shutil.rmtree(other, ignore_errors=True)


def forget_build(folder: Path) -> None:
    """Keep nothing of the last build, before something that it left is written over."""
    (folder / f"{_NAME}.json").unlink(missing_ok=True)


def sign(*folders: Path) -> str:
    """Return a digest of all files below some folders, which differs once one was touched."""
    digest = hashlib.sha256()
    for folder in folders:
        for line in _list_files(folder, ""):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _list_files(folder: Path, below: str) -> Iterator[str]:
    try:
        with os.scandir(folder / below) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield f"{below}: none\n"
        return
    for entry in entries:
        path = f"{below}{entry.name}"
        it = entry.stat(follow_symlinks=False)
        if entry.is_dir(follow_symlinks=False):
            yield f"{path}/\n"
            yield from _list_files(folder, f"{path}/")
        else:
            told = (it.st_mode, it.st_size, it.st_mtime_ns, it.st_ctime_ns, it.st_ino)
            yield f"{path} {told}\n"


def _parse(fields: tuple[str, str, list[str], list[tuple[str, str, int, str]]]) -> Built:
    asked, given, files, documents = fields
    return Built(asked, given, tuple(files), tuple(Document(*one) for one in documents))
