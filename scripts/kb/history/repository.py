"""The project's history: the one place that asks git, which knows every published version."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from kb.files.limits import RECORD_BYTES

MAIN = ("origin/HEAD", "origin/main", "main", "origin/master", "master")
"""Where the main branch may be; the first that exists is it."""

_SYMBOLIC_LINK = "120000"
_FILES = ("100644", "100755", "100664", _SYMBOLIC_LINK)
"""What git calls the kinds of files; the other kind is a repository within this one."""

_SECONDS = 120

_CHUNK = 65_536


class RepositoryError(Exception):
    """Git cannot say what it is asked; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A published state of one file.

    Attributes:
        commit: The commit that made it so.
        path: Where the file was then, below the project's folder.
    """

    commit: str
    path: str


class Entry(NamedTuple):
    """A file as git lists it, before anything of it is read.

    Attributes:
        path: Where it is, below the project's folder.
        name: What git calls its content.
        size: How many bytes it has; of a symbolic link, those of the way it leads.
        is_link: Whether it is a symbolic link.
    """

    path: str
    name: str
    size: int
    is_link: bool


@dataclass(frozen=True, slots=True)
class Repository:
    """The history of the folder `root`, which may be a repository or a folder in one.

    Every path is below that folder, with forward slashes. Whatever git refuses is a
    RepositoryError.
    """

    root: Path

    @property
    def exists(self) -> bool:
        """Whether git is there and keeps a history of the folder."""
        try:
            return self._git("rev-parse", "--is-inside-work-tree").strip() == b"true"
        except RepositoryError:
            return False

    @property
    def is_shallow(self) -> bool:
        """Whether only the latest part of the history was fetched."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == b"true"

    def main_branch(self) -> str | None:
        """Return the name of the main branch, as near to what others have as is known here."""
        found = next((name for name in MAIN if self._commit(name)), None)
        if found == "origin/HEAD":
            return self._git("rev-parse", "--abbrev-ref", found).decode().strip()
        return found

    def commit(self, revision: str) -> str:
        """Return the full name of the commit that a branch, a tag or a short name means."""
        if found := self._commit(revision):
            return found
        self._git("rev-parse", "--git-dir")
        raise RepositoryError(
            f"There is no revision “{revision}” here. "
            + (
                "Only the latest part of the history was fetched: run `git fetch --unshallow`."
                if self.is_shallow
                else "Name a branch, a tag or a commit; `git fetch` brings those of others."
            )
        )

    def short(self, revision: str) -> str:
        """Return the short name of a commit, as people write it."""
        return self._git("rev-parse", "--short", self.commit(revision)).decode().strip()

    def merge_base(self, other: str) -> str:
        """Return the commit at which what is checked out and another revision parted."""
        theirs = self.commit(other)
        ours = self.commit("HEAD")
        try:
            return self._git("merge-base", ours, theirs).decode().strip()
        except RepositoryError:
            raise RepositoryError(
                f"What is checked out here and “{other}” have no commit in common. "
                + (
                    "Only the latest part of the history was fetched: run `git fetch --unshallow`."
                    if self.is_shallow
                    else "Name a revision that this work began from."
                )
            ) from None

    def entries_at(self, revision: str, folder: str) -> Generator[Entry]:
        """Yield every file below a folder as it was, one by one as git names them.

        A few objects can stand for more files than there are numbers for, so whoever asks must
        stop at some number. What is a repository within this one is left out.
        """
        listing = ("ls-tree", "-r", "-l", "-z", self.commit(revision), "--", folder)
        with self._answer(*listing) as answer:
            rest = b""
            while chunk := answer.read(_CHUNK):
                *entries, rest = (rest + chunk).split(b"\0")
                for entry in entries:
                    about, _, path = entry.partition(b"\t")
                    kind, _, name, size = about.decode().split()
                    if kind in _FILES:
                        yield Entry(os.fsdecode(path), name, int(size), kind == _SYMBOLIC_LINK)

    def contents(self, entries: Sequence[Entry]) -> Iterator[bytes]:
        """Yield what each file holds; nothing in .gitattributes has a say in it."""
        asked = "".join(f"{entry.name}\n" for entry in entries)
        with self._answer("cat-file", "--batch", given=asked) as answer:
            for entry in entries:
                # Of each it says its name, its type and its length; then come content and line end.
                answer.readline()
                content = answer.read(entry.size)
                answer.read(1)
                yield content

    def revisions_of(self, path: str) -> list[Revision]:
        """Return the published states of a file, newest first, wherever it lay then."""
        form = "--format=format:%H"
        log = self._git("log", "--follow", "--relative", "--name-only", "-z", form, "--", path)
        revisions = []
        for entry in filter(None, os.fsdecode(log).split("\0")):
            commit, _, place = entry.partition("\n")
            if place:
                revisions.append(Revision(commit, place))
        return revisions

    def content(self, revision: Revision) -> bytes | None:
        """Return what the file held in a revision; None where it was none that is read."""
        entry = next(self.entries_at(revision.commit, revision.path), None)
        if entry is None or entry.path != revision.path:
            return None
        if entry.is_link or entry.size > RECORD_BYTES:
            return None
        return next(self.contents([entry]))

    def lines_ever(self, folder: str, revision: str | None = None) -> str:
        """Return every line that was ever in a folder; without git, nothing.

        Args:
            folder: The folder.
            revision: Up to when; None for all branches.
        """
        until = self.commit(revision) if revision else "--all"
        plain = ("-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--format=")
        try:
            log = self._git("log", until, *plain, "--", folder)
        except RepositoryError:
            return ""
        return log.decode("utf-8", "replace")

    def _commit(self, revision: str) -> str | None:
        # What begins with a hyphen would be an option.
        if not revision or revision.startswith("-"):
            return None
        try:
            found = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        except RepositoryError:
            return None
        return found.decode().strip() or None

    def _git(self, *arguments: str) -> bytes:
        """Run git and return what it says."""
        with self._answer(*arguments) as answer:
            return answer.read()

    @contextmanager
    def _answer(self, *arguments: str, given: str = "") -> Iterator[IO[bytes]]:
        """Run git and give what it says as it comes; what nobody reads to its end is cut off."""
        plainly = ("-c", "core.quotePath=false", "-c", "log.showSignature=false")
        command = ["git", "-C", str(self.root), "--literal-pathspecs", *plainly, *arguments]
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as complaint:
            asked.write(given.encode())
            asked.seek(0)
            try:
                process = subprocess.Popen(
                    command,
                    stdin=asked,
                    stdout=subprocess.PIPE,
                    stderr=complaint,
                    env=environment,
                )
            except FileNotFoundError:
                raise RepositoryError("git is not installed here; the history needs it.") from None
            except OSError as error:
                raise RepositoryError(f"git does not answer ({error}).") from None
            clock = threading.Timer(_SECONDS, process.kill)
            clock.start()
            try:
                yield _open_input(process)
                if process.wait():
                    complaint.seek(0)
                    raise self._refused(complaint.read())
            finally:
                clock.cancel()
                process.kill()
                _open_input(process).close()
                process.wait()

    def _refused(self, complaint: bytes) -> RepositoryError:
        said = complaint.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        if said.startswith("not a git repository"):
            return RepositoryError(
                f"{self.root} is not in a git repository, so nothing is known of earlier versions."
            )
        return RepositoryError(f"git says: {said or 'nothing'}")


def _open_input(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:  # never so: it was asked for
        raise RepositoryError("git does not answer.")
    return process.stdout
